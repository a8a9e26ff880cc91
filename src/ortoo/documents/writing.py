"""Values as the templates read them: numbers, shares and days written in the paper's language, shapes kept.

A number becomes {"value", "text"}, so that a template can both draw it and write it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text, whole


def _short(value: int, language: str) -> str:
    """Thousandths without the zeros behind them."""
    text = thousandths_text(value, language)
    return text.rstrip("0").rstrip(".,")


KINDS: Mapping[str, Callable[[int, str], str]] = {
    "points": thousandths_text,
    "score": lambda value, language: thousandths_text(value, language, 1),
    "share": lambda value, language: f"{_short(value * 100, language)}\N{NO-BREAK SPACE}%",
    "money": lambda value, language: thousandths_text(value, language, 0 if value % 1000 == 0 else 2),
    "whole": whole,
}


def written(value: object, language: str, kind: str = "whole") -> Any:
    """JSON of `value`: a dataclass by its fields, a tuple as a list, a day long and short."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return {"value": value, "text": KINDS[kind](value, language)}
    if isinstance(value, date):
        return {"long": date_text(value, language), "short": date_text(value, language, short=True)}
    if isinstance(value, tuple):
        return [written(each, language, kind) for each in value]
    assert is_dataclass(value)
    hints = get_type_hints(type(value), include_extras=True)
    return {
        each.name: written(getattr(value, each.name), language, kind_of(hints[each.name])) for each in fields(value)
    }


def kind_of(hint: object) -> str:
    """The kind of number that an annotation names, also inside `X | None`; "whole" where it names none."""
    for part in (hint, *get_args(hint)):
        named = [each for each in getattr(part, "__metadata__", ()) if each in KINDS]
        if named:
            return str(named[0])
    return "whole"
