"""The timetable of a visit: a column a day, an hour as high as any other, and the rides as a cord between the stops.

On a phone the days stand one below the other as lists: they are the same words, and need no drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, path, picture, rectangle, text, vertical
from ortoo.charts.lettering import width, wrapped

WIDTH = 1056
HOURS = 60
"""Where the first column begins; the labels of the hours stand to the left of it."""
GAP = 16
TOP = 52
FOOT = 34
INSET = 10
LINE = 18
"""From one line of a title to the next."""
SMALL, TITLE = 13, 15
MOST_COLUMNS = 6

GROUNDS = {
    "lecture": "ag-l", "seminar": "ag-l", "visit": "ag-v", "workshop": "ag-w", "meal": "ag-x", "ceremony": "ag-x",
    "free": "ag-x",
}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A stop. start, end: minutes after midnight; times: "10:00-11:45"; brief: its start alone."""

    start: int
    end: int
    kind: str
    brief: str
    times: str
    title: str
    sub: str = ""


@dataclass(frozen=True)
class Ride:
    """brief: of one that is too short for its label."""

    start: int
    end: int
    label: str
    brief: str
    sub: str = ""


@dataclass(frozen=True)
class Column:
    """A day: "12", "Mon", the place it is spent at, what is in it, and where the night is."""

    day: str
    weekday: str
    place: str
    blocks: Sequence[Block] = ()
    rides: Sequence[Ride] = ()
    night: str = ""


@dataclass(frozen=True)
class Scale:
    """From the hour `first` to the hour `last`; a minute is a unit high."""

    first: int
    last: int
    column: float

    def y(self, minutes: float) -> float:
        return TOP + minutes - self.first * 60

    def x(self, column: int) -> float:
        return HOURS + column * (self.column + GAP)

    @property
    def bottom(self) -> float:
        return self.y(self.last * 60)


def wide(columns: Sequence[Column], title: str, finding: str, name: str = "agenda") -> SafeString:
    """At most MOST_COLUMNS days; `name` makes it one of several on a page."""
    scale = _scale(columns)
    parts = [text(0, scale.y(hour * 60) + 4.5, f"{hour:02d}:00", "c-t") for hour in range(scale.first, scale.last + 1)]
    for place, column in enumerate(columns):
        parts += _column(column, scale.x(place), scale)
    return picture(WIDTH, round(scale.bottom) + FOOT, f"{name} wide", title, finding, parts)


def _scale(columns: Sequence[Column]) -> Scale:
    times = [(block.start, block.end) for column in columns for block in column.blocks]
    times += [(ride.start, ride.end) for column in columns for ride in column.rides]
    first = min((start for start, _ in times), default=9 * 60) // 60
    last = -(-max((end for _, end in times), default=18 * 60) // 60)
    days = max(len(columns), 1)
    return Scale(first, max(last, first + 1), (WIDTH - HOURS - GAP * (days - 1)) / days)


def _column(column: Column, x: float, scale: Scale) -> list[str]:
    right = x + scale.column
    lines = "".join(
        f"M{number(x)} {number(scale.y(hour * 60))}H{number(right)}" for hour in range(scale.first, scale.last)
    )
    aside = x + width(column.day, 24, bold=True) + 6
    parts = [
        path(lines, "c-hair"),
        path(f"M{number(x)} {number(scale.bottom)}H{number(right)}", "c-axis"),
        text(x, TOP - 16, column.day, "ag-day"),
        text(aside, TOP - 16, column.weekday, "ag-week"),
    ]
    room = right - aside - width(column.weekday, 16) - 12
    for place in wrapped(column.place, room, 16, 1, bold=True):
        parts.append(text(right, TOP - 16, place, "ag-place", "end"))
    for night in wrapped(column.night, scale.column, SMALL, 1):
        parts.append(text(x, scale.bottom + 20, night, "c-t"))
    for block in column.blocks:
        parts += _block(block, x, scale)
    for ride in column.rides:
        parts += _ride(ride, x, scale)
    return parts


def _block(block: Block, x: float, scale: Scale) -> list[str]:
    top, height = scale.y(block.start) + 1, block.end - block.start - 2
    ground = GROUNDS[block.kind]
    parts = [rectangle(x, top, scale.column, height, ground, 4)]
    room = scale.column - 2 * INSET
    left = x + INSET
    if height < 2 * LINE + 2:
        return [*parts, *_one_line(block, left, top + height / 2 + 4.5, room, ground)]
    parts.append(text(left, top + 16, block.times, f"{ground}-s"))
    fitting = max(1, int((height - 20) // LINE))
    titles = wrapped(block.title, room, TITLE, fitting, bold=True)
    for row, line in enumerate(titles):
        parts.append(text(left, top + 33 + LINE * row, line, f"{ground}-t"))
    for row, line in enumerate(wrapped(block.sub, room, SMALL, min(2, fitting - len(titles)))):
        parts.append(text(left, top + 33 + LINE * len(titles) + 16 * row, line, f"{ground}-s"))
    return parts


def _one_line(block: Block, left: float, y: float, room: float, ground: str) -> list[str]:
    """A short stop: its start, and as much of its title as fits beside."""
    aside = width(block.brief, SMALL) + 6
    titles = wrapped(block.title, room - aside, SMALL, 1)
    return [
        text(left, y, block.brief, f"{ground}-s"),
        *(text(left + aside, y, title, f"{ground}-b") for title in titles),
    ]


def _ride(ride: Ride, x: float, scale: Scale) -> list[str]:
    top, bottom = scale.y(ride.start), scale.y(ride.end)
    along = x + 11
    parts = [path(vertical(along, top, bottom - 5), "ag-cord"), circle(along, bottom - 5, 4, "ag-knot")]
    room = scale.column - 26
    middle = (top + bottom) / 2
    long = bottom - top >= 2 * LINE
    labels = wrapped(ride.label, room, SMALL, 2) if long else wrapped(ride.brief, room, SMALL, 1)
    subs = wrapped(ride.sub, room, SMALL, 1) if bottom - top >= 17 * (len(labels) + 1) else []
    if bottom - top < SMALL:
        return parts
    first = middle + 4.5 - 8.5 * (len(labels) + len(subs) - 1)
    for row, line in enumerate([*labels, *subs]):
        css = "ag-ride" if row < len(labels) else "c-t"
        parts.append(text(x + 26, first + 17 * row, line, css))
    return parts
