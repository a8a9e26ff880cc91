"""Calls, those they are for, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ortoo.permission.models import Call, Proposal, Rubric, Sheet, SignOff
from ortoo.permission.queries.panel import is_scored
from ortoo.permission.queries.sending import senders
from ortoo.permission.rules.states import SignStep, Standing, State, state_of
from ortoo.permission.rules.visit import VisitPlan, visit_from_json

if TYPE_CHECKING:
    from ortoo.selection.models import Round

WHERE_IT_STANDS = "asks where a call stands, and shows no row"


def calls() -> QuerySet[Call]:
    """The newest first."""
    return Call.objects.select_related("round", "rubric").order_by("-opened_at", "-pk")


def call_of(round: Round) -> Call | None:
    return calls().filter(round=round).first()


def held_call(pk: int) -> Call:
    """The call with its row locked until the transaction ends, so that two acts on it queue."""
    return Call.objects.select_for_update(of=("self",)).select_related("round").get(pk=pk)


def visit_of(call: Call) -> VisitPlan:
    return visit_from_json(call.visit)


def state(call: Call) -> State:
    return state_of(standing_of(call))


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


def latest_proposal(call: Call) -> Proposal | None:
    return call.proposals.order_by("-version").first()


def _way_of(proposal: Proposal) -> tuple[frozenset[SignStep], bool]:
    """The steps that are whole, and whether the proposal was sent back."""
    rows = list(SignOff.objects.filter(proposal=proposal))
    found = {SignStep(row.step) for row in rows if row.signed and row.step != SignStep.MINISTRIES}
    spoken = {row.organization for row in rows if row.signed and row.step == SignStep.MINISTRIES}
    if SignStep.ACADEMY in found and senders(proposal).keys() <= spoken:
        found.add(SignStep.MINISTRIES)
    return frozenset(found), any(not row.signed for row in rows)
