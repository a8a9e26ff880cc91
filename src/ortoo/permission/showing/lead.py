"""What holds of one's own dossier today, in a sentence: what can still be done, what waits, what was decided."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.multilingual.numbers import whole
from ortoo.pages.templatetags.ortoo import day
from ortoo.permission.models import Dossier, PermissionDecision
from ortoo.permission.operations.dossiers import may_still_change
from ortoo.permission.queries.calls import state
from ortoo.permission.queries.contest import order_in_force
from ortoo.permission.queries.deciding import reserve_place
from ortoo.permission.rules.states import State
from ortoo.permission.views.naming import moment

ON_ITS_WAY = gettext_lazy("The proposal is made. It waits for signatures and for the Prime Minister's decision.")
SCORED = gettext_lazy("The panel has scored it. Next the proposal is made.")
WAITS: dict[State, Promise] = {
    State.CALLED: gettext_lazy("It is handed in. Next the panel scores it."),
    State.RUBRIC: gettext_lazy("It is handed in. Next the panel scores it."),
    State.SCORING: gettext_lazy("It is handed in and can no longer be changed: the panel scores it now."),
    State.SCORED: SCORED,
    State.SENT_BACK: SCORED,
    State.PROPOSED: ON_ITS_WAY,
    State.AT_MINISTRIES: ON_ITS_WAY,
    State.AT_SECRETARIAT: ON_ITS_WAY,
    State.AT_OFFICE: ON_ITS_WAY,
}
"""Of a dossier that was handed in and can no longer be taken back, before an order."""


def lead_of(dossier: Dossier, decision: PermissionDecision | None) -> str:
    """For the owner. `decision`: what the order in force says of this dossier, None where it says nothing."""
    if dossier.withdrawn_at is not None:
        return gettext("You withdrew on %(day)s.") % {"day": moment(dossier.withdrawn_at)}
    until = {"until": moment(dossier.call.dossiers_until)}
    if dossier.handed_in_at is None:
        if timezone.now() > dossier.call.dossiers_until:
            return gettext("It was not handed in. Dossiers were taken until %(until)s; ask the academy.") % until
        return gettext("Hand it in by %(until)s.") % until
    there = state(dossier.call)
    if there in WAITS:
        if may_still_change(dossier.call, there, timezone.now()):
            return gettext("It is handed in. Until %(until)s you can take it back and change it.") % until
        return str(WAITS[there])
    if decision is not None:
        return gettext("The Prime Minister has decided. What the order says of you stands below.")
    return _without_a_line(dossier)


def _without_a_line(dossier: Dossier) -> str:
    """An order says nothing of who is in reserve or was not proposed; they are told where they stand."""
    order = order_in_force(dossier.call)
    assert order is not None, "a decided call has an order"
    said = {"number": order.number, "day": day(order.dated)}
    place = reserve_place(order.proposal, dossier)
    if place is None:
        return gettext("Order %(number)s of %(day)s has decided on this visit. You were not proposed for it.") % said
    return gettext(
        "Order %(number)s of %(day)s has decided on this visit. You are in reserve, in place %(place)s: if one of "
        "those permitted drops out, a new decision may call on you."
    ) % {**said, "place": whole(place, get_language() or "en")}
