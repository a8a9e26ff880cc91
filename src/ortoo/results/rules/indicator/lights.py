"""Two lights that are never mixed: is the figure on its path, and can one rely on what one sees?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ortoo.results.rules.indicator.indicator import Comparator, Direction, Indicator, Observation

PUBLISHED_AFTER = 1
"""Years: figures of a year are published in the next."""


def pace(indicator: Indicator, asked: Mapping[int, Fraction], wanted: Direction | None) -> str | None:
    """on: at its path or better. behind-moving: better than the observation before. behind-still: neither.

    None: no observation within the years of the path. With a break right before the latest observation, the one before
    is no measure, and the figure is not said to move.
    """
    latest = indicator.latest
    if latest is None or latest.year not in asked:
        return None
    line, op = asked[latest.year], indicator.targets[-1].op
    if reaches(latest.value, line, wanted, op):
        return "on"
    before = indicator.series[-2] if len(indicator.series) > 1 else None
    if before is None or any(before.year < one <= latest.year for one in indicator.breaks):
        return "behind-still"
    return "behind-moving" if is_better(latest, before, line, wanted) else "behind-still"


def reaches(value: Fraction, line: Fraction, wanted: Direction | None, op: Comparator) -> bool:
    """Where a value is to be kept, its comparator says on which side of the line it may lie."""
    if wanted is None:
        return {">=": value >= line, "<=": value <= line, "=": value == line}[op]
    return value >= line if wanted == "higher" else value <= line


def is_better(latest: Observation, before: Observation, line: Fraction, wanted: Direction | None) -> bool:
    if wanted is None:
        return abs(latest.value - line) < abs(before.value - line)
    return latest.value > before.value if wanted == "higher" else latest.value < before.value


def evidence(indicator: Indicator) -> str | None:
    """fresh: the next figure is not overdue by the rhythm of the series. late: it is. None: nobody said as of when."""
    latest = indicator.latest
    if latest is None:
        return "none"
    if indicator.as_of is None:
        return None
    return "fresh" if indicator.as_of - latest.year <= indicator.rhythm + PUBLISHED_AFTER else "late"
