"""The path from base to targets, in which direction it leads, and what is still to be done each year."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from ortoo.results.rules.indicator.indicator import Direction, Gain, Indicator, Observation, Target

LONGEST_AHEAD = 10
"""Years: a target further off than this is not what the next years are measured by."""


def direction(indicator: Indicator) -> Direction | None:
    """Where the plan leads, from its base to its last target; None: it is to be kept."""
    wanted, base = indicator.targets[-1].value, indicator.base.value
    if wanted == base:
        return None
    return "higher" if wanted > base else "lower"


def path(indicator: Indicator) -> dict[int, Fraction]:
    """The value asked for in each year from the base to the last target, on straight lines from one to the next."""
    marks = [(indicator.base.year, indicator.base.value), *((one.year, one.value) for one in indicator.targets)]
    found = {marks[0][0]: marks[0][1]}
    for (year, value), (next_year, next_value) in pairwise(marks):
        step = (next_value - value) / (next_year - year)
        for later in range(year + 1, next_year + 1):
            found[later] = value + step * (later - year)
    return found


def gap(asked: Mapping[int, Fraction], latest: Observation | None) -> Fraction | None:
    """Latest observation less the path in its year; None outside the years of the path."""
    if latest is None or latest.year not in asked:
        return None
    return latest.value - asked[latest.year]


def required_per_year(targets: tuple[Target, ...], latest: Observation | None) -> dict[int, Fraction]:
    """The change each year that leads from the latest observation to each target still ahead."""
    if latest is None:
        return {}
    ahead = (one for one in targets if one.year > latest.year)
    return {one.year: (one.value - latest.value) / (one.year - latest.year) for one in ahead}


def next_measured_by(targets: tuple[Target, ...], latest: Observation | None) -> Target | None:
    """The last target at most ten years after the latest observation, else the next one; None: none is ahead."""
    if latest is None:
        return None
    ahead = [one for one in targets if one.year > latest.year]
    near = [one for one in ahead if one.year - latest.year <= LONGEST_AHEAD]
    return near[-1] if near else ahead[0] if ahead else None


def best_gain(
    series: tuple[Observation, ...], span: int, wanted: Direction | None, breaks: tuple[int, ...]
) -> Gain | None:
    """The best change per year between two observations exactly `span` years apart and on one side of every break.

    Of equal ones the latest. None: no two are so far apart, or there is no direction in which to gain.
    """
    values = {one.year: one.value for one in series}
    found: Gain | None = None
    for begin in sorted(values):
        end = begin + span
        if wanted is None or end not in values or any(begin < one <= end for one in breaks):
            continue
        change = (values[end] - values[begin]) / span
        better = found is None or (change >= found.value if wanted == "higher" else change <= found.value)
        found = Gain((begin, end), change) if better else found
    return found
