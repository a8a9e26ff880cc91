"""What a cell may hold: each parser reads one cell into a value, and shows a value so that reading it gives it back.

A parser gets a cell that is not empty, raises `Refusal` with a code and values but no place (the rows add the place),
and never rounds, guesses or shortens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from ortoo.multilingual.refusals import Refusal

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""One cell as read: text from CSV; text, number, yes/no, date or time from XLSX. Empty is "" or None."""

Titles = Mapping[str, str | tuple[str, ...]]
"""Language -> accepted words, the first of them the one that is written."""


class Parser(Protocol):
    """Reads a cell into a value and shows it again: `parse(parse.show(value)) == value`."""

    def __call__(self, raw: Cell) -> Any: ...

    def show(self, value: Any) -> Cell: ...


def cell_text(raw: Cell) -> str:
    """A cell as the text that its reader sees: 1001.0 is "1001", a number has the 15 digits that Excel keeps."""
    if isinstance(raw, str):
        return unicodedata.normalize("NFC", raw).strip()
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else format(raw, ".15g")
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    return raw.isoformat() if isinstance(raw, date | time) else str(raw)


def words_of(titles: Titles) -> dict[str, tuple[str, ...]]:
    """The accepted words of each language, always as a tuple."""
    return {language: (words,) if isinstance(words, str) else tuple(words) for language, words in titles.items()}


def folded(text: str) -> str:
    """A heading or a choice as it is compared: case, spaces around and doubled spaces do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


INVISIBLE = {"Cc", "Cf"}
"""Control and format characters: two ids that differ in one of them look the same, and a database may refuse them."""


@dataclass(frozen=True)
class Text:
    """Text in composed form (NFC), without spaces around, of at most `longest` characters, none of them invisible."""

    longest: int = 200
    lines: bool = False
    """Whether line breaks may stay inside."""

    def __call__(self, raw: Cell) -> str:
        text = cell_text(raw)
        if "\r" in text:
            # XML turns the line ends of Windows into plain ones; so does this, for CSV and XLSX to agree.
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > self.longest:
            raise Refusal("spreadsheets.text_too_long", longest=self.longest, length=len(text))
        if not text.isprintable():
            for character in text:
                if unicodedata.category(character) in INVISIBLE and not (self.lines and character in "\n\t"):
                    raise Refusal("spreadsheets.invisible_character", character=f"U+{ord(character):04X}")
        return text

    def show(self, value: str) -> Cell:
        return value


WHOLE = re.compile(r"([+-]?)([0-9]+)")
DECIMAL = re.compile(r"([+-]?)([0-9]+)(?:[.,]([0-9]+))?")


def _number(raw: Cell, pattern: re.Pattern[str], code: str) -> re.Match[str]:
    """The sign, digits and decimals of a cell. Neither NaN nor infinity nor an exponent is a number here."""
    if not isinstance(raw, str | float | int) or isinstance(raw, bool):
        raise Refusal(code)
    found = pattern.fullmatch(cell_text(raw).replace("\N{MINUS SIGN}", "-"))
    if found is None:
        raise Refusal(code)
    return found


def thousandths_shown(value: int) -> str:
    """Integer thousandths as plain text with three decimals and a full stop: -207 is "-0.207"."""
    whole, part = divmod(abs(value), 1000)
    return f"{'-' if value < 0 else ''}{whole}.{part:03d}"


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`, both included."""

    low: int = 0
    high: int = 10**9

    def __call__(self, raw: Cell) -> int:
        sign, digits = _number(raw, WHOLE, "spreadsheets.not_whole").groups()
        value = self.high + 1 if len(digits) > 18 else int(digits)
        value = -value if sign == "-" else value
        if not self.low <= value <= self.high:
            raise Refusal("spreadsheets.out_of_range", low=str(self.low), high=str(self.high))
        return value

    def show(self, value: int) -> Cell:
        return value


