"""The file of candidates: CSV with commas, XLSX or Parquet, every cell as text, with the row of each candidate."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.series import Texts
from ortoo.spreadsheets.cells import Cell, cell_text
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.separated import encoding_of
from ortoo.spreadsheets.table import LONGEST_CELL

if TYPE_CHECKING:
    import numpy as np
    import polars

_PARQUET = b"PAR1"
_Rows = Iterator[tuple[int, Sequence[Cell]]]
LARGE = 2_000_000
"""Bytes from which on it pays to load Polars for a CSV file."""


@dataclass(frozen=True)
class Candidates:
    """`columns` {name: cells as text} of those asked for; `rows` as a spreadsheet program counts them."""

    columns: dict[str, Sequence[str]]
    rows: Sequence[int]
    header: tuple[str, ...]
    sha256: str


def read_candidates(content: bytes, filename: str, wanted: Sequence[str]) -> Candidates:
    """The columns `wanted` of a file of candidates; others are not looked at. Raises Refusal with the place."""
    kind = filename.lower().rpartition(".")[2]
    if kind not in ("csv", "xlsx", "parquet"):
        raise Refusal("select.unknown_kind", file=filename)
    if not content.strip():
        raise Refusal("select.file_empty", file=filename)
    digest = hashlib.sha256(content).hexdigest()
    if kind == "parquet":
        return _parquet(content, filename, wanted, digest)
    if kind == "csv" and len(content) >= LARGE and (plain := _plain(content, filename, wanted, digest)) is not None:
        return plain
    header, numbered = _workbook(content, filename) if kind == "xlsx" else _separated(content, filename)
    places = _places(header, wanted)
    rows, lines = [], []
    for number, cells in numbered:
        rows.append(number)
        lines.append(
            [_cell(cells[place], number, name) if place < len(cells) else "" for name, place in places.items()]
        )
    columns: dict[str, Sequence[str]] = dict.fromkeys(places, ())
    if lines:
        columns = dict(zip(places, map(list, zip(*lines, strict=True)), strict=True))
    for name, column in columns.items():
        _refuse_long(name, column, rows)
    return Candidates(columns, rows, header, digest)


def _plain(content: bytes, filename: str, wanted: Sequence[str], digest: str) -> Candidates | None:
    """A CSV file that Polars reads as we would: no quotes, no empty line, the same number of cells in each row."""
    import polars

    text = content.removeprefix(codecs.BOM_UTF8)
    lines = text.count(b"\n") + (not text.endswith(b"\n"))
    first = text.partition(b"\n")[0].rstrip(b"\r")
    width = first.count(b",") + 1
    if width == 1 or lines == 1 or text.count(b",") != (width - 1) * lines or _is_odd(text):
        return None
    header = tuple(first.decode(encoding_of(content, filename)).split(","))
    places = _places(header, wanted)
    try:
        frame = polars.read_csv(text, has_header=False, skip_rows=1, infer_schema=False, quote_char=None)
    except polars.exceptions.PolarsError:
        return None
    if frame.shape != (lines - 1, width):
        return None
    columns = {name: frame.to_series(place).fill_null("") for name, place in places.items()}
    rows = range(2, 2 + frame.height)
    return None if _too_long(columns.values()) else Candidates(_held(columns), rows, header, digest)


def _is_odd(text: bytes) -> bool:
    """Whether quotes, empty lines, lone carriage returns or NUL bytes ask for a closer look."""
    if any(odd in text for odd in (b'"', b"\0", b"\n\n", b"\n\r")) or text.startswith((b"\n", b"\r")):
        return True
    return text.count(b"\r") != text.count(b"\r\n")


def _too_long(columns: Iterable[polars.Series]) -> bool:
    return any((column.str.len_chars() > LONGEST_CELL).any() for column in columns)


def _held(columns: dict[str, polars.Series]) -> dict[str, Sequence[str]]:
    return {name: Texts(column) for name, column in columns.items()}


def _places(header: tuple[str, ...], wanted: Sequence[str]) -> dict[str, int]:
    for name in wanted:
        if header.count(name) > 1:
            raise Refusal("select.column_twice", column=name)
    return {name: header.index(name) for name in wanted if name in header}


def _refuse_long(name: str, column: Iterable[str], rows: Sequence[int]) -> None:
    for row, cell in zip(rows, column, strict=True):
        if len(cell) > LONGEST_CELL:
            raise Refusal("select.cell_too_long", row=row, column=name, length=len(cell), longest=LONGEST_CELL)


def _separated(content: bytes, filename: str) -> tuple[tuple[str, ...], Iterator[tuple[int, list[str]]]]:
    """Header and numbered rows of a CSV file in UTF-8, with or without byte order mark, separated by commas."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Refusal("select.utf16", file=filename)
    text = content.decode(encoding_of(content, filename))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbered = _records(reader, filename)
    _, header = next(numbered, (0, []))
    if not header:
        raise Refusal("select.file_empty", file=filename)
    if len(header) == 1:
        for delimiter in ";\t|":
            if delimiter in header[0]:
                raise Refusal("select.wrong_delimiter", file=filename, delimiter=repr(delimiter)[1:-1])
    return tuple(header), _even(numbered, len(header))


