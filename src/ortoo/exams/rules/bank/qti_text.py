"""Content of a QTI item as the HTML of a text: the interaction taken out, pictures of the package within."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from ortoo.exams.rules.bank.question import Image, Text

VOID = frozenset({"br", "col", "hr", "img", "source"})
NAMING = {"img": "src", "object": "data"}
"""Elements that name a file, and the attribute they do it by."""
LEFT_OUT = frozenset({"feedbackInline", "feedbackBlock", "rubricBlock", "templateInline", "templateBlock"})


@dataclass
class Content:
    """Turns elements into text. `files`: path of a picture from the item -> its bytes, None where there is none.
    `gap`: what stands for an interaction. `missing` and `left_out` fill with what was not taken over."""

    files: Callable[[str], bytes | None]
    gap: Callable[[Element], str | None]
    missing: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def text(self, *elements: Element) -> Text:
        images: dict[str, Image] = {}
        return Text("".join(self._inner(element, images) for element in elements), images=tuple(images.values()))

    def _inner(self, element: Element, images: dict[str, Image]) -> str:
        parts = [escape(element.text or "", quote=False)]
        for child in element:
            parts += [self._outer(child, images), escape(child.tail or "", quote=False)]
        return "".join(parts)

    def _outer(self, element: Element, images: dict[str, Image]) -> str:
        filled = self.gap(element)
        if filled is not None:
            prompt = element.find("prompt")
            return filled if prompt is None else self._inner(prompt, images) + filled
        if element.tag in LEFT_OUT:
            self.left_out.append(element.tag)
            return ""
        attributes = {name: value for name, value in element.items() if not name.startswith("{")}
        if name := NAMING.get(element.tag):
            attributes[name] = self._picture(attributes.get(name, ""), images)
        told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        closing = "" if element.tag in VOID else f"{self._inner(element, images)}</{element.tag}>"
        return f"<{element.tag}{told}>{closing}"

    def _picture(self, source: str, images: dict[str, Image]) -> str:
        """The address under which a text names a file that is now within it; what lies elsewhere stays there."""
        if urlsplit(source).scheme or not source:
            return source
        place = posixpath.normpath(posixpath.join("/", unquote(urlsplit(source).path)))
        content = self.files(unquote(urlsplit(source).path))
        if content is None:
            self.missing.append(source)
            return source
        folder, name = posixpath.split(place)
        images[place] = Image(name, content, folder if folder.endswith("/") else f"{folder}/")
        return f"@@PLUGINFILE@@{quote(place)}"
