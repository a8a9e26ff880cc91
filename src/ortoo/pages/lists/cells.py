"""Cells as markup, written without a template: a page has hundreds, and a template draws each in ten steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from ortoo.multilingual.texts import plain
from ortoo.pages.components import Tag, Text, tag_markup
from ortoo.pages.lists.columns import Column, shown


def options_markup(options: Iterable[tuple[str, Text]], chosen: str) -> SafeString:
    """The options of a choice; there may be as many as a country has public bodies."""
    return SafeString("".join(
        f'<option value="{conditional_escape(value)}"{" selected" if value == chosen else ""}>'
        f"{conditional_escape(plain(label))}</option>"
        for value, label in options
    ))  # fmt: skip


def drawer(columns: Sequence[Column], language: str) -> Callable[[Any], SafeString]:
    """A function that draws the cells of a row. What is the same in each row is written once."""
    pens = [(column, *_ends(column)) for column in columns]

    def cells(row: Any) -> SafeString:
        return SafeString("".join(_cell(column, begin, end, row, language) for column, begin, end in pens))

    return cells


def _ends(column: Column) -> tuple[str, str]:
    """How a cell begins, with %s for its class, and how it ends."""
    if column.main:
        return '<th scope="row" class="main">', "</th>"
    return f'<td%s data-label="{escape(str(column.heading)).replace("%", "%%")}">', "</td>"


def _cell(column: Column, begin: str, end: str, row: Any, language: str) -> str:
    value = column.value(row)
    tag = value if isinstance(value, Tag) else None
    opening = begin if column.main else begin % _class(column, tag)
    return f"{opening}{_content(column, row, value, tag, language)}{_second(column, row, language)}{end}"


def _class(column: Column, tag: Tag | None) -> str:
    if column.aligned:
        return ' class="r rk"' if column.kind == "rank" else ' class="r"'
    if column.kind == "day":
        return ' class="d"'
    return ' class="st"' if tag else ""


def _content(column: Column, row: Any, value: object, tag: Tag | None, language: str) -> str:
    if tag:
        return tag_markup(tag)
    text = conditional_escape(shown(value, column.kind, language))
    address = column.link(row) if column.link else None
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def _second(column: Column, row: Any, language: str) -> str:
    second = shown(column.second(row) or "", "text", language) if column.second else ""
    return f"<span>{conditional_escape(second)}</span>" if second else ""
