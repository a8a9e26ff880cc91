"""A number for every region of a country, on its map: the more, the darker, and each is written.

`wide` and `narrow` draw the same; a page holds both and shows the one that fits, beside a table of the numbers. Where a
region is too small for its words they stand outside the country, and a line leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from django.utils.safestring import SafeString

from ortoo.charts.drawing import number, ornament, path, picture, text
from ortoo.charts.lettering import Box, width
from ortoo.charts.maps.frame import Frame, shape
from ortoo.charts.maps.outlines import Area, Outline
from ortoo.charts.maps.projection import Point

WIDE, NARROW = 1056, 288
MARGIN = 32
"""Above and below the country, for words that have no room in it."""
SIZE, LINE = 13, 15
TINTS = 4
"""Steps of the ground, from those with least to those with most."""
NUDGES = ((0, 0), (0, -9), (0, 9), (-14, 0), (14, 0), (-14, -9), (14, -9), (-14, 9), (14, 9))


@dataclass(frozen=True)
class Region:
    """`value` chooses the ground; `written` is read, on a phone `brief`."""

    name: str
    value: float
    written: str
    brief: str


@dataclass(frozen=True)
class Label:
    """Lines around a middle, `half` as wide to each side; `lead`: where the line from its region begins, which is
    elsewhere.
    """

    area: Area
    lines: tuple[str, ...]
    half: float
    middle: Point
    lead: Point | None = None

    @cached_property
    def box(self) -> Box:
        return box_around(self.middle, self.half, len(self.lines))


def box_around(middle: Point, half: float, lines: int) -> Box:
    x, y = middle
    return Box(x - half, y - LINE * lines / 2, x + half, y + LINE * lines / 2)


def wide(outline: Outline, regions: Mapping[str, Region], title: object, finding: object) -> SafeString:
    """`regions` by code: an area without one is left blank. With a name and the finding for who cannot see it."""
    frame = Frame(WIDE / outline.width, 0, MARGIN)
    height = round(outline.height * frame.scale) + 2 * MARGIN
    return picture(WIDE, height, "map wide", title, finding, _parts(outline, frame, regions, WIDE, named=True))


def narrow(outline: Outline, regions: Mapping[str, Region]) -> SafeString:
    """The numbers alone: names stand in the table."""
    frame = Frame(NARROW / outline.width, 0, MARGIN)
    height = round(outline.height * frame.scale) + 2 * MARGIN
    return ornament(NARROW, height, "map narrow", _parts(outline, frame, regions, NARROW, named=False))


def _parts(outline: Outline, frame: Frame, regions: Mapping[str, Region], wide: int, *, named: bool) -> list[str]:
    tints = grounds([region.value for region in regions.values()])
    # The largest first: one that lies within another is drawn on it.
    parts = []
    for area in outline.areas:
        ground = f"map-{tints[regions[area.code].value]}" if area.code in regions else "map-none"
        rings = area.fine if named else area.coarse
        parts.append(f'<path d="{shape(frame, rings)}" fill-rule="evenodd" class="{ground}"/>')
    labels = placed(outline, frame, regions, wide, named=named)
    for label in labels:
        if label.lead:
            parts += _lead(label)
    for label in labels:
        parts += _words(label, named=named)
    return parts


def grounds(values: Sequence[float]) -> dict[float, int]:
    """Value -> 0 for none at all, else 1 to TINTS by its place among the different values."""
    there = sorted({value for value in values if value})
    return {0: 0, **{value: 1 + at * TINTS // len(there) for at, value in enumerate(there)}}


def placed(outline: Outline, frame: Frame, regions: Mapping[str, Region], wide: int, *, named: bool) -> list[Label]:
    """One label for each area with a number, none upon another, the roomy ones within their area."""
    wanted = [_label(area, regions[area.code], frame, named=named) for area in outline.areas if area.code in regions]
    small = [label for label in wanted if not any(_fits(one, frame) for one in _nudged(label))]
    dots = [_dot(label) for label in small]
    found: list[Label] = []
    for label in wanted:
        if label in small:
            continue
        free = (one for one in _nudged(label) if _fits(one, frame) and not _meets(one, found, dots))
        found.append(next(free, label))
    for label in sorted(small, key=lambda one: one.middle[0]):
        found.append(_outside(label, outline, frame, found, wide))
    return found


def _dot(label: Label) -> Box:
    x, y = label.middle
    return Box(x - 4, y - 4, x + 4, y + 4)


def _label(area: Area, region: Region, frame: Frame, *, named: bool) -> Label:
    lines = (region.name, region.written) if named else (region.brief,)
    half = max(width(line, SIZE, bold=True) for line in lines) / 2 + 1
    return Label(area, lines, half, frame.at(area.label))


def _nudged(label: Label) -> Iterator[Label]:
    x, y = label.middle
    return (replace(label, middle=(x + dx, y + dy)) for dx, dy in NUDGES)


def _fits(label: Label, frame: Frame) -> bool:
    """Whether the words lie within their own area, but for a little at the corners."""
    box = label.box
    inset = (box.right - box.left) * 0.06
    ring = [frame.at(point) for point in label.area.fine[0]]
    corners = [
        (x, y) for x in (box.left + inset, label.middle[0], box.right - inset) for y in (box.top + 2, box.bottom - 2)
    ]
    return all(_inside(corner, ring) for corner in corners)


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    crossed = False
    ax, ay = ring[-1]
    for bx, by in ring:
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
        ax, ay = bx, by
    return crossed


def _meets(label: Label, others: Sequence[Label], taken: Sequence[Box] = ()) -> bool:
    """Words upon words, upon what is taken, or with a line through them."""
    box = label.box
    if any(box.meets(other.box) for other in others) or any(box.meets(one) for one in taken):
        return True
    return any(_through(other, box) for other in others) or any(_through(label, other.box) for other in others)


def _through(label: Label, box: Box) -> bool:
    """Whether the line that leads to a label runs through a box."""
    return label.lead is not None and box.is_crossed(label.lead, (label.middle[0], label.box.bottom))


def _outside(label: Label, outline: Outline, frame: Frame, others: Sequence[Label], wide: int) -> Label:
    """The nearest place off the land where the words lie whole in the drawing and upon no others."""
    lines = len(label.lines)
    foot = outline.height * frame.scale + 2 * MARGIN - LINE * lines / 2
    step = wide // 64 + 4
    across = range(int(label.half) + 1, int(wide - label.half), step)
    up = range(LINE * lines // 2 + 1, int(foot), step)
    home_x, home_y = label.middle
    for x, y in sorted(product(across, up), key=lambda one: abs(one[0] - home_x) * 1.4 + abs(one[1] - home_y)):
        if _on_land(box_around((x, y), label.half, lines), outline, frame):
            continue
        moved = replace(label, middle=(float(x), float(y)), lead=label.middle)
        if not _meets(moved, others):
            return moved
    return replace(label, lead=label.middle)


def _on_land(box: Box, outline: Outline, frame: Frame) -> bool:
    left, top = frame.back((box.left - 3, box.top - 3))
    right, bottom = frame.back((box.right + 3, box.bottom + 3))
    square = outline.square
    columns = slice(max(int(left // square), 0), max(int(right // square) + 1, 0))
    rows = outline.land[max(int(top // square), 0) : max(int(bottom // square) + 1, 0)]
    return any("1" in row[columns] for row in rows)


def _lead(label: Label) -> list[str]:
    assert label.lead
    box = label.box
    end = box.bottom if box.bottom <= label.lead[1] else box.top
    return [
        path(f"M{number(label.lead[0])} {number(label.lead[1])}L{number(label.middle[0])} {number(end)}", "c-lead"),
        f'<circle cx="{number(label.lead[0])}" cy="{number(label.lead[1])}" r="2.5" class="map-dot"/>',
    ]


def _words(label: Label, *, named: bool) -> list[str]:
    x, top = label.middle[0], label.box.top
    rows = enumerate(label.lines)
    last = len(label.lines) - 1
    return [text(x, top + 12 + LINE * row, line, "c-b" if row == last else "map-name", "middle") for row, line in rows]