def _records(reader: Iterator[list[str]], filename: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered records; empty lines count but are left out."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refusal("spreadsheets.broken_quotes", file=filename, row=number) from None
        if cells:
            yield number, cells


def _even(numbered: Iterable[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    for number, cells in numbered:
        if len(cells) != width:
            raise Refusal("select.row_length", row=number, found=len(cells), expected=width)
        yield number, cells


def _workbook(content: bytes, filename: str) -> tuple[tuple[str, ...], _Rows]:
    """Header and numbered rows of the first visible sheet with content."""
    sheet = read_table(content, filename).sheets[0]
    return sheet.header, iter(sheet.rows())


def _cell(cell: Cell, row: int, column: str) -> str:
    """A cell as text, a number as a person reads it. No date: spreadsheet programs make them of codes such as 3-1."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date | time | timedelta):
        raise Refusal("select.cell_is_date", row=row, column=column, value=cell_text(cell))
    return cell_text(cell)


def _parquet(content: bytes, filename: str, wanted: Sequence[str], digest: str) -> Candidates:
    import polars

    if not (content.startswith(_PARQUET) and content.endswith(_PARQUET)):
        raise Refusal("select.not_parquet", file=filename)
    try:
        header = tuple(polars.read_parquet_schema(io.BytesIO(content)))
        frame = polars.read_parquet(io.BytesIO(content), columns=[name for name in wanted if name in header])
    except (polars.exceptions.PolarsError, OSError):
        raise Refusal("select.not_parquet", file=filename) from None
    for name, kind in frame.schema.items():
        if kind.is_nested() or kind.is_temporal() or kind in (polars.Binary, polars.Object):
            raise Refusal("select.column_kind", column=name, kind=str(kind))
    columns = {name: _as_text(frame[name]) for name in frame.columns}
    rows = range(1, frame.height + 1)
    if _too_long(columns.values()):
        for name, column in columns.items():
            _refuse_long(name, column.to_list(), rows)
    return Candidates(_held(columns), rows, header, digest)


def _as_text(column: polars.Series) -> polars.Series:
    """Cells as text: numbers in their shortest form (a whole one without its point), nothing for null."""
    import numpy as np
    import polars

    if column.dtype == polars.String or column.dtype.is_integer():
        return column.cast(polars.String).fill_null("")
    if column.dtype in (polars.Float32, polars.Float64):
        kind = np.float32 if column.dtype == polars.Float32 else np.float64
        cells = ["" if value is None else _shortest(kind(value)) for value in column.to_list()]
    else:
        cells = ["" if value is None else value if isinstance(value, str) else cell_text(value) for value in column]
    return polars.Series(column.name, cells, dtype=polars.String)


def _shortest(value: np.floating[Any]) -> str:
    import numpy as np

    return np.format_float_positional(value, trim="-") if np.isfinite(value) else str(value)
