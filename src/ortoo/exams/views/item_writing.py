"""Forms that write the bank: an item, its next version, a review, retirement, enemies."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.exams import operations
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.forms.item_acts import EnemyForm, RetireForm, ReviewForm, ReviewManyForm
from ortoo.exams.forms.items import WRITABLE, ItemForm, filled_in
from ortoo.exams.models import Enemies, Item, ItemVersion
from ortoo.exams.operations.reviewing import check_may_review
from ortoo.exams.queries.bank import waiting_for_review
from ortoo.exams.queries.items import latest_numbers, question_of
from ortoo.exams.rules.bank.question import Kind
from ortoo.exams.views.item_shown import PRINTED_APART, key_of, told
from ortoo.exams.views.items import address
from ortoo.exams.words.items import KINDS
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import filled
from ortoo.pages.components import Fact, Text
from ortoo.pages.forms import Form, FormPage

AT_ONCE = 20
"""Items on one page of reviews."""
BOX = re.compile(r"version_(\d{1,9})", re.ASCII)


class OfBank(FormPage):
    """A form of who keeps the bank."""

    back: Text = reverse_lazy("exams:items")

    def check(self) -> None:
        check_may_keep_items(self.request.grants)


class WriteItem(OfBank):
    title = gettext_lazy("Write an item")
    lead = gettext_lazy("It stays a draft until it is told in every language, stands in a cell, and was reviewed.")
    form_class = ItemForm
    submit = gettext_lazy("Write the item")
    done = gettext_lazy("The item is written. Complete, it waits for a second person.")
    template_name = "exams/write_item.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("kind", Kind.SINGLE)
        if asked not in WRITABLE:
            raise Http404(asked)
        self.kind = Kind(asked)

    def initial(self) -> dict[str, Any]:
        return {"follows": 0}

    def form_arguments(self) -> dict[str, Any]:
        return {"kind": self.kind}

    def more(self) -> dict[str, Any]:
        return {"kinds": [(kind.value, KINDS[kind], kind is self.kind) for kind in WRITABLE]}

    def act(self, form: ItemForm) -> str:
        version = operations.write_item(
            question=form.question(), expert_facility=form.cleaned_data["facility"], follows=0,
            by=self.by, at=timezone.now(),
        )  # fmt: skip
        return address(version.item)


class OfItem(OfBank):
    """A form about the item in its address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.item = get_object_or_404(Item, pk=kwargs["pk"])
        self.back = address(self.item)

    def check(self) -> None:
        super().check()
        if self.item.retired_at:
            raise Refusal("bank.item_retired", item=self.item.code)

    def sentence(self) -> str:
        latest = self.item.versions.order_by("-number").defer("body")[0]
        return filled(gettext("Item %(code)s: %(title)s"), {"code": self.item.code, "title": latest.name})


