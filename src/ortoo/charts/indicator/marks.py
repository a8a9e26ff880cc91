"""The marks of the picture, each drawn on a frame: grid, path, line, gap, base, targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ortoo.charts.drawing import Anchor, circle, number, path, text, vertical
from ortoo.charts.indicator.frame import Frame, years_wanted, years_written
from ortoo.charts.indicator.story import Point, Story, Words

HALF = 8
"""Of a target's diamond."""
LETTER = 6.6
"""Width of one, about."""
ROOM_FOR_WORDS = 40
"""Between the latest figure and the path."""


def grid(frame: Frame, scale: Sequence[float], words: Words) -> list[str]:
    drawn = []
    for place, value in enumerate(scale):
        y = frame.y(value)
        css = "c-hair" if place else "c-axis"
        drawn.append(path(f"M{number(frame.left)} {number(y)}H{number(frame.right)}", css))
        drawn.append(text(frame.left - 8, y + 4, words.scale(value), "c-t", "end"))
    return drawn


def years(frame: Frame, story: Story, room: float) -> list[str]:
    drawn = []
    for year in years_written(frame, list(years_wanted(story, frame.first)), room):
        x = frame.x(year)
        drawn.append(path(vertical(x, frame.bottom, frame.bottom + 5), "c-axis"))
        drawn.append(text(x, frame.bottom + 21, year, "c-t", "middle"))
    return drawn


def asked(frame: Frame, story: Story) -> list[str]:
    """The path, dashed."""
    return [path(_line(frame, story.path), "c-path")]


def observed(frame: Frame, story: Story) -> list[str]:
    """The line of one edition, cut where its counting changed; every figure a dot, the latest a larger one."""
    shown = [point for point in story.observed if point[0] >= frame.first]
    pieces: list[list[Point]] = [shown[:1]]
    for before, point in pairwise(shown):
        if any(before[0] < year <= point[0] for year in story.broken):
            pieces.append([])
        pieces[-1].append(point)
    drawn = [path(_line(frame, piece), "c-obs") for piece in pieces if len(piece) > 1]
    drawn += [circle(frame.x(year), frame.y(value), 2.6, "c-dot") for year, value in shown[:-1]]
    drawn += [circle(frame.x(year), frame.y(value), 6, "c-dot") for year, value in shown[-1:]]
    return drawn


def latest_number(frame: Frame, story: Story, words: Words) -> list[str]:
    """On the side of the dot that the path does not take."""
    if story.latest is None or story.latest[0] < frame.first:
        return []
    year, value = story.latest
    y = frame.y(value) + (27 if _is_below(frame, story) else -13)
    return [text(frame.x(year) - 4, y, words.number(value), "c-n c-bg", "middle")]


def gap(frame: Frame, story: Story, words: Words, *, written: bool) -> list[str]:
    """From the latest figure to the path, only where it falls short; its words beside it, or beyond the number where
    the two are too near for words between them.
    """
    line = story.asked(story.latest[0]) if story.latest else None
    if not story.late or story.latest is None or line is None:
        return []
    x, begin, end = frame.x(story.latest[0]), frame.y(story.latest[1]), frame.y(line)
    drawn = [path(vertical(x, begin, end), "c-gap")]
    if not written:
        return drawn
    if abs(begin - end) > ROOM_FOR_WORDS:
        return [*drawn, text(x + 11, (begin + end) / 2 + 4, words.gap, "c-b c-late c-bg")]
    beyond = begin + 46 if _is_below(frame, story) else begin - 36
    return [*drawn, text(x - 4, beyond, words.gap, "c-b c-late c-bg", "middle")]


def _is_below(frame: Frame, story: Story) -> bool:
    """Whether the latest number stands under its dot: where the path runs above it, and there is room."""
    assert story.latest is not None
    line = story.asked(story.latest[0])
    return (line is None or line > story.latest[1]) and frame.y(story.latest[1]) + 30 < frame.bottom


def base(frame: Frame, story: Story, words: Words, *, written: bool) -> list[str]:
    """A short bar at the plan's base; its words on the side that the latest number leaves free, clear of every line."""
    x, y = frame.x(story.base[0]), frame.y(story.base[1])
    drawn = [path(f"M{number(x - 5)} {number(y)}h10", "c-base")]
    if not written:
        return drawn
    width = LETTER * max(len(words.base), len(words.base_note))
    leftwards = x - width > 0
    begin, end = (x - width, x + 8) if leftwards else (x - 8, x + width)
    seen = [*story.observed, *((year, story.asked(year) or 0) for year in range(story.base[0], story.targets[-1][0]))]
    near = [y, *(frame.y(value) for year, value in seen if begin <= frame.x(year) <= end)]
    anchor: Anchor = "end" if leftwards else "start"
    side = 5 if leftwards else -5
    if story.latest is None or _is_below(frame, story):
        foot = min(near) - 16
        return [*drawn, path(vertical(x, foot + 6, y - 5), "c-lead"), *_two(x + side, foot - 17, words, anchor)]
    head = max(near) + 26
    return [*drawn, path(vertical(x, y + 5, head - 14), "c-lead"), *_two(x + side, head, words, anchor)]


def targets(frame: Frame, story: Story, words: Words, *, spread: bool) -> list[str]:
    """Hollow diamonds, each with its number on the side that the path leaves free. `spread`: there is room beside."""
    drawn = []
    for place, (year, value) in enumerate(story.targets):
        x, y = frame.x(year), frame.y(value)
        shape = f"M{number(x)} {number(y - HALF)}l{HALF} {HALF}l-{HALF} {HALF}l-{HALF} -{HALF}Z"
        drawn.append(path(shape, "c-tgt"))
        dx, dy, anchor = _side(story, place, spread=spread)
        drawn.append(text(x + dx, y + dy, words.targets[year], "c-b c-bg", anchor))
    return drawn


def _side(story: Story, place: int, *, spread: bool) -> tuple[float, float, Anchor]:
    last = place == len(story.targets) - 1
    if last and spread:
        return 14, 5, "start"
    if last:
        return 6, -14, "end"
    if not story.rises:
        return 11, -7, "start"
    return (13, 14, "start") if place == 0 and spread else (-12, -3, "end")


def _two(x: float, y: float, words: Words, anchor: Anchor) -> Iterable[str]:
    return text(x, y, words.base, "c-i c-bg", anchor), text(x, y + 17, words.base_note, "c-t c-bg", anchor)


def _line(frame: Frame, points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(frame.x(year))} {number(frame.y(value))}" for year, value in points)
