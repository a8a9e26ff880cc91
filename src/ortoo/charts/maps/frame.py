"""A piece of a plane on a drawing: where its points lie, the country's shape as path data, a bar that says how far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from ortoo.charts.drawing import number, path, text
from ortoo.charts.maps.outlines import Outline, Ring
from ortoo.charts.maps.projection import Point

BAR = 150
"""Units that the bar of a scale has at most."""


@dataclass(frozen=True)
class Frame:
    """Drawing unit = (plane - corner) x scale + shift."""

    scale: float
    left: float
    top: float

    def at(self, point: Point) -> Point:
        return point[0] * self.scale + self.left, point[1] * self.scale + self.top

    def back(self, point: Point) -> Point:
        return (point[0] - self.left) / self.scale, (point[1] - self.top) / self.scale


def shape(frame: Frame, rings: Iterable[Ring]) -> str:
    """Closed path data; whole units and relative steps keep it short."""
    return "".join(_ring([frame.at(point) for point in ring]) for ring in rings)


def _ring(points: list[Point]) -> str:
    corners = list(dict.fromkeys((round(x * 2) / 2, round(y * 2) / 2) for x, y in points))
    if len(corners) < 3:
        return ""
    steps = (f"{number(x - before_x)},{number(y - before_y)}" for (before_x, before_y), (x, y) in pairwise(corners))
    return f"M{number(corners[0][0])} {number(corners[0][1])}l{' '.join(steps)}z"


def bar(outline: Outline, frame: Frame, foot: float, words: Callable[[int], str], most: float = BAR) -> list[str]:
    """A round number of kilometres as long as it is on the map."""
    kilometre = frame.scale / outline.km
    long = max(size for size in LENGTHS if size * kilometre <= most)
    end = long * kilometre
    return [path(f"M0 {number(foot - 5)}v5H{number(end)}v-5", "c-lead"), text(end + 6, foot, words(long), "c-t")]


LENGTHS = [step * 10**power for power in range(4) for step in (1, 2, 5)]
