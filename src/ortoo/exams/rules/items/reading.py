"""RESPONSES.csv, read: every refusal names the row and the column (docs/reference/items.md)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ortoo.exams.rules.items.responses import Responses, responses_of
from ortoo.multilingual.refusals import Refusal

COUNT = "n"
CELLS = {"1": 1, "0": 0, "": None}
MOST = 1_000_000_000
"""How often a pattern may occur."""
_WHOLE = re.compile(r"\A[0-9]{1,10}\Z", re.ASCII)


def responses_from_csv(text: str) -> Responses:
    """One row a person, one column an item, 0, 1 or empty; a column `n` says how often the pattern occurs.

    Rows are counted as a spreadsheet program does; empty lines are left out.
    """
    numbered = _records(text)
    _, header = next(numbered, (0, []))
    names = _names(header)
    counted = names.index(COUNT) if COUNT in names else None
    found: Counter[tuple[str, ...]] = Counter()
    for row, cells in numbered:
        if len(cells) != len(names):
            raise Refusal("items.row_length", row=row, found=len(cells), expected=len(names))
        count = 1
        if counted is not None:
            count = _count(row, cells.pop(counted))
        pattern = tuple(cells)
        if pattern not in found:
            _refuse_strange(row, pattern, [name for name in names if name != COUNT])
        found[pattern] += count
    patterns: Counter[tuple[int | None, ...]] = Counter()
    for pattern, count in found.items():
        patterns[tuple(CELLS[cell.strip()] for cell in pattern)] += count
    return responses_of([name for name in names if name != COUNT], patterns)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refusal("items.broken_quotes", row=row) from None
        if cells:
            yield row, cells


def _names(header: Sequence[str]) -> list[str]:
    names = [cell.strip() for cell in header]
    if not any(names):
        raise Refusal("items.file_empty")
    if len(names) == 1 and (strange := next((one for one in ";\t|" if one in header[0]), "")):
        raise Refusal("items.wrong_delimiter", delimiter=repr(strange)[1:-1])
    for place, name in enumerate(names, 1):
        if not name:
            raise Refusal("items.name_empty", place=place)
        if names.count(name) > 1:
            raise Refusal("items.column_twice", column=name)
    return names


def _count(row: int, cell: str) -> int:
    text = cell.strip()
    if not _WHOLE.match(text) or int(text) > MOST:
        raise Refusal("items.count", row=row, column=COUNT, value=cell, most=MOST)
    return int(text)


def _refuse_strange(row: int, pattern: Sequence[str], names: Sequence[str]) -> None:
    for name, cell in zip(names, pattern, strict=True):
        if cell.strip() not in CELLS:
            raise Refusal("items.not_zero_or_one", row=row, column=name, value=cell)
