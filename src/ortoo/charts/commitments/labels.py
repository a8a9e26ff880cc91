"""Labels that do not run into each other: each hand-over's words stand where there is room, or only its code does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ortoo.charts.drawing import Anchor
from ortoo.charts.lettering import Box, width, wrapped

SIZE, LINE, AWAY = 13, 15, 11
LONGEST_LINE = 172


@dataclass(frozen=True)
class Label:
    """Where the words of one hand-over begin (the first baseline), and its lines behind the code."""

    x: float
    y: float
    anchor: Anchor
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Drop:
    """An upright line at `x` whose words are sought a place in `gaps`: the tops of free bands between lanes."""

    code: str
    text: str
    x: float
    gaps: tuple[float, ...]


def placed(drops: Sequence[Drop], taken: Sequence[Box], left: float, right: float) -> dict[str, Label]:
    """Code -> label; greedily in the given order. `taken` must not be covered, nor anything outside left and right.

    Where the whole text fits nowhere, the code alone is tried; where that does not fit either, it has no label.
    """
    there = list(taken)
    found: dict[str, Label] = {}
    for drop in drops:
        for label in _candidates(drop):
            box = box_of(drop.code, label)
            if box.left >= left and box.right <= right and not any(box.meets(other) for other in there):
                found[drop.code] = label
                there.append(box)
                break
    return found


def _candidates(drop: Drop) -> Iterator[Label]:
    for lines in dict.fromkeys((tuple(wrapped(drop.text, LONGEST_LINE, SIZE, 2)), ())):
        sides: tuple[tuple[float, Anchor], ...] = ((drop.x + AWAY, "start"), (drop.x - AWAY, "end"))
        for top in drop.gaps:
            for x, anchor in sides:
                yield Label(x, top + 13, anchor, lines)


def box_of(code: str, label: Label) -> Box:
    """What the code and the lines behind it cover."""
    wide = max(width(code, SIZE, bold=True), *(width(line, SIZE) for line in label.lines), 0)
    left = label.x if label.anchor == "start" else label.x - wide
    return Box(left, label.y - 12, left + wide, label.y + LINE * len(label.lines) + 3)
