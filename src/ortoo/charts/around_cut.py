"""The people next to the cut line, in the order of the list: how near they lie to each other and to the line.

Where intervals of ranks are known the picture stands on ranks: a bar for what each true rank may be, a dot for the rank
found, and a pale ground under those whose bar reaches the line. Where none is known it stands on merits and claims no
interval. `wide` and `narrow` draw the same; a page holds both and shows the one that fits, beside the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, ornament, path, picture, rectangle, text, vertical
from ortoo.charts.lettering import width, wrapped
from ortoo.charts.merit_line.standing import grid

WIDE, NARROW = 1056, 288
HEIGHT, TOP, FOOT = 300, 30, 46
PHONE = 40
"""People that a phone shows."""
SIZE = 13
LINES = 5
BENT = 10
"""Times the seats."""


@dataclass(frozen=True)
class Person:
    """`place` on the list from 1; `merit` in thousandths; the true rank is from `low` to `high`, where known.

    `rank` is the rank found; None: the place. Quotas put somebody at another place than their rank.
    """

    place: int
    merit: int
    chosen: bool
    low: int | None = None
    high: int | None = None
    rank: int | None = None

    @property
    def found(self) -> int:
        return self.place if self.rank is None else self.rank


@dataclass(frozen=True)
class Around:
    """`people` by place, at least one; `seats` filled, at the merit `cut` (None: there is no such line)."""

    people: Sequence[Person]
    seats: int
    cut: int | None

    @property
    def known(self) -> bool:
        """Whether everybody's interval is."""
        return all(one.low is not None and one.high is not None for one in self.people)

    @property
    def bent(self) -> bool:
        """Whether ranks stand on a scale of powers of ten: where they reach so far that a plain one hides the line."""
        return self.known and max(one.high or 0 for one in self.people) > BENT * self.seats

    @property
    def borderline(self) -> list[Person]:
        """Those whose true rank may lie on either side of the last seat."""
        return [one for one in self.people if (one.low or 0) <= self.seats < (one.high or 0)]

    def nearest(self, most: int) -> Around:
        """The `most` people next to the line."""
        first = max(0, sum(one.place <= self.seats for one in self.people) - most // 2)
        return Around(self.people[first : first + most], self.seats, self.cut)


@dataclass(frozen=True)
class Words:
    """In the page's language; `points` writes thousandths, `whole` a place."""

    title: str
    finding: str
    cut: str
    places: str
    scale: str
    borderline: str
    points: Callable[[int], str]
    whole: Callable[[int], str]


@dataclass(frozen=True)
class _Frame:
    left: float
    right: float
    first: int
    last: int
    low: float
    high: float
    """What stands at the bottom and at the top, as it lies on the scale."""
    bent: bool

    def x(self, place: float) -> float:
        return self.left + (place - self.first + 0.5) / (self.last - self.first + 1) * (self.right - self.left)

    def y(self, value: float) -> float:
        return HEIGHT - FOOT - (lying(value, self.bent) - self.low) / (self.high - self.low) * (HEIGHT - FOOT - TOP)


def lying(value: float, bent: bool) -> float:
    """Where `value` lies on a plain scale, or on one of powers of ten."""
    return log10(value) if bent else value


def wide(around: Around, words: Words) -> SafeString:
    """With a name and the finding for who cannot see it."""
    return picture(WIDE, HEIGHT, "around wide", words.title, words.finding, _parts(around, words, WIDE))


def narrow(around: Around, words: Words) -> SafeString:
    return ornament(NARROW, HEIGHT, "narrow", _parts(around.nearest(PHONE), words, NARROW))


def _parts(around: Around, words: Words, across: int) -> list[str]:
    values = _values(around)
    written = _written(values, words.whole if around.known else words.points, around.bent)
    left = max(width(label, SIZE) for _, label in written) + 10
    people = around.people
    least, most = (lying(value, around.bent) for value in (min(values), max(values)))
    low, high = (most, least) if around.known else (least, most)
    room = (high - low) * 0.06 or 1
    frame = _Frame(left, across, people[0].place, people[-1].place, low - room, high + room, around.bent)
    line, said = _line(around, words, frame)
    return [
        *_ground(around, words, frame),
        *_scale(frame, written, words),
        *_places(words, frame),
        *line,
        *_people(around, frame),
        *said,
    ]


def _values(around: Around) -> list[int]:
    if around.known:
        ends = [end for one in around.people for end in (one.low, one.high, one.found) if end is not None]
        return [*ends, around.seats]
    return [*(one.merit for one in around.people), *([] if around.cut is None else [around.cut])]


def _written(values: Sequence[int], words: Callable[[int], str], bent: bool) -> list[tuple[int, str]]:
    """Round values, each as the scale writes it: at most LINES, or the powers of ten."""
    if bent:
        powers = (10**power for power in range(len(str(max(values)))))
        return [(value, words(value)) for value in powers if value >= min(values)]
    steps = grid(min(values), max(values)) or [min(values)]
    return [(value, words(value)) for value in steps[:: -(-len(steps) // LINES)]]


def _ground(around: Around, words: Words, frame: _Frame) -> list[str]:
    """Under the borderline, only where intervals say who it is."""
    if not around.known or not around.borderline:
        return []
    half = (frame.right - frame.left) / (frame.last - frame.first + 1) / 2
    begin, end = frame.x(around.borderline[0].place) - half, frame.x(around.borderline[-1].place) + half
    middle = min(
        max((begin + end) / 2, width(words.borderline, SIZE) / 2), frame.right - width(words.borderline, SIZE) / 2
    )
    return [
        rectangle(begin, TOP, end - begin, HEIGHT - FOOT - TOP, "c-border"),
        text(middle, 14, words.borderline, "c-gold", "middle"),
    ]


def _scale(frame: _Frame, written: Sequence[tuple[int, str]], words: Words) -> list[str]:
    lines = "".join(f"M{number(frame.left)} {number(frame.y(value))}H{number(frame.right)}" for value, _ in written)
    labels = [text(frame.left - 8, frame.y(value) + 4.5, label, "c-t", "end") for value, label in written]
    return [path(lines, "c-hair"), *labels]


def _places(words: Words, frame: _Frame) -> list[str]:
    foot = HEIGHT - FOOT
    drawn = [path(f"M{number(frame.left)} {foot}H{number(frame.right)}", "c-axis")]
    free = frame.left
    for place in sorted({frame.first, *range(frame.first + 9 - (frame.first + 9) % 10, frame.last + 1, 10)}):
        label, x = words.whole(place), frame.x(place)
        half = width(label, SIZE) / 2
        if x - half < free or x + half > frame.right:
            continue
        free = x + half + 14
        drawn += [path(vertical(x, foot, foot + 5), "c-axis"), text(x, foot + 20, label, "c-t", "middle")]
    return [*drawn, text(frame.left, foot + 40, words.places, "c-t"), text(0, 14, words.scale, "c-t")]


def _line(around: Around, words: Words, frame: _Frame) -> tuple[list[str], list[str]]:
    """The line, and its words above it on the right, where the dots have gone below it."""
    value = around.seats + 0.5 if around.known else around.cut
    if value is None:
        return [], []
    y = frame.y(value)
    said = wrapped(words.cut, (frame.right - frame.left) * 0.46, SIZE, 3, bold=True)
    first = y - 8 - 15 * (len(said) - 1)
    labels = [text(frame.right, first + 15 * row, line, "c-gold c-bg", "end") for row, line in enumerate(said)]
    return [path(f"M{number(frame.left)} {number(y)}H{number(frame.right)}", "c-cut")], labels


def _people(around: Around, frame: _Frame) -> list[str]:
    step = (frame.right - frame.left) / (frame.last - frame.first + 1)
    radius = min(4.5, max(1.8, step * 0.42))
    drawn = []
    for one in around.people:
        x = frame.x(one.place)
        y = frame.y(one.found if around.known else one.merit)
        if around.known and one.low is not None and one.high is not None:
            top, bottom = frame.y(one.low), frame.y(one.high)
            bar = min(6, step * 0.7)
            drawn.append(rectangle(x - bar / 2, top, bar, bottom - top, "c-reach", bar / 2))
        drawn.append(circle(x, y, radius, "c-dot" if one.chosen else "c-ring c-ring--thin"))
    return drawn
