"""How far forms lie apart beside what chance gives: for each measure a filled bar and below it a hollow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import ornament, path, picture, rectangle, text, vertical

WIDTH, ROW, TOP, BAR, ROOM = 288, 62, 4, 12, 66
"""WIDTH: that of the smallest phone, so that letters stay as large as they are. ROOM: to the right of a bar, for its
number.
"""
OURS, HOLLOW = "c-bar", "c-ring c-ring--thin"


@dataclass(frozen=True)
class Row:
    """One measure: its label, and how far forms are apart in it, found by search and drawn by chance (the two in one
    unit, of any size), with the words beside the bars.
    """

    label: str
    ours: float
    drawn: float
    ours_said: str
    drawn_said: str


def drawing(rows: Sequence[Row], title: str, finding: str) -> SafeString:
    """One drawing for every screen; `finding` in words."""
    parts = [part for at, row in enumerate(rows) for part in _row(row, TOP + ROW * at)]
    parts.append(path(vertical(0.5, TOP, TOP + ROW * len(rows) - 8), "c-axis"))
    return picture(WIDTH, TOP + ROW * len(rows), "nearness", title, finding, parts)


def _row(row: Row, top: float) -> list[str]:
    most = max(row.ours, row.drawn) or 1
    found = [text(6, top + 13, row.label, "c-t")]
    bars = ((row.ours, row.ours_said, OURS, 19), (row.drawn, row.drawn_said, HOLLOW, 36))
    for value, said, css, below in bars:
        length = max(1.5, value / most * (WIDTH - ROOM))
        found.append(rectangle(0, top + below, length, BAR, css))
        found.append(text(length + 6, top + below + BAR - 1.5, said, "c-b" if css == OURS else "c-t"))
    return found


def key(kind: str) -> SafeString:
    """The mark of "ours" or "drawn" alone, beside its word."""
    return ornament(14, 14, "key__mark", [rectangle(0, 1, 14, BAR, OURS if kind == "ours" else HOLLOW)])
