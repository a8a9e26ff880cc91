"""The earth on paper: Albers' conic with two standard parallels, which keeps areas true to each other.

Formulas: Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), page 100, on a sphere.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import NamedTuple

Place = tuple[float, float]
"""Longitude and latitude in degrees."""

Point = tuple[float, float]
"""To the right and down."""

RADIUS_KM = 6371.0


class Albers(NamedTuple):
    """`middle`: longitude of the upright line. `low` and `high`: standard parallels. Degrees; plane in earth radii."""

    middle: float
    low: float
    high: float

    @property
    def cone(self) -> float:
        """Snyder's n."""
        return (sin(radians(self.low)) + sin(radians(self.high))) / 2

    def plane(self, place: Place) -> Point:
        turned = self.cone * radians(place[0] - self.middle)
        reach = self._reach(place[1])
        return reach * sin(turned), reach * cos(turned)

    def place(self, point: Point) -> Place:
        """The way back, for a check."""
        reach = hypot(*point)
        sine = (self._constant - (reach * self.cone) ** 2) / (2 * self.cone)
        return self.middle + degrees(atan2(point[0], point[1]) / self.cone), degrees(asin(sine))

    @property
    def _constant(self) -> float:
        return cos(radians(self.low)) ** 2 + 2 * self.cone * sin(radians(self.low))

    def _reach(self, latitude: float) -> float:
        return sqrt(self._constant - 2 * self.cone * sin(radians(latitude))) / self.cone


def fitting(places: Iterable[Place]) -> Albers:
    """For a country: its middle, and parallels at a sixth of its height from both ends (Snyder, page 99)."""
    across, up = zip(*places, strict=True)
    sixth = (max(up) - min(up)) / 6
    return Albers((min(across) + max(across)) / 2, min(up) + sixth, max(up) - sixth)
