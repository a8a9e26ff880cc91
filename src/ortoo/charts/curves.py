"""Lines over a scale: shares that chose an option by score, an error along the scale, what a score is worth.

The line that a page is about is strong, with a dot at each value; others are thin, and each is told by its label at its
end. A pale band is doubt. `wide` and `narrow` draw the same; a page holds both and shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, ornament, path, picture, text, vertical
from ortoo.charts.indicator.frame import rounded
from ortoo.charts.lettering import width

WIDE, NARROW = 1056, 288
HEIGHT, NARROW_HEIGHT = 340, 280
TOP, FOOT = 46, 46
SIZE = 13
APART = 16
"""From one label at the end of a line to the next."""
MOST_DOTS = 12

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """`points` from left to right; `label` at its end."""

    label: str
    points: Sequence[Point]
    strong: bool = False


@dataclass(frozen=True)
class Drawn:
    """`band`: (x, low, high) around the strong line. `cut`: where an upright line stands. `low`, `high`: of the upright
    scale, where it is to hold more than the values."""

    curves: Sequence[Curve]
    band: Sequence[tuple[float, float, float]] = ()
    cut: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Words:
    """In the page's language: `across` and `up` say what the scales are; `x` and `y` write their numbers."""

    title: str
    finding: str
    across: str
    up: str
    x: Callable[[float], str]
    y: Callable[[float], str]
    cut: str = ""


@dataclass(frozen=True)
class _Frame:
    """`first` to `last` across; `across` and `up`: where numbers stand."""

    left: float
    right: float
    bottom: float
    first: float
    last: float
    across: Sequence[float]
    up: Sequence[float]

    def x(self, value: float) -> float:
        return self.left + (value - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.up[0]) / (self.up[-1] - self.up[0]) * (self.bottom - TOP)


def wide(drawn: Drawn, words: Words, name: str = "curves") -> SafeString:
    """`name` makes it one of several on a page."""
    return picture(WIDE, HEIGHT, f"{name} wide", words.title, words.finding, _parts(drawn, words, WIDE, HEIGHT))


def narrow(drawn: Drawn, words: Words) -> SafeString:
    return ornament(NARROW, NARROW_HEIGHT, "narrow", _parts(drawn, words, NARROW, NARROW_HEIGHT))


def _parts(drawn: Drawn, words: Words, across: int, high: int) -> list[str]:
    frame = _frame(drawn, words, across, high)
    return [
        *_scales(frame, words, across),
        *_band(frame, drawn),
        *_cut(frame, drawn, words),
        *(part for curve in sorted(drawn.curves, key=lambda one: one.strong) for part in _line(frame, curve)),
        *_labels(frame, drawn.curves),
    ]


def _frame(drawn: Drawn, words: Words, across: int, high: int) -> _Frame:
    points = [point for curve in drawn.curves for point in curve.points]
    xs = [x for x, _ in points]
    ends = [end for end in (drawn.low, drawn.high) if end is not None]
    ys = [*(y for _, y in points), *(end for _, low, top in drawn.band for end in (low, top)), *ends]
    up = _steps(min(ys), max(ys))
    left = max(width(words.y(value), SIZE) for value in up) + 10
    room = max((width(curve.label, SIZE, bold=True) for curve in drawn.curves), default=0) + 10
    first, last = min(xs), max(max(xs), min(xs) + 1)
    written = [value for value in _steps(first, last) if first <= value <= last]
    return _Frame(left, across - room, high - FOOT, first, last, written, up)


def _steps(low: float, high: float) -> list[float]:
    return rounded(low, high) if high > low else [low, low + 1]


def _scales(frame: _Frame, words: Words, across: int) -> list[str]:
    drawn = []
    for value in frame.up:
        y = frame.y(value)
        drawn.append(path(f"M{number(frame.left)} {number(y)}H{number(frame.right)}", "c-hair"))
        drawn.append(text(frame.left - 8, y + 4.5, words.y(value), "c-t", "end"))
    drawn.append(path(f"M{number(frame.left)} {number(frame.bottom)}H{number(frame.right)}", "c-axis"))
    for value in frame.across:
        x = frame.x(value)
        drawn.append(path(vertical(x, frame.bottom, frame.bottom + 5), "c-axis"))
        drawn.append(text(x, frame.bottom + 20, words.x(value), "c-t", "middle"))
    return [*drawn, text(across, frame.bottom + 40, words.across, "c-t", "end"), text(0, 14, words.up, "c-t")]


def _band(frame: _Frame, drawn: Drawn) -> list[str]:
    if not drawn.band:
        return []
    over = "L".join(_at(frame, x, high) for x, _, high in drawn.band)
    under = "L".join(_at(frame, x, low) for x, low, _ in reversed(drawn.band))
    return [path(f"M{over}L{under}Z", "c-reach")]


def _cut(frame: _Frame, drawn: Drawn, words: Words) -> list[str]:
    if drawn.cut is None:
        return []
    x = frame.x(drawn.cut)
    half = width(words.cut, SIZE, bold=True) / 2
    middle = min(max(x, frame.left + half), frame.right - half)
    return [path(vertical(x, TOP, frame.bottom), "c-cut"), text(middle, TOP - 6, words.cut, "c-gold c-bg", "middle")]


def _line(frame: _Frame, curve: Curve) -> list[str]:
    line = path("M" + "L".join(_at(frame, x, y) for x, y in curve.points), "c-obs" if curve.strong else "c-lead")
    if len(curve.points) > MOST_DOTS:
        return [line]
    css = "c-dot" if curve.strong else "c-ring c-ring--thin"
    return [line, *(circle(frame.x(x), frame.y(y), 4 if curve.strong else 3, css) for x, y in curve.points)]


def _labels(frame: _Frame, curves: Sequence[Curve]) -> list[str]:
    """Each beside the end of its line, and where ends lie close, one above the other, none below the scale."""
    named = [curve for curve in curves if curve.label and curve.points]
    drawn, free = [], frame.bottom + APART
    for curve in sorted(named, key=lambda one: one.points[-1][1]):
        x, y = curve.points[-1]
        free = min(frame.y(y), free - APART)
        drawn.append(text(frame.x(x) + 8, free + 4.5, curve.label, "c-b" if curve.strong else "c-t"))
    return drawn


def _at(frame: _Frame, x: float, y: float) -> str:
    return f"{number(frame.x(x))} {number(frame.y(y))}"
