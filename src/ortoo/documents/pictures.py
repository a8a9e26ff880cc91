"""A drawing of the house on paper. Its styles are classes of the web pages; here they are given with it.

Letters are larger than on the screen: a drawing 1056 units wide shrinks to the width of A4, and nothing on paper
should be smaller than seven points.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

SVG = "http://www.w3.org/2000/svg"


def for_paper(svg: str) -> str:
    """The same drawing with its name space and its styles inside."""
    assert svg.startswith("<svg"), "a drawing begins with its svg element"
    end = svg.index(">") + 1
    opening = svg[:end] if "xmlns=" in svg[:end] else f'<svg xmlns="{SVG}"{svg[4:end]}'
    return f"{opening}<style>{styles()}</style>{svg[end:]}"


@cache
def styles() -> str:
    return (Path(__file__).parent / "papers" / "drawing.css").read_text("utf-8")
