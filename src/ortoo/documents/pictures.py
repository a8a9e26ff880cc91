"""A drawing of the house on paper. On the pages it is styled by class; here each class becomes attributes.

Letters on an upright page are larger than on the screen: a drawing 1056 units wide shrinks to the width of A4, and
nothing on paper should be smaller than seven points. On a page turned sideways it shrinks less, and they are as drawn.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SVG = "http://www.w3.org/2000/svg"
FONTS = 'font-family="Noto Sans, Noto Sans KR"'
RULE = re.compile(r"^((?:\.[\w-]+(?:, )?)+) \{ (.*) \}$", re.MULTILINE)
DECLARATION = re.compile(r"([\w-]+): ([^;]+);")
CLASSES = re.compile(r' class="([^"]*)"')
ENLARGED, AS_DRAWN = "15.5", "13"


def for_paper(svg: str, *, enlarged: bool = True) -> str:
    """The same drawing with its name space, and presentation attributes for its classes."""
    assert svg.startswith("<svg"), "a drawing begins with its svg element"
    end = svg.index(">") + 1
    opening = svg[:end] if "xmlns=" in svg[:end] else f'<svg xmlns="{SVG}"{svg[4:end]}'
    named = CLASSES.sub("", opening).replace(">", f" {FONTS}>", 1)
    return named + CLASSES.sub(lambda found: _attributes(found[1], enlarged), svg[end:])


@cache
def _attributes(classes: str, enlarged: bool) -> str:
    """As the cascade has it: of two that say the same, the later rule of the file."""
    wanted, said = set(classes.split()), {}
    for name, declarations in styles():
        if name in wanted:
            said.update(declarations)
    if not enlarged and said.get("font-size") == ENLARGED:
        said["font-size"] = AS_DRAWN
    return "".join(f' {name}="{value}"' for name, value in said.items())


@cache
def styles() -> tuple[tuple[str, dict[str, str]], ...]:
    """(class, attributes) in the order of the file, lengths without their unit."""
    written = (Path(__file__).parent / "papers" / "drawing.css").read_text("utf-8")
    return tuple(
        (name.strip().removeprefix("."), {key: value.removesuffix("px") for key, value in DECLARATION.findall(said)})
        for names, said in RULE.findall(written)
        for name in names.split(",")
    )
