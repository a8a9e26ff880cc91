"""What the way and the decision are read for: the steps so far, and the delegation for the next station."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.permission.access import DECIDERS
from ortoo.permission.models import (
    Delegate,
    Delegation,
    Dossier,
    Order,
    PermissionDecision,
    Proposal,
    ProposalPlace,
    SignOff,
)
from ortoo.permission.queries.acting import deputyships, roles_of
from ortoo.permission.queries.calls import call_of, calls, latest_proposal, state, visit_of
from ortoo.permission.queries.contest import order_in_force
from ortoo.permission.queries.sending import senders, within_reach
from ortoo.permission.rules.states import Outcome, SignStep, State
from ortoo.permission.rules.visit import VisitPlan

if TYPE_CHECKING:
    from ortoo.selection.models import Round

KNOW_ALL = (
    Role.SELECTION_OFFICER, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.CABINET_SECRETARIAT,
    Role.PRIME_MINISTERS_OFFICE,
)  # fmt: skip
"""Before whom the whole proposal lies."""


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


def seen_by(grants: Grants, proposal: Proposal, places: Sequence[ProposalPlace]) -> set[int] | None:
    """Dossiers (keys) whose people the reader may know on the page of a proposal; None: all of them.

    Everybody before whom the whole proposal lies knows all; a sending body those whom its grant reaches; others, such
    as an auditor, nobody.
    """
    roles = roles_of(grants)
    if roles.intersection(KNOW_ALL):
        return None
    if Role.SENDING_MINISTRY not in roles:
        return set()
    user = grants.user_id
    ways = [grants.over(Role.SENDING_MINISTRY)]
    ways += [
        grants_of(deputy.holder, grants.on).over(Role.SENDING_MINISTRY)
        for deputy in (deputyships(user, grants.on) if user else [])
    ]
    sent = senders(proposal)
    reach = within_reach([one for way in ways for one in way], sent, grants.on)
    return {dossier for body in reach for dossier in sent[body]}


def how_many_permitted() -> int | None:
    """By the newest order of any call; None before the first."""
    order = Order.objects.order_by("-decided_at", "-pk").first()
    if order is None:
        return None
    rows = PermissionDecision.objects.everything(because="counts those permitted, and names nobody")
    return rows.filter(order=order, outcome=Outcome.PERMIT.value).count()


def permitted_of(round: Round) -> tuple[str, ...]:
    """Pseudonyms of those whom the order in force permits to travel from the list of `round`; none before it."""
    call = call_of(round)
    order = order_in_force(call) if call else None
    if order is None:
        return ()
    rows = PermissionDecision.objects.everything(because="counts those permitted, by pseudonym")
    permitted = rows.filter(order=order, outcome=Outcome.PERMIT.value).order_by("dossier__place__pseudonym")
    return tuple(permitted.values_list("dossier__place__pseudonym", flat=True))


def decision_on(dossier: Dossier) -> PermissionDecision | None:
    """What the order in force says of one dossier, for who may see the dossier."""
    order = order_in_force(dossier.call)
    if order is None:
        return None
    rows = PermissionDecision.objects.everything(because="the caller has the dossier from a scoped read")
    return rows.filter(order=order, dossier=dossier).select_related("order").first()


def reserve_place(proposal: Proposal, dossier: Dossier) -> int | None:
    """Which of the reserve of a proposal this dossier is, from 1; None for who is not in reserve."""
    rows = ProposalPlace.objects.everything(because="the caller has the dossier from a scoped read")
    reserve = rows.filter(proposal=proposal, status="reserve").order_by("place").values_list("dossier_id", flat=True)
    return {key: place for place, key in enumerate(reserve, start=1)}.get(dossier.pk)


def before_the_decider(grants: Grants, code: str, number: int) -> Dossier | None:
    """The dossier, if it is of the proposal that lies before the Prime Minister's office, and the reader is there."""
    if not roles_of(grants).intersection(DECIDERS):
        return None
    call = calls().filter(round__code=code).first()
    proposal = latest_proposal(call) if call else None
    if call is None or proposal is None or state(call) not in (State.AT_OFFICE, State.DECIDED, State.CLOSED):
        return None
    rows = ProposalPlace.objects.everything(because="the whole proposal lies before who decides")
    place = rows.filter(proposal=proposal, status__in=("chosen", "reserve"), dossier__number=number)
    found = place.select_related("dossier__official", "dossier__call__round", "dossier__place__record").first()
    return found.dossier if found else None
