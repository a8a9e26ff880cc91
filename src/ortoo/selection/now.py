"""What can be done from the page of a place, and what changed there: for the official and for those with a role."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.access.requests import Request
from ortoo.pages.components import Act
from ortoo.selection.access import can_read_files, can_rule, can_select
from ortoo.selection.appeal_file import state_of_appeal
from ortoo.selection.changes import Teller
from ortoo.selection.clock import clock
from ortoo.selection.models import Appeal, Place
from ortoo.selection.naming import naming
from ortoo.selection.queries import exams_of, final_list, is_final_member, list_run, ruling_of, state
from ortoo.selection.queries.differences import own_change, was_run_again
from ortoo.selection.rules.states import State


def now_of(place: Place, request: Request, *, own: bool) -> dict[str, Any]:
    """`sentences` and `can` (what one can do now), `appeals` (own, or those a role may read), `change`."""
    round = place.run.round
    where, newest = state(round, timezone.now()), list_run(round)
    current = newest is not None and newest.pk == place.run_id
    return {
        "sentences": _sentences(place, where, current),
        "can": _can(place, request, where, current, own=own),
        "appeals": _appeals(place, request, own=own),
        "change": _change(place, current),
    }


def _sentences(place: Place, where: State, current: bool) -> list[str]:
    round = place.run.round
    if not current:
        return [gettext("This list was replaced by a later one of the same round.")]
    if where is State.FINAL:
        named = is_final_member(place)
        final = gettext("The list is final, and this place is on it.") if named else gettext("The list is final.")
        return [final, gettext("Only an order of the appeals panel or of a court reopens it.")]
    said = [clock(round, timezone.now())]
    if where is State.PROVISIONAL:
        said.append(gettext("Two members of the appeals panel who did not decide before rule on an appeal."))
    elif final_list(round) is not None:
        said.append(gettext("An order has reopened the published list; until a new one is published it stands."))
    return said


def _can(place: Place, request: Request, where: State, current: bool, *, own: bool) -> list[Act]:
    at = [place.run.round.code, place.pk]
    found = _receipts(at) if own else []
    if not current:
        return found
    if own and where is State.PROVISIONAL:
        found.append(Act(gettext_lazy("Appeal"), reverse("selection:file", args=at), main=True))
    if where is State.FINAL and can_rule(request.grants):
        found.append(Act(gettext_lazy("Record an order"), reverse("selection:record-order", args=at)))
    if where is State.FINAL and (own or can_select(request.grants)) and is_final_member(place):
        label = gettext_lazy("Leave the list") if own else gettext_lazy("Record a departure")
        found.append(Act(label, reverse("selection:leave", args=at)))
    return found


def _receipts(at: list[Any]) -> list[Act]:
    """Every list leaves one, also a list that was replaced."""
    return [
        Act(gettext_lazy("Save your receipt"), reverse("selection:receipt", args=at)),
        Act(gettext_lazy("Check a receipt"), reverse("ledger:receipt-check")),
    ]


def _appeals(place: Place, request: Request, *, own: bool) -> list[dict[str, Any]]:
    if not (own or can_read_files(request.grants)):
        return []
    rows = Appeal.objects.visible_to(request.grants).filter(official=place.official_id, round=place.run.round_id)
    return [
        {
            "code": appeal.code,
            "address": reverse("selection:appeal", args=[place.run.round.code, appeal.number]),
            "state": state_of_appeal(appeal, ruling_of(appeal)),
        }
        for appeal in rows.select_related("round").order_by("number")
    ]


def _change(place: Place, current: bool) -> Any:
    if not current or not was_run_again(place.run.round):
        return None
    found = own_change(place)
    return found and Teller({}, naming(), exams_of(place.run.round)).told(found)
