"""What a reader must know before the figures: codes that only warn, and codes for which a figure is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from ortoo.results.rules.indicator.indicator import Direction, Indicator
from ortoo.results.rules.indicator.path import direction
from ortoo.results.rules.indicator.progress import base_differs

FEWEST_POINTS = 8
"""Fewer carry no forecast."""
UNLIKE = 20
"""Times: figures of plan and series this far apart, all of one in the lowest hundredth of the range, differ in unit."""
HUNDREDTH = Fraction(1, 100)
HUNDRED = Fraction(100)


def has_mixed_vintages(indicator: Indicator) -> bool:
    return any(one.vintage != indicator.vintage for one in indicator.observations)


def has_too_few_points(indicator: Indicator) -> bool:
    return len(indicator.series) < FEWEST_POINTS


def units_clash(indicator: Indicator) -> bool:
    """A figure lies outside the range, or plan and series are a hundredfold apart: nothing is computed of them."""
    if indicator.range is None:
        return False
    low, high = indicator.range
    plan, observed = plan_values(indicator), [one.value for one in indicator.series]
    if any(not low <= value <= high for value in (*plan, *observed)):
        return True
    return _unlike(indicator.range, plan, observed) or _unlike(indicator.range, observed, plan)


def unit_is_doubtful(indicator: Indicator) -> bool:
    """Every figure lies in the lowest hundredth of a range of percent: shares from 0 to 1, perhaps."""
    if indicator.range is None or indicator.range[1] - indicator.range[0] < HUNDRED:
        return False
    values = [*plan_values(indicator), *(one.value for one in indicator.series)]
    return _in_lowest_hundredth(indicator.range, values)


def turns_back(indicator: Indicator) -> bool:
    """Whether a target lies further back than the one before it, or than the base."""
    wanted = direction(indicator)
    values = plan_values(indicator)
    if wanted is None:
        return any(value != values[0] for value in values)
    return any(_worse(later, earlier, wanted) for earlier, later in pairwise(values))


def was_lowered(indicator: Indicator) -> bool:
    """Whether a target asks for less than it did before the plan was changed."""
    wanted = direction(indicator)
    return wanted is not None and any(
        one.was is not None and _worse(one.value, one.was, wanted) for one in indicator.targets
    )


def break_counts(indicator: Indicator) -> bool:
    """Whether a break lies among the years that are drawn or computed."""
    years = [indicator.base.year, *(one.year for one in indicator.series)]
    return any(min(years) < one <= max(years) for one in indicator.breaks)


def flags(indicator: Indicator, refused: Sequence[str]) -> tuple[str, ...]:
    """In the order of the contract; what is refused is not said twice."""
    found = {
        "mixed_vintages": has_mixed_vintages(indicator),
        "base_vintage_differs": base_differs(indicator),
        "series_break": break_counts(indicator),
        "unit_mismatch": unit_is_doubtful(indicator),
        "non_monotone_targets": turns_back(indicator),
        "target_lowered_in_period": was_lowered(indicator),
    }
    return tuple(code for code, holds in found.items() if holds and code not in refused)


def plan_values(indicator: Indicator) -> list[Fraction]:
    return [indicator.base.value, *(one.value for one in indicator.targets)]


def _worse(later: Fraction, earlier: Fraction, wanted: Direction) -> bool:
    return later < earlier if wanted == "higher" else later > earlier


def _in_lowest_hundredth(bounds: tuple[Fraction, Fraction], values: Iterable[Fraction]) -> bool:
    low, high = bounds
    return all(value <= low + (high - low) * HUNDREDTH for value in values)


def _unlike(bounds: tuple[Fraction, Fraction], small: Sequence[Fraction], large: Sequence[Fraction]) -> bool:
    if not small or not large or not _in_lowest_hundredth(bounds, small):
        return False
    low = bounds[0]
    return min(large) - low >= UNLIKE * (max(small) - low) and max(small) > low
