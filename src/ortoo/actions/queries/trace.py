"""Which measures work on which indicators, from which lessons, by which commitments: what the journey follows.

Each function gives rows, and the names of the two columns in them that hold the keys: of the later thing, of the
earlier one.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, QuerySet

from ortoo.actions.models import Commitment, Measure, MeasureRole

Pairs = tuple[QuerySet[Any], str, str]


def indicators_from_measures() -> Pairs:
    return Measure.indicators.through.objects.order_by("indicator_id", "measure_id"), "indicator_id", "measure_id"


def measures_from_lessons() -> Pairs:
    return Measure.lessons.through.objects.order_by("measure_id", "lesson_id"), "measure_id", "lesson_id"


def measures_by_commitments() -> Pairs:
    return Commitment.objects.order_by("measure_id", "due", "pk"), "measure_id", "pk"


def measures_named(keys: Collection[int] | None = None) -> QuerySet[Measure]:
    """Those with `keys`, or all, each with `leads`: the body that leads it today, at most one."""
    rows = Measure.objects.prefetch_related(Prefetch("roles", _leads(), to_attr="leads"))
    return rows if keys is None else rows.filter(pk__in=keys)


def commitments_named(keys: Collection[int]) -> QuerySet[Commitment]:
    return Commitment.objects.filter(pk__in=keys).select_related("measure", "giver", "receiver")


def _leads() -> QuerySet[MeasureRole]:
    return MeasureRole.objects.filter(part="lead", valid_to=None).select_related("organization")
