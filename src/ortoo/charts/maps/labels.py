"""Where words go around points: the nearest place that is free, first beside, then further off with a line to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ortoo.charts.drawing import Anchor
from ortoo.charts.lettering import Box, width, wrapped
from ortoo.charts.maps.projection import Point

SIZE, LINE = 13, 16
AWAY = 10
"""From a dot to the words beside it."""
FURTHER = (26, 44, 66, 92, 122, 156)
"""Where there is no room beside."""
MOST_LINES = 4


@dataclass(frozen=True)
class Words:
    """Of the point `at`: a label in bold over a note, broken at `widest`."""

    at: Point
    label: str
    note: str
    widest: float

    @property
    def lines(self) -> list[tuple[str, str]]:
        """(line, class)."""
        bold = [(line, "c-b halo") for line in wrapped(self.label, self.widest, SIZE, MOST_LINES, bold=True)]
        css = "c-t halo" if self.label else "map-min halo"
        return [*bold, *((line, css) for line in wrapped(self.note, self.widest, SIZE, 2))]


@dataclass(frozen=True)
class Placed:
    """First baseline and anchor; `lead`: from the point to the words, where they are not beside it."""

    x: float
    y: float
    anchor: Anchor
    lines: tuple[tuple[str, str], ...]
    box: Box
    lead: tuple[Point, Point] | None = None


def words_placed(
    spots: Sequence[Words], ways: Sequence[Words], lines: Sequence[Sequence[Point]], right: float, bottom: float
) -> list[Placed]:
    """Every spot's words, and of the ways' those that have room. `lines`: points along the ways."""
    dots = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in (spot.at for spot in spots)]
    cords = [Box(x - 4, y - 4, x + 4, y + 4) for line in lines for x, y in _closer(line)]
    found: list[Placed] = []
    for spot in spots:
        free = [one for one in _candidates(spot) if _within(one.box, right, bottom) and not _meets(one, found, dots)]
        found += sorted(free, key=lambda one: sum(one.box.meets(cord) for cord in cords))[:1]
    for way in ways:
        beside = (one for one in _candidates(way, far=False) if _within(one.box, right, bottom))
        found += [one for one in beside if not _meets(one, found, [*dots, *cords])][:1]
    return found


def _closer(line: Sequence[Point]) -> Iterator[Point]:
    """Points near enough to each other that no words slip between them."""
    for (x, y), (end_x, end_y) in pairwise(line):
        steps = max(int(max(abs(end_x - x), abs(end_y - y)) // 8), 1)
        yield from ((x + (end_x - x) * step / steps, y + (end_y - y) * step / steps) for step in range(steps + 1))


def _candidates(words: Words, *, far: bool = True) -> Iterator[Placed]:
    """Beside, above and below; then the same further away."""
    lines = words.lines
    if not lines:
        return
    wide = max(width(line, SIZE, bold=css.startswith("c-b")) for line, css in lines)
    high = LINE * len(lines)
    for away in (AWAY, *(FURTHER if far else ())):
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)):
            yield _at(words, tuple(lines), (dx, dy), away, (wide, high))


def _at(
    words: Words, lines: tuple[tuple[str, str], ...], side: tuple[int, int], away: float, size: tuple[float, float]
) -> Placed:
    (x, y), (dx, dy), (wide, high) = words.at, side, size
    anchor: Anchor = "start" if dx > 0 else "end" if dx < 0 else "middle"
    edge = x + dx * away
    left = edge if dx > 0 else edge - wide if dx < 0 else edge - wide / 2
    top = y - high / 2 if dy == 0 else y - away * 0.7 - high if dy < 0 else y + away * 0.7
    box = Box(left, top, left + wide, top + high)
    lead = None if away == AWAY else ((x, y), (edge, min(max(y, top), top + high)))
    return Placed(edge, top + 12, anchor, lines, box, lead)


def _within(box: Box, right: float, bottom: float) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= right and box.bottom <= bottom


def _meets(one: Placed, others: Sequence[Placed], taken: Sequence[Box]) -> bool:
    if any(one.box.meets(other.box) for other in others) or any(one.box.meets(box) for box in taken):
        return True
    led = any(other.lead and one.box.is_crossed(*other.lead) for other in others)
    return led or (bool(one.lead) and any(other.box.is_crossed(*one.lead) for other in others if one.lead))
