"""Places on the map of their country and the ways between them as a cord, in the order in which they are gone.

`wide` and `narrow` draw the same; a page holds both and shows the one that fits, beside a list of the places. The map
is cut around the places. Words lie upon no others, no mark, and, where there is room, on no way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, ornament, path, picture, text
from ortoo.charts.maps.frame import Frame, bar, shape
from ortoo.charts.maps.labels import Words as Label
from ortoo.charts.maps.labels import words_placed
from ortoo.charts.maps.outlines import Outline
from ortoo.charts.maps.projection import Point

WIDE, NARROW = (1056, 460), (288, 340)
LEAST_KM = 8
"""The map never shows less than this across."""
ROOM = 1.5
"""So much more than the places need, for their words."""
FOOT = 26
"""Kept free below for the bar that says how far."""
BEND = 0.09
"""How far a way swings out, of its length: there and back are two lines."""
SEEN = 7
"""A doubt is drawn where it is larger than the dot."""


@dataclass(frozen=True)
class Spot:
    """`label` over `note`, on a phone `brief` over `brief_note`. The true point is within `doubt_km`; 0: known."""

    label: str
    note: str
    brief: str
    brief_note: str
    longitude: float
    latitude: float
    doubt_km: float = 0


@dataclass(frozen=True)
class Leg:
    """From one spot to another, by their places in the list; `label`: how long, empty where it is not known."""

    start: int
    end: int
    label: str = ""


def wide(
    outline: Outline, spots: Sequence[Spot], legs: Sequence[Leg], title: object, finding: object,
    kilometres: Callable[[int], str], name: str = "places",
) -> SafeString:  # fmt: skip
    """Of one spot or more. `kilometres` writes a distance; `name` makes it one of several on a page."""
    return picture(*WIDE, f"{name} map wide", title, finding, _parts(outline, spots, legs, WIDE, kilometres))


def narrow(
    outline: Outline, spots: Sequence[Spot], legs: Sequence[Leg], kilometres: Callable[[int], str]
) -> SafeString:
    return ornament(*NARROW, "map narrow", _parts(outline, spots, legs, NARROW, kilometres))


def _parts(
    outline: Outline, spots: Sequence[Spot], legs: Sequence[Leg], size: tuple[int, int],
    kilometres: Callable[[int], str],
) -> list[str]:  # fmt: skip
    width, height = size
    frame = framed(outline, spots, size)
    points = [frame.at(outline.point((spot.longitude, spot.latitude))) for spot in spots]
    parts = [path(data, "map-land") for data in _land(outline, frame, size)]
    for spot, point in zip(spots, points, strict=True):
        doubt = spot.doubt_km / outline.km * frame.scale
        if doubt > SEEN:
            parts.append(circle(*point, doubt, "map-doubt"))
    bends = [(points[leg.start], bend(points[leg.start], points[leg.end]), points[leg.end]) for leg in legs]
    parts += [path(_curve(*one), "map-way") for one in bends]
    parts += [path(_arrow(*one), "map-arrow") for one in bends]
    parts += [circle(*point, 5, "map-dot") for point in points]
    widest = 210 if size == WIDE else 128
    said = [(spot.label, spot.note) if size == WIDE else (spot.brief, spot.brief_note) for spot in spots]
    labels = [Label(point, *words, widest) for words, point in zip(said, points, strict=True)]
    mids = [Label(on_curve(*one, 0.5), "", leg.label, widest) for one, leg in zip(bends, legs, strict=True)]
    lines = [[on_curve(*one, step / 8) for step in range(9)] for one in bends]
    for placed in words_placed(labels, mids, lines, width, height - FOOT):
        if placed.lead:
            (x, y), (end_x, end_y) = placed.lead
            parts.append(path(f"M{number(x)} {number(y)}L{number(end_x)} {number(end_y)}", "c-lead"))
        parts += [
            text(placed.x, placed.y + 16 * row, line, css, placed.anchor)
            for row, (line, css) in enumerate(placed.lines)
        ]
    return [*parts, *bar(outline, frame, height - 4, kilometres, most=width / 5)]


def framed(outline: Outline, spots: Sequence[Spot], size: tuple[int, int]) -> Frame:
    """The spots in the middle, with ROOM around them."""
    points = [outline.point((spot.longitude, spot.latitude)) for spot in spots]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    least = LEAST_KM / outline.km
    width, height = size[0], size[1] - FOOT
    scale = min(width / max((right - left) * ROOM, least), height / max((bottom - top) * ROOM, least))
    return Frame(scale, width / 2 - (left + right) / 2 * scale, height / 2 - (top + bottom) / 2 * scale)


def _land(outline: Outline, frame: Frame, size: tuple[int, int]) -> list[str]:
    """Of each area that is seen."""
    (left, top), (right, bottom) = frame.back((0, 0)), frame.back((size[0], size[1]))
    found = []
    for area in outline.areas:
        rings = [
            ring for ring in area.fine
            if min(x for x, _ in ring) < right and max(x for x, _ in ring) > left
            and min(y for _, y in ring) < bottom and max(y for _, y in ring) > top
        ]  # fmt: skip
        if rings and (data := shape(frame, rings)):
            found.append(data)
    return found


def bend(start: Point, end: Point) -> Point:
    """Where a way swings out to, on its right."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 - dy * BEND * 2, (start[1] + end[1]) / 2 + dx * BEND * 2


def on_curve(start: Point, out: Point, end: Point, share: float) -> Point:
    first, second, third = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return start[0] * first + out[0] * second + end[0] * third, start[1] * first + out[1] * second + end[1] * third


def _curve(start: Point, out: Point, end: Point) -> str:
    return f"M{_pair(start)}Q{_pair(out)} {_pair(end)}"


def _arrow(start: Point, out: Point, end: Point) -> str:
    """A small head in the middle of a way, nothing on one that is too short for it."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = (dx * dx + dy * dy) ** 0.5
    if long < 34:
        return "M0 0"
    x, y = on_curve(start, out, end, 0.5)
    along, across = (dx / long * 5, dy / long * 5), (-dy / long * 5, dx / long * 5)
    corners = (
        (x + along[0], y + along[1]),
        (x - along[0] + across[0], y - along[1] + across[1]),
        (x - along[0] - across[0], y - along[1] - across[1]),
    )
    return f"M{'L'.join(_pair(corner) for corner in corners)}Z"


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
