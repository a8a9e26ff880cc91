"""Every sitting, one sitting with its marks, and the form that opens one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams import operations
from ortoo.exams.access import (
    can_keep_marks,
    can_see_differences,
    can_see_items,
    can_see_marks,
    check_may_keep_marks,
    check_may_see_sittings,
)
from ortoo.exams.forms.marks import SittingForm
from ortoo.exams.models import Mark, Sitting, StatedReliability
from ortoo.exams.queries import (
    corrected,
    counting,
    how_many_corrected,
    how_many_marks,
    marks_seen,
    sittings,
    with_counts,
)
from ortoo.exams.views.second_section import second_section
from ortoo.exams.waiting.forms import acts_of_forms
from ortoo.exams.waiting.marks import way_section
from ortoo.exams.waiting.sheets import acts_of_sheets
from ortoo.exams.words.marks import scale_text, state_of
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.multilingual.texts import filled
from ortoo.pages.components import Act, Figure, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Choice, Column, ListPage, Search


def address(sitting: Sitting) -> str:
    return reverse("exams:sitting", args=[sitting.code])


def mark_address(mark: Mark) -> str:
    return reverse("exams:mark", args=[mark.pk])


@require_safe
def to_import(request: Request) -> HttpResponse:
    """On to the page for files of marks, with what was asked about the sitting."""
    check_may_keep_marks(request.grants)
    return redirect(f"{reverse('jobs:import', args=['marks'])}?{request.GET.urlencode()}".rstrip("?"))


class SittingList(TextsList):
    """Every sitting, the latest first."""

    title = gettext_lazy("Sittings")
    lead = gettext_lazy("One sitting is one dated exam on one scale. Its marks stay as they were given.")
    order = ("-held_on", "-pk")
    file_name = "sittings"
    columns = (
        Column("name", gettext_lazy("Sitting"), lambda sitting: sitting.name, main=True, link=address,
               second=lambda sitting: sitting.code),
        Column("code", gettext_lazy("Code"), lambda sitting: sitting.code, on_page=False),
        Column("held_on", gettext_lazy("Held on"), lambda sitting: sitting.held_on, kind="day"),
        Column("scale", gettext_lazy("Scale"), scale_text, in_file=False),
        Column("marker", gettext_lazy("Marked by"), lambda sitting: sitting.marker),
        Column("marks", gettext_lazy("Marks"), lambda sitting: sitting.how_many, kind="whole"),
        Column("state", gettext_lazy("State"), state_of),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_keep_marks(self.request.grants)

    def check(self) -> None:
        check_may_see_sittings(self.request.grants)

    def rows(self) -> QuerySet[Sitting]:
        return with_counts(sittings())

    def acts(self) -> list[Act]:
        own = [Act(gettext_lazy("My marks"), reverse("exams:mine"))]
        if can_see_items(self.request.grants):
            own.append(Act(gettext_lazy("Item bank"), reverse("exams:items")))
        if not can_keep_marks(self.request.grants):
            return own
        return [
            Act(gettext_lazy("Open a sitting"), reverse("exams:open"), main=True),
            Act(gettext_lazy("Import from a gradebook"), reverse("exams:gradebook")),
            Act(gettext_lazy("Letter scales"), reverse("exams:letters")),
            *own,
        ]

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No sitting has been opened yet.")
        if not can_keep_marks(self.request.grants):
            return NextStep(sentence)
        return NextStep(sentence, gettext_lazy("Open a sitting"), reverse("exams:open"))


class OpenSitting(FormPage):
    title = gettext_lazy("Open a sitting")
    lead = gettext_lazy("Code, day and scale stay as they are once it is open: marks are read by them.")
    form_class = SittingForm
    submit = gettext_lazy("Open the sitting")
    done = gettext_lazy("The sitting is open. Next, its marks are imported.")
    back = reverse_lazy("exams:home")

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)

    def act(self, form: SittingForm) -> str:
        given = form.cleaned_data
        made = operations.open_sitting(
            code=given["code"],
            names=form.names(),
            held_on=given["held_on"],
            scale_low=given["scale_low"],
            scale_high=given["scale_high"],
            letters=given["letters"],
            marker=given["marker"],
            by=self.by,
            at=timezone.now(),
        )
        return address(made)


class MarkList(ListPage):
    """One sitting: the marks that the reader may see, with what counts now, and its second entry beneath."""

    template_name = "exams/sitting.html"
    order = ("official__sort_key", "official_id")
    columns = (
        Column("number", gettext_lazy("Personnel number"), lambda mark: mark.official.number, on_page=False),
        Column("official", gettext_lazy("Official"), lambda mark: mark.official.short_name, main=True,
               link=mark_address, second=lambda mark: mark.official.number),
        Column("mark", gettext_lazy("Mark"), counting, kind="thousandths"),
        Column("given", gettext_lazy("As first given"), lambda mark: mark.thousandths if mark.beside else None,
               kind="thousandths"),
        Column("corrections", gettext_lazy("Corrections"), lambda mark: len(mark.beside) or None, kind="whole"),
    )  # fmt: skip
    filters = (
        Choice("corrected", gettext_lazy("Corrections"), [("yes", gettext_lazy("Corrected marks"))],
               apply=lambda marks, value: corrected(marks)),
        Search("q", gettext_lazy("Name or personnel number"),
               keys=("official__search_key",), fields=("official__number__iexact",)),
    )  # fmt: skip

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = get_object_or_404(
            sittings().select_related("stated_reliability", "form_plan__release"), code=kwargs["code"]
        )
        self.file_name = f"marks-{self.sitting.code}"
        self.stated = getattr(self.sitting, "stated_reliability", None)

    def check(self) -> None:
        check_may_see_sittings(self.request.grants)

    def rows(self) -> QuerySet[Mark]:
        return marks_seen(self.request.grants).filter(sitting=self.sitting)

    def heading(self) -> str:
        return self.sitting.name

    def sentence(self) -> str:
        language = get_language() or "en"
        values = {
            "code": self.sitting.code, "day": date_text(self.sitting.held_on, language),
            "scale": scale_text(self.sitting), "marker": self.sitting.marker,
        }  # fmt: skip
        if not self.sitting.sealed_at:
            return filled(gettext("%(code)s, held on %(day)s, marks %(scale)s, marked by %(marker)s."), values)
        values["sealed"] = date_text(timezone.localdate(self.sitting.sealed_at), language)
        sealed = gettext(
            "%(code)s, held on %(day)s, marks %(scale)s, marked by %(marker)s. Sealed on %(sealed)s: "
            "only a ruling of the appeals panel adds or corrects anything."
        )
        return filled(sealed, values)

    def figures(self) -> list[Figure]:
        language = get_language() or "en"
        return [
            Figure(gettext("Marks"), whole(how_many_marks(self.sitting), language)),
            Figure(gettext("Corrected"), whole(how_many_corrected(self.sitting), language)),
            *_reliability(self.stated, language),
        ]

    def acts(self) -> list[Act]:
        grants = self.request.grants
        # Thirty rows stand above these sections.
        again = [Act(gettext_lazy("Second entry"), "#second-entry")] if can_see_differences(grants) else []
        if can_see_items(grants) and hasattr(self.sitting, "form_plan"):
            again.insert(0, Act(gettext_lazy("From items to marks"), "#way"))
        again += [*acts_of_forms(self.sitting, grants), *acts_of_sheets(self.sitting, grants)]
        if not can_keep_marks(grants) or self.sitting.sealed_at:
            return again
        if hasattr(self.sitting, "form_plan"):
            # Its marks are released from scored sheets.
            return again
        return [
            Act(gettext_lazy("Import marks"), f"{reverse('exams:import')}?sitting={self.sitting.code}", main=True),
            Act(gettext_lazy("Import from a gradebook"), f"{reverse('exams:gradebook')}?sitting={self.sitting.code}"),
            *self._to_state(),
            *again,
        ]

    def _to_state(self) -> list[Act]:
        """Where marks come without answers, and nobody has said how reliable they are."""
        if self.stated:
            return []
        return [Act(gettext_lazy("State the reliability"), reverse("exams:reliability", args=[self.sitting.code]))]

    def more(self) -> dict[str, Any]:
        missing = languages_missing(can_keep_marks(self.request.grants), self.sitting)
        way = way_section(self.sitting, self.request.grants)
        return {"second": second_section(self.sitting, self.request.grants), "way": way, **missing}

    def empty(self) -> NextStep:
        if can_see_marks(self.request.grants):
            return NextStep(gettext_lazy("No mark that you may see has been imported for this sitting."))
        return NextStep(gettext_lazy("You see no marks here except your own, and there is none."))


def _reliability(stated: StatedReliability | None, language: str) -> list[Figure]:
    if stated is None:
        return []
    return [Figure(gettext("Stated reliability"), thousandths_text(stated.thousandths, language), note=stated.source)]
