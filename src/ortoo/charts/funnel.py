"""The funnel: a rope through the stations, as thick as a rope of that many strands.

A rope's cross-section goes with its strands, so its thickness goes with the square root of the count. People turn into
lessons, measures and figures along the way, so counts of different stations are never divided by each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, ornament, path, picture, vertical

THINNEST = 2.5
BODY_FROM = 20
"""Below this thickness strands can't be told apart, and the rope is one body."""


@dataclass(frozen=True)
class Rope:
    """A rope to be drawn: lengths in drawing units. `ring` is where in a step the station's ring sits."""

    upright: bool
    step: int
    across: int
    strands: int
    ring: float
    overhang: int

    @property
    def middle(self) -> float:
        return self.across / 2


WIDE = Rope(upright=False, step=102, across=168, strands=40, ring=1, overhang=700)
NARROW = Rope(upright=True, step=68, across=96, strands=24, ring=20, overhang=0)


def wide(counts: Sequence[int | None], title: object, description: object) -> SafeString:
    """The rope across the page; `counts` in relay order, None where a station is not open yet."""
    return picture(WIDE.step * len(counts), WIDE.across, "rope", title, description, _parts(WIDE, counts))


def narrow(counts: Sequence[int | None]) -> SafeString:
    """The rope upright, beside a list that says the numbers."""
    return ornament(NARROW.across, NARROW.step * len(counts), "spine", _parts(NARROW, counts))


def thicknesses(counts: Sequence[int | None], across: float) -> list[float]:
    """Thickness at each station up to the last known count; a station without one is passed as the next one known."""
    known = [place for place, count in enumerate(counts) if count is not None]
    if not known:
        return []
    most = max((count or 0) for count in counts)
    scale = (across - 6) / sqrt(most) if most else 0
    # Not thicker than this for each strand, else ten people would look like twelve thousand in an empty house.
    scale = min(scale, across / 12)
    passed: list[float] = []
    for place in range(known[-1] + 1):
        count = next(count for count in counts[place:] if count is not None)
        passed.append(max(THINNEST, scale * sqrt(count)))
    passed[0] = THINNEST
    return passed


def _parts(rope: Rope, counts: Sequence[int | None]) -> list[str]:
    thick = thicknesses(counts, rope.across)
    rings = [rope.step * place + rope.ring for place in range(len(counts))]
    first = f"M{_point(rope, -rope.overhang, 0)}L{_point(rope, rings[0], 0)}"
    parts = [path(first, "rope__lead")]
    if not rope.upright:
        parts.append(path("".join(vertical(ring, 0, rope.across) for ring in rings), "rope__posts"))
    if thick:
        parts += _rope(rope, thick, rings)
    parts.append(path(_ahead(rope, rings, len(thick), len(counts)), "rope__ahead"))
    parts.append(
        f'<g class="rope__rings">{"".join(_ring(rope, *ring) for ring in zip(rings, counts, strict=True))}</g>'
    )
    return parts


def _rope(rope: Rope, thick: list[float], rings: list[float]) -> list[str]:
    body = max((place + 1 for place, one in enumerate(thick) if one >= BODY_FROM), default=0)
    body = min(body, len(thick) - 1)
    parts: list[str] = []
    if body:
        spread = [2 * strand / (rope.strands - 1) - 1 for strand in range(rope.strands)]
        outline = _closed(rope, thick[: body + 1], rings)
        strands = "".join(_strand(rope, thick[: body + 1], rings, side) for side in spread)
        parts += [path(outline, "rope__haze"), path(strands, "rope__strands")]
    if len(thick) - body > 1:
        parts.append(path(_closed(rope, thick[body:], rings[body:]), "rope__body"))
    return parts


def _strand(rope: Rope, thick: list[float], rings: list[float], side: float) -> str:
    """One line of the rope, `side` from -1 to 1 across it; level at every station."""
    offsets = [round(side * one / 2, 1) for one in thick]
    line = f"M{_point(rope, rings[0], offsets[0])}"
    for place, (start, end) in enumerate(pairwise(offsets)):
        half, turn = rope.step / 2, end - start
        # A smooth curve ("s") begins as the one before it ended, which at a station is level.
        first = f"c{_along(rope, half, 0)} " if place == 0 else "s"
        line += f"{first}{_along(rope, half, turn)} {_along(rope, rope.step, turn)}"
    return line


def _closed(rope: Rope, thick: list[float], rings: list[float]) -> str:
    """The outline of the rope: along one side and back along the other."""
    back = _way_back(rope, thick, rings)
    return f"{_strand(rope, thick, rings, -1)}L{_point(rope, rings[len(thick) - 1], thick[-1] / 2)}{back}Z"


def _way_back(rope: Rope, thick: list[float], rings: list[float]) -> str:
    line = ""
    for place in reversed(range(len(thick) - 1)):
        near, far = thick[place] / 2, thick[place + 1] / 2
        half = rings[place] + rope.step / 2
        line += f"C{_point(rope, half, far)} {_point(rope, half, near)} {_point(rope, rings[place], near)}"
    return line


def _ahead(rope: Rope, rings: list[float], known: int, stations: int) -> str:
    """The cord that is still to be walked, from the last known station on."""
    start = rings[known - 1] if known else rings[0]
    return f"M{_point(rope, start, 0)}L{_point(rope, rope.step * stations + rope.overhang, 0)}"


def _ring(rope: Rope, along: float, count: int | None) -> str:
    big, small = (5, 3.5) if rope.upright else (6, 4)
    x, y = (rope.middle, along) if rope.upright else (along, rope.middle)
    return circle(x, y, small, "knot") if count is None else circle(x, y, big)


def _point(rope: Rope, along: float, offset: float) -> str:
    across = rope.middle + offset
    return _pair(across, along) if rope.upright else _pair(along, across)


def _along(rope: Rope, along: float, offset: float) -> str:
    return _pair(offset, along) if rope.upright else _pair(along, offset)


def _pair(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"