class WriteVersion(OfItem):
    title = gettext_lazy("Write the next version")
    form_class = ItemForm
    submit = gettext_lazy("Write the version")
    template_name = "exams/write_item.html"
    done = gettext_lazy("The version is written. The one before stays as it was.")

    def check(self) -> None:
        super().check()
        self.version = self.item.versions.order_by("-number")[0]
        self.question = question_of(self.version)

    def initial(self) -> dict[str, Any]:
        return filled_in(self.question, self.version)

    def form_arguments(self) -> dict[str, Any]:
        return {"kind": self.question.kind, "standing": self.question}

    def act(self, form: ItemForm) -> str:
        operations.write_item(
            question=form.question(), expert_facility=form.cleaned_data["facility"],
            follows=form.cleaned_data["follows"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return address(self.item)


class ReviewItem(OfBank):
    title = gettext_lazy("Review a version")
    form_class = ReviewForm
    submit = gettext_lazy("Give the review")
    done = gettext_lazy("The review is given, and stays.")
    template_name = "exams/review_item.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.version = get_object_or_404(ItemVersion.objects.select_related("item", "review"), pk=kwargs["pk"])
        self.back = address(self.version.item)

    def check(self) -> None:
        super().check()
        check_may_review(self.version, latest_numbers([self.version])[self.version.item_id], self.by)

    def sentence(self) -> str:
        values = {
            "code": self.version.item.code,
            "number": self.version.number,
            "name": self.version.written_by.shown_name,
        }
        return gettext("Item %(code)s, version %(number)s, written by %(name)s.") % values

    def more(self) -> dict[str, Any]:
        question = question_of(self.version)
        return {
            "told": told(self.version, question),
            "apart": PRINTED_APART.get(question.kind, ""),
            "key": key_of(question),
        }

    def act(self, form: ReviewForm) -> str:
        operations.review_item(
            version=self.version, approved=form.cleaned_data["decision"] == "approve",
            reason=form.cleaned_data["reason"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return address(self.version.item)


class ReviewMany(OfBank):
    """The next that wait for this person, each as it prints with its key, and a box to approve it."""

    title = gettext_lazy("Review items")
    lead = gettext_lazy("Mark those that are right. Return the others on their own pages, with a reason.")
    form_class = ReviewManyForm
    submit = gettext_lazy("Approve those that are marked")
    done = gettext_lazy("The marked items are approved.")
    template_name = "exams/review_items.html"

    def check(self) -> None:
        super().check()
        waiting = waiting_for_review(self.by.pk).select_related("item").order_by("item__code")
        # What was marked stays on the page, whatever has come before it since.
        self.marked = {int(found[1]) for name in self.request.POST if (found := BOX.fullmatch(name))}
        self.versions = list(waiting.filter(pk__in=self.marked) if self.marked else waiting[:AT_ONCE])

    def form_arguments(self) -> dict[str, Any]:
        return {"versions": [(one.pk, one.item.code) for one in self.versions]}

    def more(self) -> dict[str, Any]:
        questions = [(one, question_of(one)) for one in self.versions]
        return {
            "shown": [
                (one, told(one, question), PRINTED_APART.get(question.kind, ""), key_of(question), f"version_{one.pk}")
                for one, question in questions
            ]
        }

    def act(self, form: ReviewManyForm) -> str:
        if not self.marked:
            raise Refusal("bank.none_marked")
        if len(self.versions) < len(self.marked):
            raise Refusal("bank.waits_no_more")
        operations.review_items(versions=self.versions, by=self.by, at=timezone.now())
        return reverse("exams:review-items")


class RetireItem(OfItem):
    title = gettext_lazy("Retire the item")
    form_class = RetireForm
    submit = gettext_lazy("Retire it")
    done = gettext_lazy("The item is retired. No new form takes it; those on which it stood keep it.")
    checked = True

    def act(self, form: RetireForm) -> str:
        operations.retire_item(item=self.item, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now())
        return address(self.item)


class StateEnemies(OfItem):
    title = gettext_lazy("Keep apart from another item")
    form_class = EnemyForm
    submit = gettext_lazy("Keep them apart")
    done = gettext_lazy("From now on no form holds both.")

    def act(self, form: EnemyForm) -> str:
        other = Item.objects.filter(code=form.cleaned_data["other"]).first()
        if other is None:
            raise Refusal("bank.item_unknown", item=form.cleaned_data["other"], field="other")
        operations.state_enemies(
            first=self.item, second=other, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now()
        )
        return address(self.item)


class EndEnemies(OfBank):
    title = gettext_lazy("Let both stand on one form")
    form_class = Form
    submit = gettext_lazy("Let both stand on one form")
    done = gettext_lazy("A form may hold both again.")
    template_name = "exams/end_enemies.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.enemies = get_object_or_404(Enemies.objects.select_related("first", "second"), pk=kwargs["pk"])
        self.back = address(self.enemies.first)

    def sentence(self) -> str:
        values = {"first": self.enemies.first.code, "second": self.enemies.second.code}
        return gettext("The items %(first)s and %(second)s are kept apart.") % values

    def more(self) -> dict[str, Any]:
        return {"stated": [Fact(gettext("Why"), self.enemies.reason)]}

    def act(self, form: Form) -> str:
        operations.end_enemies(enemies=self.enemies, by=self.by, at=timezone.now())
        return address(self.enemies.first)
