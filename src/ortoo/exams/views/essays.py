"""Essays: what waits for a mark, and the next one, blind."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams import operations
from ortoo.exams.access import can_enter_again, check_may_enter_again, check_may_see_sheets
from ortoo.exams.forms.sheets import EssayForm
from ortoo.exams.models import AnswerSheet, FormPlan
from ortoo.exams.models.sheets import FIRST, PLATFORM
from ortoo.exams.operations.sheets import check_open
from ortoo.exams.queries.essays import Essay, essay_items, essays_for, essays_of
from ortoo.exams.queries.items import question_of
from ortoo.exams.queries.sheets import sheets_of
from ortoo.exams.rules.bank.titles import bare_line
from ortoo.exams.views.of_plan import OfPlan, plan_with_code
from ortoo.exams.words.analysis import count
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Figure
from ortoo.pages.forms import FormPage
from ortoo.people.queries import official_of


@require_safe
def essays_page(request: Request, code: str) -> HttpResponse:
    """How many wait, and how many of them for the reader; nobody's marks."""
    check_may_see_sheets(request.grants)
    plan = plan_with_code(code)
    essays = list(essays_of(plan))
    mine = _mine(request, plan) if can_enter_again(request.grants) else []
    context = {
        "heading": gettext("Essays"),
        "lead": gettext("Two people mark each essay without seeing the other’s mark; a third where they lie apart."),
        "acts": _acts(plan, mine),
        "figures": _figures(essays),
        "said": _sentence(essays, mine),
    }
    return render(request, "exams/essays.html", context)


def _mine(request: Request, plan: FormPlan) -> list[Essay]:
    account = request.grants.user_id
    return [] if account is None else essays_for(plan, account, official_of(account))


def _figures(essays: list[Essay]) -> list[Figure]:
    third = sum(one.needed == 1 and len(one.hands) > 1 for one in essays)
    return [
        Figure(gettext("Essays"), count(len(essays))),
        Figure(gettext("Marked for sure"), count(sum(not one.needed for one in essays))),
        Figure(gettext("Marks that are missing"), count(sum(one.needed for one in essays))),
        Figure(gettext("Wait for a third"), count(third)),
    ]


def _sentence(essays: list[Essay], mine: list[Essay]) -> str:
    if not essays:
        return gettext("No sheet that is there has an essay.")
    said = ngettext(
        "%(count)s essay waits for a mark of yours.", "%(count)s essays wait for a mark of yours.", len(mine)
    )
    return said % {"count": count(len(mine))}


def _acts(plan: FormPlan, mine: list[Essay]) -> list[Act]:
    code = plan.sitting.code
    back = Act(gettext("Back to the sitting"), reverse("exams:sitting", args=[code]))
    return [Act(gettext("Mark the next essay"), address_of(code, mine[0]), main=True), back] if mine else [back]


def address_of(code: str, essay: Essay) -> str:
    """By the reading of the sheet, which names nobody."""
    return reverse("exams:mark-essay", args=[code, essay.item, essay.sheet.pk])


class MarkEssay(OfPlan, FormPage):
    """One essay without its name: its words where a platform brought them, else the number on the paper."""

    title = gettext_lazy("Mark an essay")
    form_class = EssayForm
    template_name = "exams/mark_essay.html"
    submit = gettext_lazy("Give this mark")
    done = gettext_lazy("The mark is kept. Here is what comes next.")
    unkept = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.back = self.to("essays")

    def check(self) -> None:
        check_may_enter_again(self.request.grants)
        check_open(self.plan)
        items = {one.pk: one for one in essay_items(self.plan)}
        found = sheets_of(self.plan).filter(entry__in=(PLATFORM, FIRST)).select_related("official", "form")
        self.sheet: AnswerSheet = get_object_or_404(found, pk=self.kwargs["sheet"])
        if self.kwargs["item"] not in items or items[self.kwargs["item"]].form_id != self.sheet.form_id:
            raise Http404
        self.item = items[self.kwargs["item"]]
        operations.check_may_mark(self.item, self.sheet.official, self.by)

    def sentence(self) -> str:
        if self.sheet.entry == PLATFORM:
            return gettext("Essay %(number)s, written on a platform.") % {"number": self.sheet.pk}
        said = gettext("The essay stands on paper: sheet %(number)s, form %(form)s, item %(place)s.")
        values = {"number": self.sheet.official.number, "form": self.sheet.form.letter, "place": self.item.place}
        return said % values

    def more(self) -> dict[str, Any]:
        question = question_of(self.item.version)
        told, notes = (
            {language: bare_line(text) for language, text in texts.items()}
            for texts in (question.texts, question.notes.get("markers", {}))
        )
        return {"asked": in_language(told), "notes": in_language(notes) if notes else "", "words": self._words()}

    def _words(self) -> str:
        if self.sheet.entry != PLATFORM:
            return ""
        words: str = json.loads(self.sheet.answers)[self.item.place - 1]
        return words

    def act(self, form: EssayForm) -> str:
        operations.mark_essay(
            item=self.item, official=self.sheet.official, thousandths=form.cleaned_data["mark"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        left = essays_for(self.plan, self.by.pk, official_of(self.by.pk))
        return address_of(self.sitting.code, left[0]) if left else self.to("essays")
