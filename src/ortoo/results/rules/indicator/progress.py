"""Progress: the share of the way from base to target that is done. Never capped, never across editions or breaks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ortoo.results.rules.indicator.indicator import Indicator, Observation, Start, Target


def base_counted_from(indicator: Indicator) -> Start | None:
    """The plan's base; where the plan took it from another vintage, the series' own value of that year.

    None: the series has none of that year, so that progress would be the difference of two editions.
    """
    base = indicator.base
    if not base_differs(indicator):
        return base
    own = next((one for one in indicator.series if one.year == base.year), None)
    return None if own is None else Start(own.year, own.value, own.vintage)


def base_differs(indicator: Indicator) -> bool:
    return indicator.base.vintage not in ("", indicator.vintage)


def progress(indicator: Indicator, target: Target) -> Fraction | None:
    """From the latest observation not after the target's year. None where the base is the target, where there is no
    observation from the base year on, where a break lies between, or where base or share cannot be had in one edition.
    """
    base, observed = base_counted_from(indicator), latest_not_after(indicator, target.year)
    if base is None or observed is None or target.value in (base.value, indicator.base.value):
        return None
    if crosses(base.year, observed.year, indicator.breaks) or is_turned(indicator, base, target):
        return None
    return (observed.value - base.value) / (target.value - base.value)


def withheld_for_base(indicator: Indicator) -> bool:
    """Whether progress to some target is withheld because plan and series are of different editions."""
    base = base_counted_from(indicator)
    return any(
        base is None or is_turned(indicator, base, one)
        for one in indicator.targets
        if latest_not_after(indicator, one.year)
    )


def latest_not_after(indicator: Indicator, year: int) -> Observation | None:
    """An observation of a year before the base says nothing of what came after it."""
    return next((one for one in reversed(indicator.series) if indicator.base.year <= one.year <= year), None)


def is_turned(indicator: Indicator, base: Start, target: Target) -> bool:
    """Whether the series' own base lies beyond the target, seen from the plan's: a share of that way means nothing."""
    return (target.value - base.value) * (target.value - indicator.base.value) < 0


def crosses(begin: int, end: int, breaks: Sequence[int]) -> bool:
    return any(begin < one <= end for one in breaks)
