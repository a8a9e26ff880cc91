"""For a phone: 288 units wide, so that 13 stays 13 on the smallest; the parts one below the other."""

from __future__ import annotations

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, number, ornament, path, rectangle, text, vertical
from ortoo.charts.merit_line.axis import axis, wedge
from ortoo.charts.merit_line.standing import Scale, Standing, Words, close_scale, whole_scale, worth_magnifying

WIDTH = 288
ROW = 62
ROOM = 96
"""What a large number needs."""


def narrow(standing: Standing, words: Words) -> SafeString:
    """Stands beside the wide one on the page, so it says nothing to who only listens."""
    scale = whole_scale(standing, WIDTH)
    foot = 16 + ROW * len(standing.parts)
    parts = _rows(standing, words, scale)
    if standing.cut is not None:
        parts.append(path(vertical(scale(standing.cut), 4, foot), "c-cut"))
    if not worth_magnifying(standing, WIDTH):
        return ornament(WIDTH, foot + 70, "narrow", [*parts, *_ends(standing, words, foot)])
    close = close_scale(standing, WIDTH)
    top = foot + 44
    parts += wedge(scale, close, foot, top, 188)
    parts += _neighbourhood(standing, words, close, top)
    parts += axis(standing, words, close, top + 188, every=2)
    return ornament(WIDTH, top + 236, "narrow", parts)


def _rows(standing: Standing, words: Words, scale: Scale) -> list[str]:
    drawn: list[str] = []
    total = 0
    edge = WIDTH if standing.cut is None or scale(standing.cut) < 200 else scale(standing.cut) - 8
    for place, part in enumerate(standing.parts):
        y = 16 + ROW * place
        start, end = sorted((scale(total), scale(total + part.points)))
        total += part.points
        drawn += [
            text(0, y, part.label, "c-b"),
            text(edge, y, words.points(part.points), "c-b", "end"),
            text(0, y + 18, part.how, "c-t"),
            rectangle(start, y + 26, end - start - 1, 10, "c-dot"),
        ]
    return drawn


def _ends(standing: Standing, words: Words, foot: float) -> list[str]:
    """The numbers below the rows, where nothing is magnified: own on the left, the cut on the right."""
    drawn = [text(0, foot + 18, words.own, "c-t"), text(0, foot + 42, words.points(standing.own), "c-n")]
    if standing.cut is not None:
        drawn.append(text(WIDTH, foot + 18, words.cut, "c-gold", "end"))
        drawn.append(text(WIDTH, foot + 42, words.points(standing.cut), "c-n c-n--gold", "end"))
        drawn.append(text(0, foot + 64, words.gap, "c-b"))
    return drawn


def _neighbourhood(standing: Standing, words: Words, close: Scale, top: float) -> list[str]:
    """The cut's words on top, one's own below them, so that neither line runs through the other's words."""
    assert standing.cut is not None
    y = top + 150
    own, record, cut = close(standing.own), close(standing.record), close(standing.cut)
    below = standing.own <= standing.cut
    drawn = [
        path(vertical(cut, top, top + 188), "c-cut"),
        path(vertical(own, top + 118, y), "c-lead"),
        *_words(
            cut, top + 30, words.cut, words.points(standing.cut), rightwards=below, css=("c-gold", "c-n c-n--gold")
        ),
        *_words(own, top + 86, words.own, words.points(standing.own), rightwards=not below, css=("c-t", "c-n")),
        circle(own, y, 7, "c-dot"),
    ]
    if standing.adjustment:
        drawn += [path(f"M{number(record)} {number(y)}H{number(own)}", "c-obs"), circle(record, y, 6, "c-ring")]
    return drawn


def _words(x: float, y: float, label: str, points: str, *, rightwards: bool, css: tuple[str, str]) -> list[str]:
    """A label over a number beside an upright line, on the wished side if there is room."""
    if rightwards and x > WIDTH - ROOM:
        rightwards = False
    elif not rightwards and x < ROOM:
        rightwards = True
    if rightwards:
        return [text(x + 8, y, label, css[0]), text(x + 8, y + 23, points, css[1])]
    return [text(x - 8, y, label, css[0], "end"), text(x - 8, y + 23, points, css[1], "end")]