@dataclass(frozen=True)
class Thousandths:
    """A decimal as integer thousandths from `low` to `high` (thousandths, included): "78.12" and "78,12" are 78120.

    More than three decimals are refused, also when they are zeros: nothing is rounded.
    """

    low: int = 0
    high: int = 10**12

    def __call__(self, raw: Cell) -> int:
        sign, digits, decimals = _number(raw, DECIMAL, "spreadsheets.not_decimal").groups()
        if decimals is not None and len(decimals) > 3:
            raise Refusal("spreadsheets.too_many_decimals")
        size = 10**18 if len(digits) > 15 else int(digits) * 1000 + int((decimals or "").ljust(3, "0"))
        value = -size if sign == "-" else size
        if not self.low <= value <= self.high:
            low, high = thousandths_shown(self.low), thousandths_shown(self.high)
            raise Refusal("spreadsheets.out_of_range", low=low, high=high)
        return value

    def show(self, value: int) -> Cell:
        return thousandths_shown(value)


YEAR_FIRST = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\. ?([0-9]{1,2})\. ?)([0-9]{1,2})\.?")
DAY_FIRST = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
EITHER_FIRST = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")


@dataclass(frozen=True)
class Date:
    """A day: 2022-12-31, 2022/12/31, 2022.12.31, 31.12.2022, or a date cell of a spreadsheet.

    03/04/2022 is refused, because it is two days; 31/12/2022 is one day only and accepted.
    """

    first: date = date(1900, 1, 1)
    last: date = date(2199, 12, 31)

    def __call__(self, raw: Cell) -> date:
        day = self._day(raw)
        if not self.first <= day <= self.last:
            raise Refusal("spreadsheets.date_out_of_range", first=self.first.isoformat(), last=self.last.isoformat())
        return day

    def show(self, value: date) -> Cell:
        return value

    def _day(self, raw: Cell) -> date:
        if isinstance(raw, datetime):
            if raw.time() != time():
                raise Refusal("spreadsheets.date_with_time")
            return raw.date()
        if isinstance(raw, date):
            return raw
        if not isinstance(raw, str):
            raise Refusal("spreadsheets.date_as_number")
        text = cell_text(raw)
        if found := YEAR_FIRST.fullmatch(text):
            year, *months, day = found.groups()
            return _one_of([(year, next(month for month in months if month), day)])
        if found := DAY_FIRST.fullmatch(text):
            day, month, year = found.groups()
            return _one_of([(year, month, day)])
        if found := EITHER_FIRST.fullmatch(text):
            left, _, right, year = found.groups()
            return _one_of([(year, right, left), (year, left, right)])
        raise Refusal("spreadsheets.not_date")


def _one_of(readings: list[tuple[str, str, str]]) -> date:
    """The one day that the readings (year, month, day) allow."""
    days = set()
    for year, month, day in readings:
        try:
            days.add(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    if len(days) > 1:
        first, second = (day.isoformat() for day in sorted(days))
        raise Refusal("spreadsheets.ambiguous_date", first=first, second=second)
    if not days:
        raise Refusal("spreadsheets.no_such_day")
    return days.pop()


@dataclass(frozen=True)
class Choice:
    """One of a few codes; the code itself and its words in any language are accepted, the code is written."""

    choices: Mapping[str, Titles]
    known: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known: dict[str, str] = {}
        for code, titles in self.choices.items():
            for word in (code, *(word for words in words_of(titles).values() for word in words)):
                assert known.setdefault(folded(word), code) == code, f"{word} names two choices"
        object.__setattr__(self, "known", known)

    def __call__(self, raw: Cell) -> str:
        code = self.known.get(folded(cell_text(raw)))
        if code is None:
            raise Refusal("spreadsheets.not_choice", choices=", ".join(self.choices))
        return code

    def show(self, value: str) -> Cell:
        return value


YES = {"yes", "y", "true", "1", "тийм", "예", "네"}
NO = {"no", "n", "false", "0", "үгүй", "아니요", "아니오"}


@dataclass(frozen=True)
class YesNo:
    """Yes or no, in three languages, as 1 or 0, or as a yes/no cell of a spreadsheet."""

    def __call__(self, raw: Cell) -> bool:
        word = folded(cell_text(raw))
        if word in YES:
            return True
        if word in NO:
            return False
        raise Refusal("spreadsheets.not_yes_no")

    def show(self, value: bool) -> Cell:
        return "yes" if value else "no"
