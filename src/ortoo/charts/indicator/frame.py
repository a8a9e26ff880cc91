"""The scales of the picture: years from left to right, values from bottom to top, and the round numbers beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from ortoo.charts.indicator.story import Story

STEPS = (1, 2, 2.5, 5, 10)
LINES = 5
ZOOMED_BELOW = 0.45
"""Where the figures fill less of their bounds than this share, the bounds are left and the picture says so."""


@dataclass(frozen=True)
class Frame:
    """Drawing units; `first` and `last` are years, `low` and `high` values."""

    left: float
    right: float
    top: float
    bottom: float
    first: int
    last: int
    low: float
    high: float

    def x(self, year: float) -> float:
        return self.left + (year - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def value_scale(story: Story, first: int) -> tuple[list[float], bool]:
    """At most five round values from the lowest drawn to the highest, and whether the scale is zoomed."""
    values = [value for year, value in (*story.observed, *story.path) if year >= first]
    low, high = min(values), max(values)
    if story.bounds is None:
        return rounded(min(low, 0), max(high, 0) or 1), False
    least, most = story.bounds
    if (high - low) / (most - least) >= ZOOMED_BELOW:
        return rounded(least, most), False
    room = (high - low) * 0.15 or (most - least) * 0.05
    scale = rounded(max(low - room, least), min(high + room, most))
    return scale, scale[0] > least


def rounded(low: float, high: float) -> list[float]:
    """Round values with equal steps that reach around low and high, at most five where that can be."""
    size = 10 ** floor(log10((high - low) / (LINES - 1)))
    for step in (size * one for one in (*STEPS, 20, 25, 50)):
        begin, end = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        if end - begin <= LINES - 1:
            return [round(step * place, 10) for place in range(begin, end + 1)]
    return [low, high]


def years_written(frame: Frame, wanted: Sequence[int], room: float) -> list[int]:
    """Of the years wanted, the first ones first, those that have `room` units to every year written before them."""
    written: list[int] = []
    for year in wanted:
        if frame.first <= year <= frame.last and all(abs(frame.x(year) - frame.x(one)) >= room for one in written):
            written.append(year)
    return sorted(written)


def years_wanted(story: Story, first: int) -> Iterable[int]:
    latest = [story.latest[0]] if story.latest else []
    targets = [year for year, _ in reversed(story.targets)]
    decades = range((first + 9) // 10 * 10, targets[0], 10)
    return [*latest, targets[0], first, *targets[1:], story.base[0], *decades]
