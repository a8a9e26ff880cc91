"""Which measures work on which indicators, from which lessons, by which commitments: what the journey follows.

Each function gives rows, and the names of the two columns in them that hold the keys: of the later thing, of the
earlier one.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ortoo.actions.models import Commitment, Measure

Pairs = tuple[QuerySet[Any], str, str]


def indicators_from_measures() -> Pairs:
    return Measure.indicators.through.objects.order_by("indicator_id", "measure_id"), "indicator_id", "measure_id"


def measures_from_lessons() -> Pairs:
    return Measure.lessons.through.objects.order_by("measure_id", "lesson_id"), "measure_id", "lesson_id"


def measures_by_commitments() -> Pairs:
    return Commitment.objects.order_by("measure_id", "due", "pk"), "measure_id", "pk"
