"""The marks of the picture alone, beside the words that explain them."""

from __future__ import annotations

from typing import Literal

from django.utils.safestring import SafeString

from ortoo.charts.drawing import circle, ornament, path

Kind = Literal["observed", "path", "target", "base"]

MARKS: dict[Kind, tuple[int, str]] = {
    "observed": (30, path("M0 7H30", "c-obs") + circle(15, 7, 3.5, "c-dot")),
    "path": (30, path("M1 7H30", "c-path")),
    "target": (14, path("M7 1l6 6l-6 6l-6 -6Z", "c-tgt")),
    "base": (14, path("M0 7h14", "c-base")),
}


def key(kind: Kind) -> SafeString:
    """The mark of one kind; the long ones are wider."""
    width, drawn = MARKS[kind]
    return ornament(width, 14, f"key__mark key__mark--{width}", [drawn])
