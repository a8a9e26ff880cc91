"""A drawing of the house on paper. On the pages it is styled by class; here each class becomes attributes.

Letters on an upright page are larger than on the screen: a drawing 1056 units wide shrinks to the width of A4, and
nothing on paper should be smaller than seven points. On a page turned sideways it shrinks less, and a drawing made for
a phone stands beside others of its kind: there they are as drawn.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from ortoo.documents.values import Picture

SVG = "http://www.w3.org/2000/svg"
FONTS = 'font-family="Noto Sans, Noto Sans KR"'
RULE = re.compile(r"^((?:\.[\w-]+(?:, )?)+) \{ (.*) \}$", re.MULTILINE)
DECLARATION = re.compile(r"([\w-]+): ([^;]+);")
CLASSES = re.compile(r' class="([^"]*)"')
SAID = re.compile(r"<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", re.DOTALL)
ACROSS = re.compile(r'viewBox="0 0 (\d+)')
ROPE, BEFORE = 'class="rope"', 8
"""It runs over its edges on a page; paper cuts there, and its first ring needs so many units before the edge."""
ENLARGED, AS_DRAWN = "15.5", "13"
NARROW = 400
"""Units: so wide at most is a drawing that was made for a phone or for a third of a page."""


def picture_of(svg: str) -> Picture:
    """A drawing that carries its name and its finding: they are its words on paper too."""
    said = SAID.search(svg)
    assert said, "a drawing without a name needs words of its own"
    return Picture(svg, unescape(". ".join(said.groups())))


def ornament_of(svg: str) -> Picture:
    """A mark that stands beside its word, which says all of it."""
    return Picture(svg, "")


def on_paper(value: Any, *, sideways: bool) -> Any:
    """`value` with every drawing in it, however deep, as paper wants it."""
    if isinstance(value, Picture):
        return replace(value, svg=for_paper(value.svg, enlarged=not sideways and across(value.svg) > NARROW))
    if isinstance(value, tuple):
        return tuple(on_paper(each, sideways=sideways) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    found = {each.name: on_paper(getattr(value, each.name), sideways=sideways) for each in fields(value)}
    return replace(value, **found)


def across(svg: str) -> int:
    """Units from its left to its right."""
    found = ACROSS.search(svg)
    assert found, "a drawing says how large it is"
    return int(found[1])


def for_paper(svg: str, *, enlarged: bool = True) -> str:
    """The same drawing with its name space, and presentation attributes for its classes."""
    assert svg.startswith("<svg"), "a drawing begins with its svg element"
    end = svg.index(">") + 1
    opening = svg[:end] if "xmlns=" in svg[:end] else f'<svg xmlns="{SVG}"{svg[4:end]}'
    if ROPE in opening:
        opening = ACROSS.sub(lambda found: f'viewBox="-{BEFORE} 0 {int(found[1]) + BEFORE}', opening)
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
