"""What stands on a page in another language than it says: words by their script, outside what is marked with `lang`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

SCRIPTS = {"mn": r"А-Яа-яЁёӨөҮү", "en": r"A-Za-z", "ko": r"가-힣"}
"""Language -> its letters."""

SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "data-label", "label", "summary")
"""Attributes that are read to somebody."""

SILENT = ("script", "style", "code", "kbd", "samp", "pre", "textarea", "template")
"""Elements whose text is not language: programs, codes, commands, and what somebody has typed."""

UNMARKABLE = ("title", "desc", "text", "tspan", "option")
"""Elements in which nothing can be marked."""

VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


@dataclass
class Spoken(HTMLParser):
    """Every text and spoken attribute of a page with the language that holds there, in their order."""

    page: str
    said: list[tuple[str, str, str]] = field(default_factory=list)
    """(language, where, text)"""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.feed(self.page)

    @property
    def language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self.language)
        self.said += [(language, f"{tag}[{name}]", given[name]) for name in SPOKEN if given.get(name)]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.said.append((language, "input[value]", given.get("value", "")))
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open and any(one == tag for one, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if data.strip() and not any(tag in SILENT for tag in tags):
            self.said.append((self.language, tags[-1] if tags else "", " ".join(data.split())))


def foreign(page: str, language: str, known: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(where, text) of what is in another script than `language` writes, `known` left out, on a page of it.

    A title or a drawing may name what the page itself shows with its `lang`, for they can't mark it.
    """
    said = Spoken(page).said
    marked = sorted({text for its, _, text in said if its != language}, key=len, reverse=True)
    others = {one: re.compile(f"[{letters}]{{2,}}") for one, letters in SCRIPTS.items() if one != language}
    for its, where, text in said:
        if "<span" in text:
            yield where, f"markup in {text!r}"
        left = text
        for name in marked if where in UNMARKABLE or "[" in where else ():
            left = left.replace(name, " ")
        if its == language and any(pattern.search(known.sub(" ", left)) for pattern in others.values()):
            yield where, text
