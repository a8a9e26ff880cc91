"""A proposal of eight seats over the twelve, worked by hand, and everybody who signs and decides on it.

At most four of one ministry. By score: T01 to T04 (MOF), T06 to T08 (MOH) and T09 (MED) are proposed, in this order.
The reserve: T05, who may only follow somebody of the MOF; then T10 (MED) and T11 (MN-043). T12 is not chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.permission.models import Call, Dossier, Order, PermissionDecision, Proposal, ProposalPlace, Rubric, SignOff
from ortoo.permission.operations import decide, sign
from ortoo.permission.rules.states import Outcome, SignStep
from tests.cast import hands, person
from tests.permission.twelve import MEMBERS, dossier

PROPOSED = datetime(2026, 4, 20, 4, 0, tzinfo=UTC)
SIGNED = datetime(2026, 4, 21, 4, 0, tzinfo=UTC)
AT = datetime(2026, 4, 22, 4, 0, tzinfo=UTC)
DATED = date(2026, 4, 22)
CHOSEN = ("T01", "T02", "T03", "T04", "T06", "T07", "T08", "T09")
WAITING = ("T05", "T10", "T11")
BODIES = ("MED", "MOF", "MOH")
RULE = """
title = "Eight"
seats = 8
reserve = 3
id = "id"
merit = "score"
eligible = "eligible"
then = ["merit"]

[[quota]]
attribute = "ministry"
each_at_most = 4
"""


@transaction.atomic
def proposal(call: Call, by: User, version: int = 1) -> Proposal:
    """As the engine would make it: rows and entry, without scores to correct."""
    Rubric.objects.get_or_create(
        call=call,
        defaults={"rule": RULE, "sha256": "r", "gap": 10_000, "legal_basis": "Order 9", "adopted_by": by,
                  "adopted_at": PROPOSED},
    )  # fmt: skip
    topics = ("V2", "V3", "V4")
    for at, number in enumerate(MEMBERS):
        rows = Dossier.objects.everything(because="a test hands in").filter(pk=dossier(number).pk)
        rows.update(topic=topics[at % 3], handed_in_at=PROPOSED)
    ids = {number: dossier(number).place.pseudonym for number in MEMBERS}
    decision = {"chosen": [ids[one] for one in CHOSEN], "reserve": [ids[one] for one in WAITING]}
    blob = ledger.store_blob(content=canonical(decision))
    made = Proposal.objects.create(
        call=call, version=version, decision=decision, correction={}, sha256=blob, made_by=by, made_at=PROPOSED
    )
    for place, number in enumerate((*CHOSEN, *WAITING, "T12"), start=1):
        score = (100 - int(number[1:])) * 1000
        status = "chosen" if number in CHOSEN else "reserve" if number in WAITING else "not-chosen"
        ProposalPlace.objects.everything(because="a test makes one").create(
            proposal=made, dossier=dossier(number), place=place, status=status, corrected=score, mean=score,
            median=score, low=score - 2000, high=score + 3000,
        )  # fmt: skip
    body = {"round": call.round.code, "version": version, "seats": 8, "decision_blob": blob, **decision}
    ledger.record(kind="panel.proposed", body=body, by=by, at=PROPOSED)
    return made


@dataclass(frozen=True)
class Cast:
    """Who signs and who decides."""

    head: User
    ministries: User
    finance: User
    secretary: User
    minister: User


def cast() -> Cast:
    """`ministries` may sign for every body, `finance` for its own."""
    return Cast(
        hands()[1],
        person("all", Role.SENDING_MINISTRY),
        person("finance", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOF"),
        person("solongo", Role.CABINET_SECRETARIAT),
        person("oyun", Role.PRIME_MINISTERS_OFFICE),
    )


def signed(proposal: Proposal, step: SignStep, by: User, organization: str = "", at: datetime = SIGNED) -> SignOff:
    return sign(proposal=proposal, step=step, organization=organization, by=by, at=at, confirmed_at=at)


def by_the_academy(proposal: Proposal, people: Cast) -> None:
    signed(proposal, SignStep.ACADEMY, people.head)


def by_the_ministries(proposal: Proposal, people: Cast) -> None:
    by_the_academy(proposal, people)
    for body in BODIES:
        signed(proposal, SignStep.MINISTRIES, people.ministries, body)


def at_the_office(proposal: Proposal, people: Cast) -> Proposal:
    """Signed the whole way."""
    by_the_ministries(proposal, people)
    signed(proposal, SignStep.SECRETARIAT, people.secretary)
    return proposal


def said(numbers: tuple[str, ...] = CHOSEN, **no: str) -> dict[int, tuple[Outcome, str]]:
    """Everybody permitted but those in `no`: refuse or replace, with the reason "r"."""
    return {dossier(one).pk: (Outcome(no[one]), "r") if one in no else (Outcome.PERMIT, "") for one in numbers}


def decided(proposal: Proposal, by: User, numbers: tuple[str, ...] = CHOSEN, **changed: Any) -> Order:
    no = {key: changed.pop(key) for key in list(changed) if key in MEMBERS}
    asked: dict[str, Any] = {"number": "12", "dated": DATED, "at": AT, "confirmed_at": AT, **changed}
    return decide(proposal=proposal, decisions=said(numbers, **no), by=by, **asked)


def lines(order: Order) -> list[tuple[str, str, str, str | None]]:
    rows = PermissionDecision.objects.everything(because="a test looks").filter(order=order).order_by("place")
    return [
        (row.dossier.official.number, row.outcome, row.reason, row.follows.official.number if row.follows else None)
        for row in rows.select_related("dossier__official", "follows__official")
    ]
