"""One attribute's shares in three groups: a tick for everybody, a ring for the listed, a dot for the proposed.

Shares are thousandths of each group's whole; None where a whole group is unknown, and then nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, ornament, path, picture, text, vertical

WIDE, NARROW = 342, 288
"""The narrow one fits the smallest phone unscaled, so that 13 stays 13."""

LETTER = 7.4
"""What a letter of 13 needs at most, on average."""

BESIDE = 118
"""Room for labels beside the lines; where one needs more, all stand above theirs."""


@dataclass(frozen=True)
class Row:
    """One value: its label, and its share of everybody, of the listed and of the proposed."""

    label: str
    of_all: int | None
    of_listed: int | None
    of_proposed: int | None

    @property
    def known(self) -> list[int]:
        return [share for share in (self.of_all, self.of_listed, self.of_proposed) if share is not None]


@dataclass(frozen=True)
class Layout:
    """`left` is where the scale begins, `row` the height of a row, `line` where its line stands in it."""

    width: int
    left: int
    row: int
    line: int
    most: int

    def x(self, share: int) -> float:
        return self.left + share / self.most * (self.width - self.left - 10)


def wide(rows: Sequence[Row], title: str, finding: str, name: str) -> SafeString:
    """With its title and the finding in words; `name` makes it one of several on a page."""
    layout = _layout(rows, WIDE)
    return picture(layout.width, _height(rows, layout), f"{name} wide", title, finding, _parts(rows, layout))


def narrow(rows: Sequence[Row]) -> SafeString:
    """The same for a phone, silent to who only listens."""
    layout = _layout(rows, NARROW)
    return ornament(layout.width, _height(rows, layout), "narrow", _parts(rows, layout))


def _layout(rows: Sequence[Row], width: int) -> Layout:
    most = max((share for row in rows for share in row.known), default=0)
    end = next(end for end in (200, 400, 600, 800, 1000) if most <= end)
    if max((len(row.label) * LETTER for row in rows), default=0) <= BESIDE:
        return Layout(width, BESIDE + 6, 22, 11, end)
    return Layout(width, 6, 38, 28, end)


def _height(rows: Sequence[Row], layout: Layout) -> int:
    return 24 + layout.row * len(rows)


def _parts(rows: Sequence[Row], layout: Layout) -> list[str]:
    step = {200: 50, 400: 100, 600: 200, 800: 200, 1000: 250}[layout.most]
    parts = []
    for share in range(0, layout.most + 1, step):
        parts += [
            path(vertical(layout.x(share), 18, _height(rows, layout) - 2), "c-hair"),
            text(layout.x(share), 12, share // 10, "c-t", "middle"),
        ]
    for at, row in enumerate(rows):
        top = 22 + layout.row * at
        parts.append(text(0, top + (layout.line + 4.5 if layout.left > BESIDE else 12), row.label, "c-i"))
        parts += _marks(row, layout, top + layout.line)
    return parts


def _marks(row: Row, layout: Layout, y: float) -> list[str]:
    if not row.known:
        return []
    low, high = layout.x(min(row.known)), layout.x(max(row.known))
    marks = [path(f"M{number(low)} {number(y)}H{number(high)}", "c-join")]
    if row.of_all is not None:
        marks.append(path(vertical(layout.x(row.of_all), y - 8, y + 8), "c-all"))
    if row.of_listed is not None:
        marks.append(circle(layout.x(row.of_listed), y, 4.5, "c-ring"))
    if row.of_proposed is not None:
        marks.append(circle(layout.x(row.of_proposed), y, 5, "c-dot"))
    return marks


def key(kind: str) -> SafeString:
    """The mark of "all", "listed" or "proposed" alone, beside its word."""
    mark = {"all": path(vertical(7, 0, 14), "c-all"), "listed": circle(7, 7, 4.5, "c-ring"),
            "proposed": circle(7, 7, 5, "c-dot")}[kind]  # fmt: skip
    return ornament(14, 14, "key__mark", [mark])
