"""What both drawings share: the wedge of the magnification, and the axis with the neighbours."""

from __future__ import annotations

from ortoo.charts.drawing import number, path, rectangle, text, vertical
from ortoo.charts.merit_line.standing import Scale, Standing, Words, grid, nearest


def wedge(scale: Scale, close: Scale, top: float, bottom: float, height: float) -> list[str]:
    """From the small piece of the bar down to its magnification."""
    left, right = max(scale(close.low), 0), min(scale(close.high), scale.width)
    cone = (
        f"M{number(left)} {number(top)}L{number(right)} {number(top)}"
        f"L{number(scale.width)} {number(bottom)}L0 {number(bottom)}Z"
    )
    return [path(cone, "c-zoom"), rectangle(0, bottom, scale.width, height, "c-zoom")]


def axis(standing: Standing, words: Words, close: Scale, y: float, every: int) -> list[str]:
    """Round numbers below, one short upright line for each neighbour above; every `every`th number is written."""
    near = [merit for merit in nearest(standing) if close.low <= merit <= close.high]
    drawn = [path("".join(vertical(close(merit), y, y - 9) for merit in near), "c-tick")] if near else []
    drawn.append(path(f"M0 {number(y)}H{number(close.width)}", "c-axis"))
    for place, value in enumerate(grid(close.low, close.high)):
        at = close(value)
        drawn.append(path(vertical(at, y, y + 5), "c-axis"))
        if place % every == 0 and 24 < at < close.width - 24:
            drawn.append(text(at, y + 20, words.points(value), "c-t", "middle"))
    if near:
        drawn.append(text(0, y + 42, words.neighbours, "c-t"))
    return drawn
