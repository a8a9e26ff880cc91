"""One score with its spread, small enough for a row of a list: a dot, behind it the band from lowest to highest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, ornament, path, rectangle

WIDTH, HEIGHT, EDGE = 112, 20, 6
TEN = 10_000


@dataclass(frozen=True)
class Scale:
    """Whole tens around everything that is drawn beneath each other, in thousandths."""

    low: int
    high: int

    def x(self, value: int) -> float:
        return EDGE + (value - self.low) / (self.high - self.low) * (WIDTH - 2 * EDGE)


def scale(values: Iterable[int]) -> Scale:
    """One scale for all rows."""
    known = list(values)
    low, high = (min(known), max(known)) if known else (0, TEN)
    begin = low // TEN * TEN
    return Scale(begin, max(-(-high // TEN) * TEN, begin + TEN))


def spread(low: int, value: int, high: int, on: Scale) -> SafeString:
    """Thousandths. An ornament: the numbers stand beside it."""
    left, right = on.x(min(low, value)), on.x(max(high, value))
    parts = [
        path(f"M{EDGE} 16.5H{WIDTH - EDGE}", "c-hair"),
        rectangle(left, 7, right - left, 5, "c-bar", 2.5),
        circle(on.x(value), 9.5, 4.5, "c-dot"),
    ]
    return ornament(WIDTH, HEIGHT, "spread", parts)
