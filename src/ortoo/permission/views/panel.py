"""What the officer sees of the panel: who has how many sheets open, gaps, thirds; sheets given, conflicts recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.models import User
from ortoo.access.requests import Request
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Figure, Tag
from ortoo.pages.forms import Form, FormPage
from ortoo.permission import operations
from ortoo.permission.access import CALLERS, can_watch_panel, check_may_call, check_may_score
from ortoo.permission.forms.panel import ReportForm
from ortoo.permission.models import Call
from ortoo.permission.queries.calls import state
from ortoo.permission.queries.panel import Marked, before_the_panel, conflicts_of, marked, members_on, undeclared
from ortoo.permission.rules.assignment import is_whole
from ortoo.permission.rules.states import NEXT
from ortoo.permission.rules.states import Act as CallAct
from ortoo.permission.views.rubrics import address, called, rubric_of
from ortoo.permission.words.panel import OPEN, VOID


@require_GET
def panel_page(request: Request, code: str) -> HttpResponse:
    """Progress. A member of the panel is led to their own sheets: what others do is not shown to them."""
    if not can_watch_panel(request.grants):
        check_may_score(request.grants)
        return redirect("permission:my-sheets", code=code)
    call = called(code)
    rubric = rubric_of(call)
    members = list(members_on(timezone.localdate()))
    sheets = marked(call)
    numbers = list(before_the_panel(call).values_list("number", flat=True))
    context = {
        "heading": gettext("The panel"),
        "lead": gettext("Who scores what follows from numbers and conflicts alone; nobody chooses it."),
        "call": call,
        "figures": _figures(numbers, sheets),
        "acts": _acts(call, request.grants.has(*CALLERS)),
        "members": _members(call, members, sheets),
        "dossiers": _dossiers(numbers, sheets, rubric.gap),
        "gap": rubric.gap,
    }
    return render(request, "permission/panel.html", context)


def _figures(numbers: list[int], sheets: list[Marked]) -> list[Figure]:
    language = get_language() or "en"
    live = [sheet for sheet in sheets if sheet.number in numbers and not sheet.void]
    done = sum(sheet.total is not None for sheet in live)
    thirds = sum(sheet.turn == 3 for sheet in live)
    return [
        Figure(gettext("Dossiers before the panel"), whole(len(numbers), language)),
        Figure(gettext("Sheets handed in"), whole(done, language), _of(len(live), language)),
        Figure(gettext("Third sheets"), whole(thirds, language)),
    ]


def _of(count: int, language: str) -> str:
    return gettext("of %(count)s") % {"count": whole(count, language)}


def _acts(call: Call, mine: bool) -> list[Act]:
    standing = state(call)
    found = [Act(gettext("How dossiers are scored"), address(call, "rubric"))]
    if call.proposals.exists():
        found.append(Act(gettext("The proposal"), address(call, "proposal")))
    if mine:
        found.append(Act(gettext("Record a conflict"), address(call, "report-conflict")))
        if (standing, CallAct.GIVE_SHEETS) in NEXT:
            found.append(Act(gettext("Give sheets"), address(call, "give-sheets"), main=standing == "rubric"))
        if (standing, CallAct.PROPOSE) in NEXT:
            found.append(Act(gettext("Make the proposal"), address(call, "propose"), main=True))
    return found


def _members(call: Call, members: Iterable[User], sheets: list[Marked]) -> list[dict[str, Any]]:
    late = {one.pk for one in undeclared(call, members)}
    conflicts = [member for _, member in conflicts_of(call)]
    return [
        {
            "name": one.shown_name,
            "declared": one.pk not in late,
            "conflicts": conflicts.count(one.pk),
            "sheets": sum(sheet.member == one.pk for sheet in sheets),
            "open": sum(sheet.member == one.pk and sheet.total is None for sheet in sheets),
        }
        for one in members
    ]


def _dossiers(numbers: list[int], sheets: list[Marked], gap: int) -> list[dict[str, Any]]:
    """Totals are shown once both are in: the officer is not to know a score that somebody could still be told of."""
    found = []
    for number in numbers:
        its = [sheet for sheet in sheets if sheet.number == number]
        totals = {sheet.turn: sheet.total for sheet in its if sheet.total is not None and not sheet.void}
        apart = max(totals.values()) - min(totals.values()) if len(totals) > 1 else None
        found.append(
            {
                "number": number,
                "sheets": len(its),
                "in": sum(sheet.total is not None for sheet in its),
                "apart": apart,
                "wide": apart is not None and apart > gap,
                "state": _state(its, totals, gap),
            }
        )
    return found


def _state(its: list[Marked], totals: dict[int, int], gap: int) -> Tag:
    if any(sheet.void for sheet in its) and not is_whole(totals, gap):
        return VOID
    if any(sheet.total is None for sheet in its):
        return Tag("half", gettext("Third sheet open")) if any(sheet.turn == 3 for sheet in its) else OPEN
    if not its:
        return Tag("none", gettext("No sheets yet"))
    return Tag("done", gettext("Scored")) if is_whole(totals, gap) else Tag("late", gettext("Needs a further sheet"))


class GiveSheets(FormPage):
    title = gettext_lazy("Give sheets")
    lead = gettext_lazy(
        "Two members for each dossier, evenly, nobody in conflict or of the same body, and all of them connected, so "
        "that harsh and lenient markers can be compared. Dossiers can no longer be handed in after this."
    )
    form_class = Form
    submit = gettext_lazy("Give the sheets")
    done = gettext_lazy("The sheets are given, and the members are told.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.call = called(kwargs["code"])
        self.back = address(self.call, "panel")

    def check(self) -> None:
        check_may_call(self.request.grants)

    def act(self, form: Form) -> str:
        operations.give_sheets(call=self.call, by=self.by, at=timezone.now())
        return address(self.call, "panel")


class ReportConflict(FormPage):
    title = gettext_lazy("Record a conflict of interest")
    lead = gettext_lazy(
        "For a conflict that became known otherwise than by the member. An open sheet goes to another member; one "
        "that was handed in no longer counts."
    )
    form_class = ReportForm
    submit = gettext_lazy("Continue")
    done = gettext_lazy("The conflict is recorded.")
    checked = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.call = called(kwargs["code"])
        self.back = address(self.call, "panel")

    def check(self) -> None:
        check_may_call(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        numbers = before_the_panel(self.call).values_list("number", flat=True)
        return {
            "numbers": [(str(number), str(number)) for number in numbers],
            "members": [(str(one.pk), one.shown_name) for one in members_on(timezone.localdate())],
        }

    def act(self, form: ReportForm) -> str:
        given = form.cleaned_data
        operations.report_conflict(
            dossier=before_the_panel(self.call).get(number=given["number"]),
            member=members_on(timezone.localdate()).get(pk=given["member"]),
            reason=given["reason"],
            by=self.by,
            at=timezone.now(),
        )
        return address(self.call, "panel")
