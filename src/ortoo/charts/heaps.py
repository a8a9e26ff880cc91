"""How many persons have each whole score: a bar a score.

`wide` and `narrow` draw the same; a page holds both and shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import number, ornament, path, picture, rectangle, text, vertical
from ortoo.charts.indicator.frame import rounded
from ortoo.charts.lettering import width

WIDE, NARROW = 1056, 288
HEIGHT, NARROW_HEIGHT = 300, 260
TOP, FOOT = 30, 46
SIZE = 13


@dataclass(frozen=True)
class Words:
    """In the page's language: `across` and `up` say what the scales are; `whole` writes a number."""

    title: str
    finding: str
    across: str
    up: str
    whole: Callable[[int], str]


def wide(counts: Sequence[int], words: Words, name: str = "heaps") -> SafeString:
    """`counts` of the scores from 0; `name` makes it one of several on a page."""
    return picture(WIDE, HEIGHT, f"{name} wide", words.title, words.finding, _parts(counts, words, WIDE, HEIGHT))


def narrow(counts: Sequence[int], words: Words) -> SafeString:
    return ornament(NARROW, NARROW_HEIGHT, "narrow", _parts(counts, words, NARROW, NARROW_HEIGHT))


def _parts(counts: Sequence[int], words: Words, across: int, high: int) -> list[str]:
    scale = [int(value) for value in rounded(0, max(*counts, 1)) if value == int(value)]
    left = max(width(words.whole(value), SIZE) for value in scale) + 10
    bottom, step = high - FOOT, (across - left) / len(counts)

    def y(value: float) -> float:
        return bottom - value / scale[-1] * (bottom - TOP)

    drawn = []
    for value in scale:
        drawn.append(path(f"M{number(left)} {number(y(value))}H{across}", "c-hair"))
        drawn.append(text(left - 8, y(value) + 4.5, words.whole(value), "c-t", "end"))
    for score, count in enumerate(counts):
        top = y(count)
        drawn.append(rectangle(left + score * step + step * 0.1, top, step * 0.8, bottom - top, "c-bar"))
    drawn.append(path(f"M{number(left)} {bottom}H{across}", "c-axis"))
    for score in _written(len(counts), step, words):
        x = left + (score + 0.5) * step
        if x + width(words.whole(score), SIZE) / 2 > across:
            continue
        drawn += [
            path(vertical(x, bottom, bottom + 5), "c-axis"),
            text(x, bottom + 20, words.whole(score), "c-t", "middle"),
        ]
    return [*drawn, text(across, bottom + 40, words.across, "c-t", "end"), text(0, 14, words.up, "c-t")]


def _written(size: int, step: float, words: Words) -> list[int]:
    """Scores from 0, so far apart that their numbers have room."""
    room = width(words.whole(size - 1), SIZE) + 12
    every = next((one for one in (1, 2, 5, 10, 20, 50, 100) if one * step >= room), size)
    return list(range(0, size, every))
