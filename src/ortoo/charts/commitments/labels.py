"""Labels that do not run into each other: each hand-over's words stand where there is room, or only its code does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ortoo.charts.drawing import Anchor

LETTER, WIDE_LETTER, BOLD_LETTER = 6.9, 13.0, 8.0
"""What letters of 13 need on average: of an alphabet, of Hangul, and bold."""
LINE, AWAY = 15, 11
LONGEST_LINE = 172


@dataclass(frozen=True)
class Box:
    """A rectangle that something covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


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
            box = _box(drop.code, label)
            if box.left >= left and box.right <= right and not any(box.meets(other) for other in there):
                found[drop.code] = label
                there.append(box)
                break
    return found


def _candidates(drop: Drop) -> Iterator[Label]:
    whole = broken(drop.text, LONGEST_LINE)
    for lines in dict.fromkeys((whole[:2], ())):
        sides: tuple[tuple[float, Anchor], ...] = ((drop.x + AWAY, "start"), (drop.x - AWAY, "end"))
        for top in drop.gaps:
            for x, anchor in sides:
                yield Label(x, top + 13, anchor, lines)


def _box(code: str, label: Label) -> Box:
    width = max(len(code) * BOLD_LETTER, *(width_of(line) for line in label.lines), 0)
    left = label.x if label.anchor == "start" else label.x - width
    return Box(left, label.y - 12, left + width, label.y + LINE * len(label.lines) + 3)


def broken(text: str, longest: float, lines: int = 2) -> tuple[str, ...]:
    """In so many lines at most, none longer than `longest` units; what does not fit ends in an ellipsis."""
    found, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer) > longest:
            found.append(line)
            line = word
        else:
            line = longer
    kept = [*found, line][:lines] if line else found[:lines]
    if len(found) >= lines:
        kept[-1] = f"{kept[-1]} …"
    return tuple(_cut(one, longest) for one in kept)


def _cut(line: str, longest: float) -> str:
    while width_of(line) > longest and len(line) > 2:
        line = f"{line.removesuffix('…').rstrip()[:-1].rstrip()}…"
    return line


def width_of(text: str) -> float:
    return sum(WIDE_LETTER if unicodedata.east_asian_width(letter) in "WF" else LETTER for letter in text)
