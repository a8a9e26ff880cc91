"""The few marks that all charts are made of."""

from __future__ import annotations

from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString

Anchor = Literal["start", "middle", "end"]


def number(value: float) -> str:
    """A coordinate to one decimal, as short as SVG allows."""
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.1f}"


def text(x: float, y: float, content: object, css: str, anchor: Anchor = "start") -> str:
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}"{placed} class="{css}">{escape(content)}</text>'


def path(data: str, css: str) -> str:
    return f'<path d="{data}" class="{css}"/>'


def vertical(x: float, top: float, bottom: float) -> str:
    """Path data of an upright line."""
    return f"M{number(x)} {number(top)}V{number(bottom)}"


def rectangle(x: float, y: float, width: float, height: float, css: str, radius: float = 0) -> str:
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}" height="{number(height)}"{rounded} '
        f'class="{css}"/>'
    )


def circle(x: float, y: float, radius: float, css: str = "") -> str:
    styled = f' class="{css}"' if css else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{styled}/>'


def picture(width: int, height: int, css: str, title: object, description: object, parts: list[str]) -> SafeString:
    """A whole drawing with a name and the finding in words; `css` also makes its ids unique on the page."""
    name = css.split()[0]
    return SafeString(
        f'<svg class="{css}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def ornament(width: int, height: int, css: str, parts: list[str]) -> SafeString:
    """A second drawing of the same, which a reader of words need not hear twice."""
    return SafeString(
        f'<svg class="{css}" viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
