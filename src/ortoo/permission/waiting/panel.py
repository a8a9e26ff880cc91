"""What waits for members of the panel, and for the officer who leads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task, Text
from ortoo.permission.access import CALLERS, MARKERS
from ortoo.permission.models import Call, Sheet
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.panel import before_the_panel, latest_declarations, own_sheets
from ortoo.permission.rules.states import State
from ortoo.permission.rules.visit import VisitPlan
from ortoo.permission.words.panel import HANDED_IN, UNFINISHED, UNTOUCHED

OFFICER: dict[State, tuple[Text, str]] = {
    State.CALLED: (gettext_lazy("Adopt the rubric"), "adopt-rubric"),
    State.RUBRIC: (gettext_lazy("Give sheets to the panel once dossiers are in"), "panel"),
    State.SCORED: (gettext_lazy("Make the proposal"), "propose"),
    State.SENT_BACK: (gettext_lazy("Make a new proposal: the last one was sent back"), "propose"),
}


AT_THE_PANEL = (State.RUBRIC, State.SCORING, State.SCORED, State.SENT_BACK)
Standing = Sequence[tuple[Call, State]]


def waiting_for_members(grants: Grants, standing: Standing) -> list[Task]:
    """Interests to declare, and how many sheets are open: one line a call. `standing`: of `calls_standing`."""
    if not grants.has(*MARKERS) or grants.user_id is None:
        return []
    found = []
    for call, there in standing:
        if there not in AT_THE_PANEL:
            continue
        found += interests_of(call, grants.user_id, there)
        if count := own_sheets(call, grants.user_id).filter(handed_in_at=None).count():
            what = ngettext("Score %(count)s dossier", "Score %(count)s dossiers", count) % {"count": count}
            found.append(Task(what, _address(call, "my-sheets"), WAITS_FOR_YOU, _title(call)))
    return found


def waiting_for_officer(grants: Grants, standing: Standing) -> list[Task]:
    if not grants.has(*CALLERS):
        return []
    found = []
    for call, there in standing:
        if there in OFFICER:
            what, page = OFFICER[there]
            found.append(Task(what, _address(call, page), WAITS_FOR_YOU, _title(call)))
    return found


def interests_of(call: Call, member: int, there: State) -> list[Task]:
    """The task of declaring, while the member has not for every dossier before the panel; `there`: its state."""
    if there not in AT_THE_PANEL:
        return []
    declared = {dossier for dossier, _ in latest_declarations(call, member=member)}
    keys = set(before_the_panel(call).values_list("pk", flat=True))
    if not keys - declared:
        return []
    return [Task(gettext("Declare your interests"), _address(call, "interests"), WAITS_FOR_YOU, _title(call))]


def task_of(call: Call, sheet: Any, visit: VisitPlan) -> Task:
    """`sheet` is one of `own_sheets`."""
    number = sheet.dossier.number
    topic = visit.topic(sheet.dossier.topic)
    return Task(
        gettext("Dossier %(number)s") % {"number": number},
        reverse("permission:sheet", args=[call.round.code, number]),
        _tag(sheet, begun=sheet.begun),
        in_language(topic.names) if topic else "",
    )


def _tag(sheet: Sheet, *, begun: bool) -> Tag:
    if sheet.handed_in_at is not None:
        return HANDED_IN
    return UNFINISHED if begun else UNTOUCHED


def _address(call: Call, page: str) -> str:
    return reverse(f"permission:{page}", args=[call.round.code])


def _title(call: Call) -> str:
    return in_language(visit_of(call).title)
