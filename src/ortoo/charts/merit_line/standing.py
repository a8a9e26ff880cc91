"""What the picture of a statement shows, in which words, and on which scales. Merits are integer thousandths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

TICKS = 80
"""Neighbours drawn at most, the nearest to one's own merit first: more are a stripe."""


@dataclass(frozen=True)
class Part:
    """One component of the record: what it is, how its points came about, and its points."""

    label: str
    how: str
    points: int


@dataclass(frozen=True)
class Standing:
    """What is drawn. `own` is what was held against the cut: the record and `adjustment`. `cut` is None while there is
    no list. `neighbours` are the merits of others.
    """

    parts: Sequence[Part]
    own: int
    adjustment: int = 0
    cut: int | None = None
    neighbours: Sequence[int] = ()

    @property
    def record(self) -> int:
        return self.own - self.adjustment


@dataclass(frozen=True)
class Words:
    """The words of the drawing in the page's language; `points` writes thousandths, `magnified` "57 times larger"."""

    title: str
    finding: str
    record: str
    own: str
    cut: str
    gap: str
    adjustment: str
    neighbours: str
    points: Callable[[int], str]
    magnified: Callable[[int], str]


@dataclass(frozen=True)
class Scale:
    """Thousandths from `low` to `high` over `width` drawing units."""

    low: float
    high: float
    width: float

    def __call__(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low) * self.width


def whole_scale(standing: Standing, width: float) -> Scale:
    """From zero (or the lowest sum) to a little beyond the highest of own merit and cut."""
    sums = [0, standing.own, standing.record, *([] if standing.cut is None else [standing.cut])]
    running = 0
    for part in standing.parts:
        running += part.points
        sums.append(running)
    low, high = min(sums), max(sums)
    return Scale(low, high + max((high - low) * 0.1, 1), width)


def close_scale(standing: Standing, width: float) -> Scale:
    """Around own merit, record and cut, with room for words on both sides; at least two points wide."""
    assert standing.cut is not None
    marks = (standing.own, standing.record, standing.cut)
    room = max((max(marks) - min(marks)) * 0.6, 1000)
    return Scale(min(marks) - room, max(marks) + room, width)


def grid(low: float, high: float) -> list[int]:
    """Round thousandths to label an axis with: steps of 1, 2 or 5 times a power of ten, at most eight of them."""
    step = 1
    while (high - low) / step > 8:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    first = -int(-low // step) * step
    return list(range(first, int(high) + 1, step))


def nearest(standing: Standing) -> list[int]:
    """The neighbours to be drawn, at most TICKS."""
    return sorted(sorted(standing.neighbours, key=lambda merit: abs(merit - standing.own))[:TICKS])


def worth_magnifying(standing: Standing, width: float) -> bool:
    """Whether the neighbourhood of the cut is at least three times smaller than the whole; else one band shows all."""
    if standing.cut is None:
        return False
    whole, close = whole_scale(standing, width), close_scale(standing, width)
    return whole.high - whole.low >= 3 * (close.high - close.low)
