"""The marks of the picture alone, beside the words that explain them."""

from __future__ import annotations

from typing import Literal

from django.utils.safestring import SafeString

from ortoo.charts.commitments.wide import diamond
from ortoo.charts.drawing import circle, ornament, path

Kind = Literal["done", "late", "missed", "chain", "to-come"]

MARKS: dict[Kind, tuple[int, str]] = {
    "done": (14, circle(7, 7, 6, "c-dot")),
    "late": (14, path(diamond(7, 7, 7), "c-late")),
    "missed": (24, path("M1 7H23M1 2v10", "delay")),
    "chain": (30, path("M0 7H30", "bindc")),
    "to-come": (14, circle(7, 7, 5, "nring")),
}


def key(kind: Kind) -> SafeString:
    """The mark of one kind; the long ones are wider."""
    width, drawn = MARKS[kind]
    return ornament(width, 14, f"key__mark key__mark--{width}", [drawn])
