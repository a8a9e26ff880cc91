"""Commitments with what was done on them, and where each stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from ortoo.actions.models import Commitment, CommitmentAct, Dependency, ExpectedDay
from ortoo.actions.rules import states
from ortoo.actions.rules.states import OVER, Act, Standing, State


@dataclass(frozen=True)
class Stands:
    """Where one commitment stands on a day; `delivered_on` of the latest delivery, `late` in days behind its due date,
    `waits_for`: the code of the first that it waits for and that is not confirmed.
    """

    state: State
    standing: Standing
    late: int
    delivered_on: date | None
    confirmed_on: date | None
    waits_for: str = ""


def with_acts(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Each with its acts, expected days and what it waits for: what `stands` and `state_of` read without asking."""
    return rows.select_related("giver", "receiver", "measure").prefetch_related(
        Prefetch("acts", CommitmentAct.objects.select_related("by", "organization").order_by("pk")),
        Prefetch("expected", ExpectedDay.objects.select_related("by").order_by("pk")),
        Prefetch("waits_for", _dependencies()),
    )


def _dependencies() -> QuerySet[Dependency]:
    return Dependency.objects.select_related("upstream").prefetch_related("upstream__acts").order_by("place")


def commitment_with_code(code: str) -> Commitment | None:
    return with_acts(Commitment.objects.filter(code=code)).first()


def state_of(row: Commitment) -> State:
    return states.state_of(Act(act.act) for act in _acts(row))


def stands(row: Commitment, on: date) -> Stands:
    """Of a row of `with_acts`."""
    acts = _acts(row)
    state = state_of(row)
    delivered = [act.on for act in acts if act.act == Act.DELIVER]
    delivered_on = delivered[-1] if delivered else None
    late = states.days_late(state, row.due, delivered_on, on)
    waits_for = next((one.upstream.code for one in row.waits_for.all() if state_of(one.upstream) not in OVER), "")
    confirmed = next((act.on for act in acts if act.act == Act.CONFIRM), None)
    return Stands(state, states.standing_of(state, late, bool(waits_for)), late, delivered_on, confirmed, waits_for)


def owed_by(bodies: Collection[int]) -> QuerySet[Commitment]:
    """By one of these organizations (keys; a successor's predecessors are named too), the earliest due first."""
    return with_acts(Commitment.objects.filter(giver__in=bodies)).order_by("due", "pk")


def owed_to(bodies: Collection[int]) -> QuerySet[Commitment]:
    return with_acts(Commitment.objects.filter(receiver__in=bodies)).order_by("due", "pk")


def _acts(row: Commitment) -> list[CommitmentAct]:
    return sorted(row.acts.all(), key=lambda act: act.pk)
