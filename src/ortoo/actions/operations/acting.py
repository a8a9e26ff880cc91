"""What is done on a commitment: the giver accepts, refuses and delivers; the receiver confirms or returns."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.actions.access import check_acts_for
from ortoo.actions.models import Commitment, CommitmentAct
from ortoo.actions.naming import BodyName
from ortoo.actions.operations.checks import check_said
from ortoo.actions.operations.telling import tell_planners
from ortoo.actions.queries.bodies import acting_for
from ortoo.actions.queries.commitments import state_of
from ortoo.actions.rules.states import GIVERS, Act, check_may_follow
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.people.models import Organization


@transaction.atomic
def accept(*, commitment: Commitment, by: User, at: datetime) -> CommitmentAct:
    """By a planner of the giver, or of the successor that acts for it. Refused to everybody else, and out of turn."""
    made = _act(commitment, Act.ACCEPT, "", None, by, at)
    others = [made.commitment.receiver_id]
    tell_planners("actions.commitment_accepted", made.commitment, others, by=by, at=at)
    return made


@transaction.atomic
def refuse(*, commitment: Commitment, reason: str, by: User, at: datetime) -> CommitmentAct:
    """As `accept`, with the reason. A refused commitment is owed by nobody; another may be proposed."""
    said = check_said(reason, "actions.reason_missing", "reason")
    made = _act(commitment, Act.REFUSE, said, None, by, at)
    others = [made.commitment.receiver_id]
    tell_planners("actions.commitment_refused", made.commitment, others, by=by, at=at)
    return made


@transaction.atomic
def deliver(*, commitment: Commitment, evidence: str, on: date | None = None, by: User, at: datetime) -> CommitmentAct:
    """By a planner of the giver: what shows it, and the day it was handed over (today unless an earlier one is given).

    Refused: no evidence, a day that is ahead or before the act before it.
    """
    said = check_said(evidence, "actions.evidence_missing", "evidence")
    made = _act(commitment, Act.DELIVER, said, on, by, at)
    tell_planners("actions.commitment_delivered", made.commitment, [made.commitment.receiver_id], by=by, at=at)
    return made


@transaction.atomic
def confirm(*, commitment: Commitment, by: User, at: datetime) -> CommitmentAct:
    """By a planner of the receiver, never by the person who delivered. Whoever waited for it is told."""
    made = _act(commitment, Act.CONFIRM, "", None, by, at)
    tell_planners("actions.commitment_confirmed", made.commitment, [made.commitment.giver_id], by=by, at=at)
    _tell_freed(made.commitment, by, at)
    return made


@transaction.atomic
def send_back(*, commitment: Commitment, reason: str, by: User, at: datetime) -> CommitmentAct:
    """The receiver returns what was delivered, with the reason; the giver delivers again. Refused as `confirm`."""
    said = check_said(reason, "actions.reason_missing", "reason")
    made = _act(commitment, Act.RETURN, said, None, by, at)
    tell_planners("actions.commitment_returned", made.commitment, [made.commitment.giver_id], by=by, at=at)
    return made


def held_commitment(commitment: Commitment) -> Commitment:
    """Locked: of two who act on it at once, the second meets what the first has done."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("measure", "giver", "receiver")
    return rows.get(pk=commitment.pk)


def check_side(grants: Grants, commitment: Commitment, act: Act, on: date) -> Organization:
    """Refuses who does not plan for the body whose act it is; that body."""
    giving = act in GIVERS
    acting = acting_for(commitment.giver if giving else commitment.receiver, on)
    code = "actions.not_the_giver" if giving else "actions.not_the_receiver"
    side = {"giver" if giving else "receiver": BodyName(acting)}
    check_acts_for(grants, acting.code, code, commitment=commitment.code, **side)
    return acting


def _act(commitment: Commitment, act: Act, text: str, on: date | None, by: User, at: datetime) -> CommitmentAct:
    held, today = held_commitment(commitment), localdate(at)
    acting = check_side(grants_at(by, at), held, act, today)
    check_may_follow(state_of(held), act, held.code)
    last = held.acts.order_by("-pk").first()
    if act not in GIVERS and last is not None and last.by_id == by.pk:
        raise Refusal("actions.own_delivery", commitment=held.code, receiver=BodyName(acting))
    day = on or today
    _check_day(held, last, day, today)
    made = CommitmentAct.objects.create(
        commitment=held, act=act, text=text, on=day, organization=acting, by=by, at=at
    )  # fmt: skip
    said = {"commitment": held.code, "measure": held.measure.code, "body": acting.code, "on": day.isoformat()}
    ledger.record(kind=f"commitment.{WORDS[act]}", body=said, by=by, at=at)
    return made


WORDS = {
    Act.ACCEPT: "accepted",
    Act.REFUSE: "refused",
    Act.DELIVER: "delivered",
    Act.CONFIRM: "confirmed",
    Act.RETURN: "returned",
}


def _check_day(commitment: Commitment, last: CommitmentAct | None, day: date, today: date) -> None:
    if day > today:
        raise Refusal("actions.day_ahead", commitment=commitment.code, today=today.isoformat(), field="on")
    earliest = last.on if last else localdate(commitment.proposed_at)
    if day < earliest:
        raise Refusal("actions.day_before", commitment=commitment.code, earliest=earliest.isoformat(), field="on")


def _tell_freed(confirmed: Commitment, by: User, at: datetime) -> None:
    """Givers of what waited for this one alone can begin."""
    later = Commitment.objects.filter(waits_for__upstream=confirmed).select_related("measure")
    for one in later:
        waited = [link.upstream for link in one.waits_for.select_related("upstream")]
        if all(state_of(upstream) == "confirmed" for upstream in waited) and state_of(one) in ("accepted", "returned"):
            tell_planners("actions.commitment_may_begin", one, [one.giver_id], by=by, at=at)
