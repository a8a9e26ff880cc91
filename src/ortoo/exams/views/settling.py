"""What two entries differ in, as a list; and the form in which a third hand settles it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.exams import operations
from ortoo.exams.access import can_enter_again, check_may_enter_again, check_may_see_differences
from ortoo.exams.forms.marks import SettleForm
from ortoo.exams.models import SecondEntry
from ortoo.exams.queries import sittings
from ortoo.exams.queries.second_entries import differences, settled_of
from ortoo.exams.views.sittings import address
from ortoo.exams.words.marks import SETTLED, UNSETTLED
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.components import Fact, NextStep, Tag
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Column, ListPage


def number(entry: SecondEntry) -> str:
    return entry.sampled.mark.official.number


def settle_address(entry: SecondEntry) -> str | None:
    """Nothing leads to what is settled."""
    return None if settled_of(entry) else reverse("exams:settle", args=[entry.pk])


def state(entry: SecondEntry) -> Tag:
    return SETTLED if settled_of(entry) else UNSETTLED


def settled_value(entry: SecondEntry) -> int | None:
    settled = settled_of(entry)
    return settled.thousandths if settled else None


def settled_by(entry: SecondEntry) -> str:
    settled = settled_of(entry)
    return settled.settled_by.shown_name if settled else ""


def reason(entry: SecondEntry) -> str:
    settled = settled_of(entry)
    return settled.reason if settled else ""


class DifferenceList(ListPage):
    """Where the two entries of one sitting differ: by personnel number, for papers bear no names."""

    order = ("sampled__place", "pk")
    columns = (
        Column("number", gettext_lazy("Personnel number"), number, main=True, link=settle_address),
        Column("first", gettext_lazy("First entry"), lambda entry: entry.first, kind="thousandths"),
        Column("second", gettext_lazy("Second entry"), lambda entry: entry.thousandths, kind="thousandths"),
        Column("settled", gettext_lazy("Settled as"), settled_value, kind="thousandths"),
        Column("by", gettext_lazy("Settled by"), settled_by),
        Column("reason", gettext_lazy("Reason"), reason),
        Column("state", gettext_lazy("State"), state),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = get_object_or_404(sittings(), code=kwargs["code"])
        self.file_name = f"differences-{self.sitting.code}"

    def check(self) -> None:
        check_may_see_differences(self.request.grants)

    def heading(self) -> str:
        return gettext("Differences of the second entry")

    def sentence(self) -> str:
        said = gettext("“%(sitting)s”: a third person looks at the paper and settles what differs.")
        return said % {"sitting": self.sitting.name}

    def rows(self) -> QuerySet[SecondEntry]:
        found = differences(self.sitting)
        if can_enter_again(self.request.grants):
            return found
        seen = SecondEntry.objects.visible_to(self.request.grants)
        return found.filter(pk__in=seen.values("pk"))

    def empty(self) -> NextStep:
        return NextStep(gettext("No difference is known here."), gettext("Back to the sitting"), address(self.sitting))


class Settle(FormPage):
    """Both entries, and what stands on the paper. Who made one of them is told why not."""

    title = gettext_lazy("Settle a difference")
    form_class = SettleForm
    submit = gettext_lazy("Settle the difference")
    done = gettext_lazy("The difference is settled. Where the value was another, a correction stands beside the mark.")
    template_name = "exams/settle.html"
    checked = True

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.entry = get_object_or_404(differences(), pk=kwargs["pk"])
        self.sitting = self.entry.sampled.mark.sitting
        self.back = reverse("exams:differences", args=[self.sitting.code])

    def check(self) -> None:
        check_may_enter_again(self.request.grants)
        operations.check_may_settle(self.entry, self.by)

    def sentence(self) -> str:
        said = gettext("Number %(number)s at “%(sitting)s”: look at the paper and say what stands there.")
        return said % {"number": number(self.entry), "sitting": self.sitting.name}

    def form_arguments(self) -> dict[str, Any]:
        return {"first": self.entry.first, "second": self.entry.thousandths}

    def more(self) -> dict[str, Any]:
        language = get_language() or "en"
        return {
            "entries": [
                Fact(gettext("First entry"), thousandths_text(self.entry.first, language)),
                Fact(
                    gettext("Second entry"),
                    thousandths_text(self.entry.thousandths, language),
                    note=self.entry.entered_by.shown_name,
                ),
            ]
        }

    def facts(self, form: SettleForm) -> list[Fact]:
        return [
            *self.more()["entries"],
            Fact(gettext("Settled as"), thousandths_text(form.thousandths(), get_language() or "en")),
            Fact(form.fields["reason"].label or "", form.cleaned_data["reason"]),
        ]

    def act(self, form: SettleForm) -> str:
        operations.settle_difference(
            entry=self.entry,
            thousandths=form.thousandths(),
            reason=form.cleaned_data["reason"],
            by=self.by,
            at=timezone.now(),
        )
        return reverse("exams:differences", args=[self.sitting.code])
