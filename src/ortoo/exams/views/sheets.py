"""Answer sheets of a sitting: how far they are, one by hand, where two readings differ, and what a third settles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams import operations
from ortoo.exams.access import (
    can_enter_again,
    can_keep_marks,
    can_see_sheet_differences,
    check_may_enter_again,
    check_may_see_sheet_differences,
    check_may_see_sheets,
)
from ortoo.exams.forms.sheets import SettleSheetForm, SheetForm
from ortoo.exams.models import AnswerSheet, FormPlan
from ortoo.exams.models.sheets import FIRST, SECOND
from ortoo.exams.operations.sheets import check_open
from ortoo.exams.queries.forms import is_released
from ortoo.exams.queries.sheets import (
    Difference,
    SheetState,
    differences_between,
    differing,
    forms_by_letter,
    longest_form,
    readings_of,
    settled_ones,
    sheet_state,
    to_enter_again,
)
from ortoo.exams.rules.scoring.lines import lines_of
from ortoo.exams.views.of_plan import OfPlan, plan_with_code
from ortoo.exams.words.analysis import count
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages.components import Act, Figure, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Column, ListPage

NOTHING = "–"
HEAD = ("form", "centre", "language")


@require_safe
def sheets_page(request: Request, code: str) -> HttpResponse:
    """Numbers alone: what a sheet says is shown to nobody before both readings are there."""
    check_may_see_sheets(request.grants)
    plan = plan_with_code(code)
    state = sheet_state(plan)
    context = {
        "heading": gettext("Answer sheets"),
        "lead": gettext("“%(sitting)s”: each sheet is entered by two hands, or comes from a platform alone.")
        % {"sitting": plan.sitting.name},
        "acts": acts_of(request, plan, state),
        "figures": figures_of(state),
        "said": sentence_of(plan, state),
        "settled": list(settled_ones(plan)[:50]) if can_see_sheet_differences(request.grants) else [],
    }
    return render(request, "exams/sheets.html", context)


def figures_of(state: SheetState) -> list[Figure]:
    return [
        Figure(pgettext("exam", "Sheets"), count(state.sheets)),
        Figure(gettext("From a platform"), count(state.platform)),
        Figure(gettext("Entered once"), count(state.once)),
        Figure(gettext("Twice, and agree"), count(state.agree)),
        Figure(gettext("Twice, and differ"), count(state.differ)),
        Figure(gettext("Settled"), count(state.settled)),
    ]


def sentence_of(plan: FormPlan, state: SheetState) -> str:
    if plan.sealed_at is None:
        return gettext("The forms are not sealed yet. Once they are, sheets can come in.")
    if not state.sheets:
        return gettext("No sheet has been entered yet.")
    if state.ready:
        return gettext("Every sheet is known for sure and can be scored.")
    if state.differ:
        said = ngettext(
            "%(count)s sheet waits for a third hand to settle it.",
            "%(count)s sheets wait for a third hand to settle them.",
            state.differ,
        )
        return said % {"count": count(state.differ)}
    said = ngettext(
        "%(count)s sheet waits for its second entry.", "%(count)s sheets wait for their second entry.", state.once
    )
    return said % {"count": count(state.once)}


def acts_of(request: Request, plan: FormPlan, state: SheetState) -> list[Act]:
    def to(name: str) -> str:
        return reverse(f"exams:{name}", args=[plan.sitting.code])

    grants, acts = request.grants, []
    if plan.sealed_at and not is_released(plan) and can_enter_again(grants):
        acts.append(Act(gettext("Enter a sheet"), to("enter-sheet"), main=True))
        by_file = f"{reverse('jobs:import', args=['answer-sheets'])}?sitting={plan.sitting.code}"
        acts.append(Act(gettext("Import answer sheets"), by_file))
        if can_keep_marks(grants):
            acts.append(Act(gettext("Import from a platform"), reverse("jobs:import", args=["platform-responses"])))
    if (state.differ or state.settled) and can_see_sheet_differences(grants):
        acts.append(Act(gettext("See the differences"), to("sheet-differences")))
    return [*acts, Act(gettext("Back to the sitting"), to("sitting"))]


class EnterSheet(OfPlan, FormPage):
    """The first reading of a sheet, or the second: whichever is its turn. The page never says what the first read."""

    title = gettext_lazy("Enter a sheet")
    form_class = SheetForm
    submit = gettext_lazy("Enter this sheet")
    done = gettext_lazy("The sheet is entered. Here is the next one.")
    unkept = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.back = self.to("sheets")

    def check(self) -> None:
        check_may_enter_again(self.request.grants)
        check_open(self.plan)

    def sentence(self) -> str:
        left = to_enter_again(self.plan, self.by.pk).count()
        said = ngettext(
            "%(count)s sheet that others entered waits for you to enter it again, without seeing what they read.",
            "%(count)s sheets that others entered wait for you to enter them again, without seeing what they read.",
            left,
        )
        return said % {"count": count(left)}

    def initial(self) -> dict[str, Any]:
        return {name: self.request.GET.get(name, "") for name in HEAD}

    def form_arguments(self) -> dict[str, Any]:
        return {"letters": list(forms_by_letter(self.plan)), "places": longest_form(self.plan)}

    def act(self, form: SheetForm) -> str:
        given = form.cleaned_data
        operations.enter_sheet(
            plan=self.plan, number=given["number"], form=given["form"], centre=given["centre"],
            language=given["language"], answers=form.answers(), by=self.by, at=timezone.now(),
        )  # fmt: skip
        # The next sheet of a pile has the same head.
        return f"{self.to('enter-sheet')}?{urlencode({name: given[name] for name in HEAD})}"


def number(sheet: AnswerSheet) -> str:
    return sheet.official.number


class SheetDifferences(OfPlan, ListPage):
    """Sheets whose two readings differ and that nobody has settled, by personnel number: papers bear no names."""

    order = ("official__number", "pk")
    columns = (
        Column("number", gettext_lazy("Personnel number"), number, main=True, link=lambda sheet: settle_address(sheet)),
        Column("form", gettext_lazy("Form"), lambda sheet: sheet.form.letter),
        Column("centre", gettext_lazy("Centre"), lambda sheet: sheet.centre),
        Column("places", gettext_lazy("Where they differ"), lambda sheet: places_said(sheet)),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.file_name = f"sheet-differences-{self.sitting.code}"

    def check(self) -> None:
        check_may_see_sheet_differences(self.request.grants)

    def heading(self) -> str:
        return gettext("Where two readings of a sheet differ")

    def sentence(self) -> str:
        said = gettext("“%(sitting)s”: a third person looks at the paper and settles each of them.")
        return said % {"sitting": self.sitting.name}

    def rows(self) -> QuerySet[AnswerSheet]:
        return differing(self.plan).select_related("official", "form", "plan__sitting")

    def empty(self) -> NextStep:
        return NextStep(gettext("No difference waits here."), gettext("Back to the answer sheets"), self.to("sheets"))


def settle_address(sheet: AnswerSheet) -> str:
    return reverse("exams:settle-sheet", args=[sheet.plan.sitting.code, sheet.pk])


def differences_of(sheet: AnswerSheet) -> list[Difference]:
    there = readings_of(sheet.plan, sheet.official_id)
    return differences_between(there[FIRST], there[SECOND])


def places_said(sheet: AnswerSheet) -> str:
    return ", ".join(place_said(one) for one in differences_of(sheet))


def place_said(one: Difference) -> str:
    words = {"form": gettext("Form"), "centre": gettext("Centre"), "language": gettext("Language")}
    return words[one.place] if isinstance(one.place, str) else str(one.place)


class SettleSheet(OfPlan, FormPage):
    """Both readings side by side where they differ; the form begins with the first one."""

    title = gettext_lazy("Settle a sheet")
    form_class = SettleSheetForm
    template_name = "exams/settle_sheet.html"
    submit = gettext_lazy("Settle the sheet")
    done = gettext_lazy("The sheet is settled. What you read counts.")
    unkept = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.back = self.to("sheet-differences")

    def check(self) -> None:
        """Who may not is told before anything is shown; the operation asks once more."""
        check_may_enter_again(self.request.grants)
        self.sheet = get_object_or_404(differing(self.plan).select_related("official", "form"), pk=self.kwargs["pk"])
        operations.check_may_settle_sheet(self.plan, self.sheet.official, self.by)
        self.there = readings_of(self.plan, self.sheet.official_id)

    def sentence(self) -> str:
        said = gettext("Number %(number)s at “%(sitting)s”: look at the paper and enter what stands there.")
        return said % {"number": number(self.sheet), "sitting": self.sitting.name}

    def form_arguments(self) -> dict[str, Any]:
        return {"letters": list(forms_by_letter(self.plan)), "places": longest_form(self.plan)}

    def initial(self) -> dict[str, Any]:
        first = self.there[FIRST]
        lines = {f"line_{place}": line for place, line in enumerate(lines_of(first.answers), start=1)}
        return {"form": first.letter, "centre": first.centre, "language": first.language, **lines}

    def more(self) -> dict[str, Any]:
        found = differences_between(self.there[FIRST], self.there[SECOND])
        return {"rows": [(place_said(one), _said(one, one.first), _said(one, one.second)) for one in found]}

    def act(self, form: SettleSheetForm) -> str:
        given = form.cleaned_data
        operations.settle_sheet(
            plan=self.plan, official=self.sheet.official, form=given["form"], answers=form.answers(),
            reason=given["reason"], centre=given["centre"], language=given["language"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return self.to("sheet-differences")


def _said(one: Difference, value: str) -> str:
    return str(LANGUAGE_NAMES[value]) if one.place == "language" else value or NOTHING
