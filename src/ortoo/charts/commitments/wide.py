"""The picture, 1056 units wide: months across, one lane for each body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from ortoo.charts.commitments.labels import SIZE, Drop, Label, placed
from ortoo.charts.commitments.story import HandOver, Story, Words
from ortoo.charts.drawing import circle, number, path, picture, text, vertical
from ortoo.charts.lettering import Box, width, wrapped

WIDTH, LEFT, RIGHT = 1056, 196, 1040
TOP, STEP = 70, 66
NEAREST_MONTHS = 58
"""Names of months stand at least so far apart."""
NEAREST_DROPS = 15


class _Frame:
    """Where days and bodies lie."""

    def __init__(self, story: Story) -> None:
        self.story, self.lanes = story, story.arranged()
        self.first, self.last = story.first, story.last
        self.places = {lane.code: TOP + STEP * at for at, lane in enumerate(self.lanes)}
        self.bottom = TOP + STEP * (len(self.lanes) - 1)
        self.height = self.bottom + 66
        self.drops = self._drops()

    def x(self, day: date) -> float:
        return LEFT + (day - self.first).days / (self.last - self.first).days * (RIGHT - LEFT)

    def span(self, one: HandOver) -> tuple[float, float]:
        low, high = sorted((self.places[one.giver], self.places[one.receiver]))
        return low, high

    def _drops(self) -> dict[str, float]:
        """Code -> x. Drops that would lie in each other are moved apart, the later to the right."""
        found: dict[str, float] = {}
        spans: list[tuple[float, float, float]] = []
        for one in sorted(self.story.hand_overs, key=lambda one: (one.at, one.code)):
            x, (low, high) = self.x(one.at), self.span(one)
            while any(abs(x - at) < NEAREST_DROPS and low <= end and begin <= high for at, begin, end in spans):
                x += 1
            spans.append((x, low, high))
            found[one.code] = x
        return found


def wide(story: Story, words: Words) -> SafeString:
    """With a name and a description for who cannot see it. Of a story with at least one hand-over."""
    frame = _Frame(story)
    parts = [*_months(frame, words), *_lanes(frame), *_today(frame, words)]
    parts += [_chain(frame)] if story.chain else []
    labels = _labels(frame)
    for one in story.hand_overs:
        parts += _drop(frame, one)
    for one in story.hand_overs:
        parts += _words(frame, one, labels)
    return picture(WIDTH, frame.height, "story wide", words.title, words.finding, parts)


def _months(frame: _Frame, words: Words) -> list[str]:
    """Each with its line, as far as their names have room; a year is named once."""
    parts: list[str] = []
    free, year = 0.0, 0
    day = _next_month(frame.first)
    while day < frame.last:
        x, name = frame.x(day), words.month(day, day.year != year)
        if x >= free and x + 5 + width(name, SIZE) <= WIDTH:
            parts += [path(vertical(x, 34, frame.bottom + 28), "c-hair"), text(x + 5, 28, name, "c-t")]
            free, year = x + max(NEAREST_MONTHS, 18 + width(name, SIZE)), day.year
        day = _next_month(day)
    return parts


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _lanes(frame: _Frame) -> list[str]:
    parts = []
    for lane in frame.lanes:
        y = frame.places[lane.code]
        parts.append(path(f"M{LEFT - 12} {y}H{RIGHT}", "lane"))
        parts.append(text(0, y - 7, lane.code, "c-b"))
        parts += [
            text(0, y + 9 + 14 * at, line, "c-t") for at, line in enumerate(wrapped(lane.name, LEFT - 22, SIZE, 3))
        ]
    return parts


def _today(frame: _Frame, words: Words) -> list[str]:
    if frame.story.is_past:
        return []
    x = frame.x(frame.story.today)
    return [
        path(vertical(x, 34, frame.height - 22), "today"),
        text(min(max(x, LEFT), RIGHT - 60), frame.height - 8, words.today, "c-b", "middle"),
    ]


def _chain(frame: _Frame) -> str:
    by_code = {one.code: one for one in frame.story.hand_overs}
    data = ""
    for code in frame.story.chain:
        one, x = by_code[code], frame.drops[code]
        begin, end = frame.places[one.giver], frame.places[one.receiver]
        data += f"{'H' + number(x) if data else 'M' + number(x) + ' ' + str(begin)}V{begin}V{end}"
    return path(data, "bindc")


def _drop(frame: _Frame, one: HandOver) -> list[str]:
    x, begin, end = frame.drops[one.code], frame.places[one.giver], frame.places[one.receiver]
    bound = one.code in frame.story.chain
    parts = []
    if not bound:
        parts.append(path(f"M{number(x)} {begin}V{end}", "c-obs" if one.state == "done" else "todo"))
    parts += _missed(frame, one, x, end)
    parts.append(circle(x, begin, 3, "c-goldfill" if bound else "c-dot" if one.state == "done" else "stub"))
    if one.state == "late":
        parts.append(path(diamond(x, end, 10), "c-late"))
    elif one.state == "done":
        parts.append(circle(x, end, 6.5, "c-dot"))
    else:
        parts.append(circle(x, end, 6.5, "gring" if bound else "nring"))
    return parts


def _missed(frame: _Frame, one: HandOver, x: float, y: float) -> list[str]:
    """Only the part that is late: up to the hand-over, or up to today."""
    if one.due is None:
        return []
    begin, end = (frame.x(one.due), x) if one.state == "done" else (x, frame.x(frame.story.today))
    foot = f"M{number(begin)} {number(y - 5)}v10" if one.state == "done" else ""
    return [path(f"M{number(begin)} {number(y)}H{number(end)}{foot}", "delay")]


def diamond(x: float, y: float, half: float) -> str:
    size = number(half)
    return f"M{number(x)} {number(y - half)}l{size} {size}l-{size} {size}l-{size} -{size}Z"


def _labels(frame: _Frame) -> dict[str, Label]:
    """The chain first: it is what the picture is about."""
    chain = list(frame.story.chain)
    ordered = sorted(frame.story.hand_overs, key=lambda one: (one.code not in chain, one.at, one.code))
    drops = [Drop(one.code, one.label, frame.drops[one.code], _gaps(frame, one)) for one in ordered]
    return placed(drops, _taken(frame), LEFT, WIDTH)


def _gaps(frame: _Frame, one: HandOver) -> tuple[float, ...]:
    """Bands between lanes along the drop, from the receiver's end; then below and above it."""
    low, high = frame.span(one)
    within = [low + STEP * at + 6 for at in range(int(high - low) // STEP)]
    ordered = within if frame.places[one.receiver] == low else within[::-1]
    outside = [top for top in (high + 8, low - STEP + 6) if top > 34]
    return (*ordered, *outside)


def _taken(frame: _Frame) -> Sequence[Box]:
    x = frame.x(frame.story.today)
    boxes = [] if frame.story.is_past else [Box(x - 3, 34, x + 3, frame.height - 22)]
    for one in frame.story.hand_overs:
        low, high = frame.span(one)
        at = frame.drops[one.code]
        boxes.append(Box(at - 8, low - 8, at + 8, high + 8))
        if one.due:
            begin, end = sorted((frame.x(one.due), at if one.state == "done" else x))
            y = frame.places[one.receiver]
            boxes.append(Box(begin - 2, y - 6, end + 2, y + 6))
    boxes += [Box(LEFT, y - 4, RIGHT, y + 4) for y in frame.places.values()]
    return boxes


def _words(frame: _Frame, one: HandOver, labels: dict[str, Label]) -> list[str]:
    label = labels.get(one.code)
    if label is None:
        return []
    css = "c-b c-late" if one.state == "late" else "c-gold" if one.code in frame.story.chain else "c-b"
    lines = [text(label.x, label.y + 15 * at, line, "c-i halo", label.anchor) for at, line in enumerate(label.lines, 1)]
    return [text(label.x, label.y, one.code, f"{css} halo", label.anchor), *lines]
