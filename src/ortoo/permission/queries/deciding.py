"""What the way and the decision are read for: the steps so far, and the delegation for the next station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ortoo.permission.models import Delegate, Delegation, Proposal, SignOff
from ortoo.permission.queries.calls import call_of, visit_of
from ortoo.permission.queries.contest import order_in_force
from ortoo.permission.queries.sending import senders
from ortoo.permission.rules.states import SignStep
from ortoo.permission.rules.visit import VisitPlan

if TYPE_CHECKING:
    from ortoo.selection.models import Round


@dataclass(frozen=True)
class DelegateFact:
    """One who travels: keys of official and dossier, place in the delegation from 1, code of the topic."""

    official: int
    dossier: int
    place: int
    topic: str


@dataclass(frozen=True)
class DelegationFacts:
    """What the next station receives: the order in force, who travels under it, and for which visit."""

    round: str
    number: str
    dated: date
    version: int
    closed_at: datetime
    visit: VisitPlan
    delegates: tuple[DelegateFact, ...]


def delegation_of(round: Round) -> DelegationFacts | None:
    """The closed delegation under the order in force; None before, and while a new order waits to be closed."""
    call = call_of(round)
    order = order_in_force(call) if call else None
    if call is None or order is None:
        return None
    closed = Delegation.objects.filter(order=order).first()
    if closed is None:
        return None
    rows = Delegate.objects.everything(because="the next station receives all who travel")
    return DelegationFacts(
        round.code,
        order.number,
        order.dated,
        order.version,
        closed.closed_at,
        visit_of(call),
        tuple(
            DelegateFact(row.official_id, row.dossier_id, row.place, row.dossier.topic)
            for row in rows.filter(delegation=closed).select_related("dossier").order_by("place")
        ),
    )


@dataclass(frozen=True)
class Step:
    """One step of the way: at the ministries one for each body. `spoken` None: it has not signed yet."""

    step: SignStep
    organization: str
    spoken: SignOff | None


def way_of(proposal: Proposal) -> list[Step]:
    """Every step in order with what was spoken there; a body that is missing stands without."""
    rows = proposal.sign_offs.select_related("by", "deputy_of")
    spoken = {(row.step, row.organization): row for row in rows}
    wanted = [
        (SignStep.ACADEMY, ""),
        *((SignStep.MINISTRIES, body) for body in senders(proposal)),
        (SignStep.SECRETARIAT, ""),
    ]
    if (SignStep.OFFICE, "") in spoken:
        wanted.append((SignStep.OFFICE, ""))
    return [Step(step, body, spoken.get((step, body))) for step, body in wanted]
