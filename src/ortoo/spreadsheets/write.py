"""Writing CSV and XLSX so that reading them gives the same values, and no text ever becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Thousandths, cell_text
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.table import LONGEST_CELL, cell_too_long

Format = Literal["csv", "xlsx"]

MEDIA_TYPES: dict[Format, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
"""How a text starts that a spreadsheet program would run as a formula, also behind apostrophes we put there."""

BOM = "\ufeff"
"""Without it Excel reads a CSV file in the code page of the country, and Mongolian and Korean names fall apart."""

BATCH = 1_000

FIRST_SAFE_DAY = date(1900, 3, 1)
"""Excel has a 29 February 1900, so programs disagree on the days before; they are written as text."""


def csv_stream(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], language: str = "en") -> Iterator[bytes]:
    """CSV in pieces: UTF-8 with BOM, commas, CR LF. `rows` hold values by column name; None or absent is empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow([_defused(column.title(language)) for column in columns])
    for count, row in enumerate(rows, start=1):
        writer.writerow([_separated(column, row.get(column.name)) for column in columns])
        if count % BATCH == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def csv_bytes(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], language: str = "en") -> bytes:
    return b"".join(csv_stream(columns, rows, language))


def xlsx_bytes(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    language: str = "en",
    sheet: str = "Sheet1",
    hints: bool = False,
) -> bytes:
    """A workbook of one sheet with frozen headings. Text is written as text, thousandths as numbers with 3 decimals.

    `hints`: selecting a cell shows the help of its column.
    """
    from xlsxwriter import Workbook  # 60 ms, and most commands write no workbook

    content = io.BytesIO()
    workbook = Workbook(content, {"constant_memory": True, "strings_to_formulas": False})
    formats = {
        "head": workbook.add_format({"bold": True, "bottom": 1}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "thousandths": workbook.add_format({"num_format": "0.000"}),
        "text": workbook.add_format({"num_format": "@"}),
    }
    page = workbook.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        page.set_column(place, place, max(12, len(column.title(language)) + 2), _column_format(column, formats))
        if hints and column.help:
            page.data_validation(1, place, 1_048_575, place, _hint(column, language))
    try:
        for place, column in enumerate(columns):
            page.write_string(0, place, column.title(language), formats["head"])
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                _write_cell(page, number, place, column, row.get(column.name), formats)
    finally:
        workbook.close()  # also where a row is refused: the rows written so far lie in a temporary file
    return content.getvalue()


def template(layout: Layout, format: Format, language: str = "en") -> bytes:
    """An empty file with the headings of a layout; in a workbook, a selected cell shows what belongs there."""
    if format == "csv":
        return csv_bytes(layout.columns, (), language)
    return xlsx_bytes(layout.columns, (), language, hints=True)


def _separated(column: Column, value: Any) -> str:
    if value is None:
        return ""
    shown = column.parse.show(value)
    return _defused(shown) if isinstance(shown, str) and isinstance(value, str) else cell_text(shown)


def _defused(text: str) -> str:
    return f"'{text}" if DANGEROUS.match(text) else text


def _column_format(column: Column, formats: dict[str, Any]) -> Any:
    kind = type(column.parse).__name__.lower()
    return formats.get(kind)


def _write_cell(page: Any, number: int, place: int, column: Column, value: Any, formats: dict[str, Any]) -> None:
    if value is None:
        return
    shown = column.parse.show(value)
    if isinstance(column.parse, Thousandths):
        failed = page.write_number(number, place, value / 1000, formats["thousandths"])
    elif isinstance(shown, date) and shown >= FIRST_SAFE_DAY:
        failed = page.write_datetime(number, place, shown, formats["date"])
    elif isinstance(shown, int | float) and not isinstance(shown, bool):
        failed = page.write_number(number, place, shown)
    else:
        text = cell_text(shown)
        if len(text) > LONGEST_CELL:
            raise cell_too_long(page.get_name(), number + 1, column.name, len(text))
        failed = page.write_string(number, place, text)
    if failed:
        raise Refusal("spreadsheets.workbook_full", row=number + 1)


def _hint(column: Column, language: str) -> dict[str, Any]:
    """Excel allows 32 characters in the title of a hint and 255 in its text."""
    title, text = column.title(language)[:32], column.help[language][:255]
    return {"validate": "any", "input_title": title, "input_message": text}
