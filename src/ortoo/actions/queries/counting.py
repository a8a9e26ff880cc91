"""How many measures and commitments there are, for the start page."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.actions.models import Commitment, Measure
from ortoo.actions.rules.states import Act


@dataclass(frozen=True)
class Undertaken:
    """`confirmed`: of the commitments, those whose receiver has confirmed them."""

    measures: int
    commitments: int
    confirmed: int


def how_many_undertaken() -> Undertaken:
    confirmed = Commitment.objects.filter(acts__act=Act.CONFIRM).distinct().count()
    return Undertaken(Measure.objects.count(), Commitment.objects.count(), confirmed)
