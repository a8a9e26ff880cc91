"""Which measures say that they work on an indicator. A link is a declaration, and never a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from ortoo.actions.queries import measures_on
from ortoo.actions.queries.trace import indicators_from_measures

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ortoo.actions.models import Measure
    from ortoo.plan.models import Indicator


def measures_behind(indicator: Indicator) -> QuerySet[Measure]:
    return measures_on(indicator.pk)


def how_many_linked() -> dict[int, int]:
    """Indicator (key) -> measures that declare to work on it; without those that have none."""
    rows, _, earlier = indicators_from_measures()
    counted = rows.order_by().values_list("indicator_id").annotate(count=Count(earlier, distinct=True))
    return dict(counted)
