"""How wide a text will be, roughly, where it breaks, and what it covers: a drawing knows no font and breaks no line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ELLIPSIS = "…"
BREAKS = re.compile(r"[ \t\r\n]+")
"""Where a line may end: not at a space that says it is none."""
BOLD = 1.07
WIDE = frozenset("mwMWшщжмюыфЖМШЩЮЫФ@%")
THIN = frozenset("iljtfrI.,:;'|!()[]")


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

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a straight line from `start` to `end` runs through it; a line that only touches a corner may not."""
        (x, y), (end_x, end_y) = start, end
        if max(x, end_x) <= self.left or min(x, end_x) >= self.right or max(y, end_y) <= self.top:
            return False
        steps = ((x + (end_x - x) * step / 24, y + (end_y - y) * step / 24) for step in range(25))
        return any(self.left < at < self.right and self.top < up < self.bottom for at, up in steps)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Drawing units that `text` takes at most, in a usual system font."""
    return sum(_em(letter) for letter in text) * size * (BOLD if bold else 1)


def _em(letter: str) -> float:
    if letter == " ":
        return 0.28
    if letter in THIN:
        return 0.35
    if "\u1100" <= letter <= "\u11ff" or "\u3000" <= letter <= "\ud7ff" or letter >= "\uf900":
        return 0.95
    if letter in WIDE:
        return 0.9
    return 0.68 if letter.isupper() else 0.58


def wrapped(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """At most so many lines no wider than `room`, broken between words; the last one ends in … where it does not fit.

    A word that is wider than a line is broken where it must.
    """
    found: list[str] = []
    for word in _words(text, room, size, bold):
        if found and width(f"{found[-1]} {word}", size, bold=bold) <= room:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    if len(found) <= lines:
        return found
    return [*found[: lines - 1], _cut(" ".join(found[lines - 1 :]), room, size, bold)] if lines > 0 else []


def _words(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    for word in BREAKS.split(text.strip()):
        part = ""
        for letter in word:
            if part and width(part + letter, size, bold=bold) > room:
                yield part
                part = ""
            part += letter
        if part:
            yield part


def _cut(text: str, room: float, size: float, bold: bool) -> str:
    while text and width(text + ELLIPSIS, size, bold=bold) > room:
        text = text[:-1].rstrip()
    return text + ELLIPSIS
