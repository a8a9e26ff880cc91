"""What a visit costs, line by line and in all."""

from __future__ import annotations

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.visits.models import Visit, VisitCost
from ortoo.visits.rules.costs import Line, Total, totals


def costs_of(visit: Visit) -> list[VisitCost]:
    """By place."""
    return list(visit.costs.order_by("place"))


def as_line(cost: VisitCost) -> Line:
    names = {language: getattr(cost, f"name_{language}") for language in LANGUAGES}
    return Line(names, cost.currency, cost.payer, cost.planned, cost.heads, cost.actual)


def totals_of(visit: Visit) -> tuple[Total, ...]:
    """One for each pair of currency and payer."""
    return totals(as_line(cost) for cost in costs_of(visit))
