"""Two bands, 1056 units wide: the parts end to end, and the neighbourhood of the cut line."""

from __future__ import annotations

from django.utils.safestring import SafeString

from ortoo.charts.drawing import Anchor, circle, number, path, picture, rectangle, text, vertical
from ortoo.charts.merit_line.axis import axis, wedge
from ortoo.charts.merit_line.standing import Scale, Standing, Words, close_scale, whole_scale, worth_magnifying

WIDTH = 1056


def wide(standing: Standing, words: Words) -> SafeString:
    """With a name and a description for who cannot see it."""
    scale = whole_scale(standing, WIDTH)
    parts = _bar(standing, words, scale)
    if not worth_magnifying(standing, WIDTH):
        return picture(WIDTH, 150, "merit wide", words.title, words.finding, [*parts, *_ends(standing, words, scale)])
    close = close_scale(standing, WIDTH)
    parts += wedge(scale, close, 104, 196, 204)
    parts.append(text(0, 184, words.magnified(round((scale.high - scale.low) / (close.high - close.low))), "c-t"))
    parts += _own(standing, words, close, 316)
    parts += _cut(standing, words, close, 316)
    parts += axis(standing, words, close, 400, every=1)
    return picture(WIDTH, 450, "merit wide", words.title, words.finding, parts)


def _bar(standing: Standing, words: Words, scale: Scale) -> list[str]:
    drawn: list[str] = []
    total, free = 0, 0.0
    for part in standing.parts:
        start, end = sorted((scale(total), scale(total + part.points)))
        total += part.points
        drawn.append(rectangle(start, 74, end - start - 2, 20, "c-dot"))
        # Words of a short part would run into those of the next: the table has them.
        if start >= free and end - start > 90:
            drawn += [text(start, 40, part.label, "c-b"), text(start, 60, part.how, "c-t")]
            drawn.append(text(start + 8, 89, words.points(part.points), "c-w"))
            free = start + 8 * max(len(part.label), len(part.how))
    if standing.cut is not None:
        place = scale(standing.cut)
        drawn += [path(vertical(place, 44, 104), "c-cut"), _beside(place, 36, words.cut, "c-gold")]
    return drawn


def _ends(standing: Standing, words: Words, scale: Scale) -> list[str]:
    """The numbers below the bar, where nothing is magnified."""
    drawn = [
        _beside(scale(standing.own), 120, words.own, "c-t"),
        _beside(scale(standing.own), 144, words.points(standing.own), "c-n"),
    ]
    if standing.cut is not None:
        drawn.append(_beside(scale(standing.cut), 126, words.points(standing.cut), "c-n c-n--gold"))
        drawn.append(_beside(scale(standing.cut), 146, words.gap, "c-b"))
    return drawn


def _own(standing: Standing, words: Words, close: Scale, y: float) -> list[str]:
    assert standing.cut is not None
    own, record = close(standing.own), close(standing.record)
    # Words stand on the side away from the cut line.
    side: Anchor = "end" if standing.own <= standing.cut else "start"
    drawn = [path(vertical(own, y - 70, y), "c-lead"), circle(own, y, 8, "c-dot")]
    at = own + (6 if side == "start" else -6)
    drawn += [text(at, y - 102, words.own, "c-t", side), text(at, y - 78, words.points(standing.own), "c-n", side)]
    if standing.adjustment:
        drawn = _adjustment(words, record, own, y) + drawn
    if abs(record - own) > 170:
        drawn += [
            path(vertical(record, y - 70, y - 8), "c-lead"),
            text(record, y - 102, words.record, "c-t", "middle"),
            text(record, y - 78, words.points(standing.record), "c-n", "middle"),
        ]
    return drawn


def _adjustment(words: Words, record: float, own: float, y: float) -> list[str]:
    """An arrow from the record to what was held against the cut."""
    turn = 16 if own > record else -16
    start = own - turn
    head = f"M{number(start)} {number(y - 5)}L{number(start + turn / 2)} {number(y)}L{number(start)} {number(y + 5)}Z"
    return [
        path(f"M{number(record)} {number(y)}H{number(start)}", "c-obs"),
        path(head, "c-dot"),
        circle(record, y, 7, "c-ring"),
        text((record + own) / 2, y + 30, words.adjustment, "c-t", "middle"),
    ]


def _cut(standing: Standing, words: Words, close: Scale, y: float) -> list[str]:
    assert standing.cut is not None
    cut = close(standing.cut)
    away = 12 if standing.own <= standing.cut else -12
    side: Anchor = "start" if away > 0 else "end"
    return [
        path(vertical(cut, 196, 400), "c-cut"),
        text(cut + away, y - 102, words.cut, "c-gold", side),
        text(cut + away, y - 78, words.points(standing.cut), "c-n c-n--gold", side),
        text(cut + away, y + 56, words.gap, "c-b", side),
    ]


def _beside(x: float, y: float, content: str, css: str) -> str:
    """Words beside an upright line, on the side where there is more room."""
    return text(x + 8, y, content, css) if x < WIDTH / 2 else text(x - 8, y, content, css, "end")
