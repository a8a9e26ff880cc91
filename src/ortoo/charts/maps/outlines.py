"""Outlines as they were made at the build: the areas of a country on a plane GRID units wide, and how to get there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ortoo.charts.maps.projection import Albers, Place, Point

Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Area:
    """One region: its code ("" where the outline has none), rings for large and small drawings (a hole is a ring), and
    where words have most room.
    """

    code: str
    fine: tuple[Ring, ...]
    coarse: tuple[Ring, ...]
    label: Point


@dataclass(frozen=True)
class Outline:
    """`km`: of one unit. `land`: rows of squares, "1" on land."""

    areas: tuple[Area, ...]
    width: float
    height: float
    km: float
    land: tuple[str, ...]
    albers: Albers
    corner: Point
    scale: float

    def point(self, place: Place) -> Point:
        """Where a longitude and latitude lie on the plane."""
        x, y = self.albers.plane(place)
        return (x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale

    @property
    def square(self) -> float:
        """Width of a square of `land`."""
        return self.width / len(self.land[0])


def outline_of(country: str, folder: Path) -> Outline | None:
    """Of a country by its code (ISO 3166-1, or the region's, which begins with it); None where none was made."""
    file = folder / f"{country.partition('-')[0]}.json"
    return _read(file) if file.is_file() else None


@cache
def _read(file: Path) -> Outline:
    made = json.loads(file.read_text("utf-8"))
    *albers, left, top, scale = made["projection"]
    return Outline(
        areas=tuple(_area(one) for one in made["areas"]),
        width=made["width"],
        height=made["height"],
        km=made["km"],
        land=tuple(made["land"]),
        albers=Albers(*albers),
        corner=(left, top),
        scale=scale,
    )


def _area(made: dict[str, object]) -> Area:
    label = made["label"]
    assert isinstance(label, list)
    return Area(str(made["code"]), _rings(made["fine"]), _rings(made["coarse"]), (label[0], label[1]))


def _rings(made: object) -> tuple[Ring, ...]:
    assert isinstance(made, Sequence)
    return tuple(tuple((x, y) for x, y in ring) for ring in made)
