"""Calls, those they are for, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from ortoo.permission.models import Call, Delegation, Order, Proposal, Rubric, Sheet, SignOff
from ortoo.permission.queries.panel import is_scored, unscored
from ortoo.permission.queries.sending import senders
from ortoo.permission.rules.states import SignStep, Standing, State, state_of
from ortoo.permission.rules.visit import VisitPlan, visit_from_json
from ortoo.selection.queries import final_members

if TYPE_CHECKING:
    from ortoo.selection.models import Place, Round

WHERE_IT_STANDS = "asks where a call stands, and shows no row"


def calls() -> QuerySet[Call]:
    """The newest first."""
    return Call.objects.select_related("round", "rubric").order_by("-opened_at", "-pk")


def call_of(round: Round) -> Call | None:
    return calls().filter(round=round).first()


def held_call(pk: int) -> Call:
    """The call with its row locked until the transaction ends, so that two acts on it queue."""
    return Call.objects.select_for_update(of=("self",)).select_related("round").get(pk=pk)


def uncalled(call: Call) -> list[Place]:
    """Those on the final list today who have no dossier: who moved up after the call was opened."""
    called = set(call.dossiers.everything(because=WHERE_IT_STANDS).values_list("official_id", flat=True))
    return [place for place in final_members(call.round) if place.official_id not in called]


def visit_of(call: Call) -> VisitPlan:
    return visit_from_json(call.visit)


def state(call: Call) -> State:
    """From what it follows from, and no more is asked: an order, else a proposal, else sheets, else the rubric."""
    order = call.orders.order_by("-version").first()
    if order is not None:
        return State.CLOSED if hasattr(order, "delegation") else State.DECIDED
    return _before_an_order(call, Rubric.objects.filter(call=call).first())


def standing_of(call: Call) -> Standing:
    """What there is of a call."""
    proposal = latest_proposal(call)
    order = call.orders.order_by("-version").first()
    signed, sent_back = (frozenset[SignStep](), False) if proposal is None else _way_of(proposal)
    rubric = Rubric.objects.filter(call=call).first()
    sheets = Sheet.objects.everything(because=WHERE_IT_STANDS).filter(dossier__call=call).exists()
    return Standing(
        rubric=rubric is not None,
        sheets=sheets,
        scored=sheets and rubric is not None and is_scored(call, rubric),
        proposed=proposal is not None,
        signed=signed,
        sent_back=sent_back,
        decided=order is not None,
        closed=order is not None and hasattr(order, "delegation"),
    )


def calls_standing() -> Iterator[tuple[Call, State]]:
    """Every call that is not closed with where it stands, the newest first; one query, and what is left of each."""
    orders = Order.objects.filter(call=OuterRef("pk")).order_by("-version")
    rows: QuerySet[Any] = calls().annotate(last_order=Subquery(orders.values("pk")[:1]))
    closed = Exists(Delegation.objects.filter(order=OuterRef("last_order")))
    for row in rows.filter(~closed):
        decided = row.last_order is not None
        yield row, State.DECIDED if decided else _before_an_order(row, getattr(row, "rubric", None))


def _before_an_order(call: Call, rubric: Rubric | None) -> State:
    proposal = latest_proposal(call)
    if proposal is not None:
        signed, sent_back = _way_of(proposal)
        return state_of(Standing(proposed=True, signed=signed, sent_back=sent_back))
    if rubric is None:
        return State.CALLED
    sheets: QuerySet[Any] = Sheet.objects.everything(because=WHERE_IT_STANDS).filter(dossier__call=call)
    if sheets.filter(handed_in_at=None, dossier__withdrawn_at=None).exists():
        return State.SCORING
    if not sheets.exists():
        return State.RUBRIC
    return State.SCORING if unscored(call, rubric) else State.SCORED


def latest_proposal(call: Call) -> Proposal | None:
    return call.proposals.order_by("-version").first()


def _way_of(proposal: Proposal) -> tuple[frozenset[SignStep], bool]:
    """The steps that are whole, and whether the proposal was sent back."""
    rows = list(SignOff.objects.filter(proposal=proposal))
    found = {SignStep(row.step) for row in rows if row.signed and row.step != SignStep.MINISTRIES}
    spoken = {row.organization for row in rows if row.signed and row.step == SignStep.MINISTRIES}
    if SignStep.SECRETARIAT in found or (SignStep.ACADEMY in found and senders(proposal).keys() <= spoken):
        # The secretariat signs after every ministry, so its signature says the same.
        found.add(SignStep.MINISTRIES)
    return frozenset(found), any(not row.signed for row in rows)
