"""A column: how a row's value is read, shown on the page, and written to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.multilingual.texts import TextIn
from ortoo.pages.components import Text

Kind = Literal["text", "figure", "rank", "whole", "thousandths", "day"]
NUMERIC = ("rank", "whole", "thousandths")


@dataclass(frozen=True)
class Column:
    """`value` reads a row. `kind` says how it is shown: thousandths are integers shown with three decimals, a figure is
    a number that the column wrote itself; a value that is a `Tag` is drawn as one. `second` is a quiet second line,
    `link` an address. `main` is the column that names the row. A file gets `export(row)` (of the same kind), or else
    the value; a tag gives its word. `second` is not in the file: give it a column of its own with `on_page=False`.
    """

    key: str
    heading: Text
    value: Callable[[Any], object]
    kind: Kind = "text"
    main: bool = False
    link: Callable[[Any], str | None] | None = None
    second: Callable[[Any], object] | None = None
    export: Callable[[Any], object] | None = None
    on_page: bool = True
    in_file: bool = True

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC

    @property
    def aligned(self) -> bool:
        """To the right, and on a phone behind its heading: a bare number says nothing."""
        return self.numeric or self.kind == "figure"


def shown(value: object, kind: Kind, language: str) -> str:
    """The value in the language of the page; None is an empty cell."""
    if value is None:
        return ""
    if kind == "thousandths" and isinstance(value, int):
        return thousandths_text(value, language)
    if kind in ("rank", "whole") and isinstance(value, int):
        return whole(value, language)
    if kind == "day" and isinstance(value, date):
        return date_text(value, language, short=True)
    return value if isinstance(value, TextIn) else str(value)


def filed(column: Column, row: Any) -> object:
    """The value as a file holds it: bare numbers, days, words; None is an empty cell."""
    value = column.export(row) if column.export else column.value(row)
    if value is None or column.numeric:
        return value
    if column.kind == "day":
        return value.date() if isinstance(value, datetime) else value
    return str(value)
