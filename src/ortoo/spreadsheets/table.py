"""A file as it was read, before anybody asks what its cells mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, cell_text

LONGEST_CELL = 32_767
"""Characters that a spreadsheet program keeps in one cell."""

NumberedRow = tuple[int, Sequence[Cell]]
"""The row number as a spreadsheet program shows it (the first row is 1), and the cells of that row."""

ESCAPED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True)
class Sheet:
    """One sheet with content. `header` are the cells of its first row with content, `header_row` is that row's number.

    `rows()` starts the rows below the header anew, without reading them into memory; empty rows are left out.
    `size` is about the number of rows, for progress. `separated`: from CSV, where a formula was defused when written.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Callable[[], Iterator[NumberedRow]] = field(repr=False)
    size: int
    separated: bool = False

    def plain(self, raw: Cell, row: int, index: int) -> Cell:
        """A cell as it was meant: without the apostrophe that defuses a formula in CSV. Too long a cell is refused."""
        if isinstance(raw, str):
            if len(raw) > LONGEST_CELL:
                place = self.header[index] if index < len(self.header) else letters(index)
                raise cell_too_long(self.name, row, place, len(raw))
            if self.separated and ESCAPED.match(raw):
                return raw[1:]
        return raw


@dataclass(frozen=True)
class Table:
    """A file with its sheets that have content, in order. A CSV file has one sheet that bears the file's name."""

    filename: str
    sheets: tuple[Sheet, ...]


def letters(index: int) -> str:
    """The letters of a column by its place: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_too_long(sheet: str, row: int, column: str, length: int) -> Refusal:
    return Refusal(
        "spreadsheets.cell_too_long", sheet=sheet, row=row, column=column, length=length, longest=LONGEST_CELL
    )


def has_content(cells: Sequence[Cell]) -> bool:
    return any(cell_text(cell) for cell in cells)


def headed(name: str, rows: Callable[[], Iterator[NumberedRow]], size: int, *, separated: bool = False) -> Sheet | None:
    """The sheet with its header found, or None if nothing is in it."""
    for number, cells in rows():
        if not has_content(cells):
            continue
        for index, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise cell_too_long(name, number, letters(index), len(cell))
        header = [" ".join(cell_text(cell).split()) for cell in cells]
        while header and not header[-1]:
            header.pop()
        return Sheet(name, tuple(header), number, _below(rows, number), size, separated)
    return None


def _below(rows: Callable[[], Iterator[NumberedRow]], header_row: int) -> Callable[[], Iterator[NumberedRow]]:
    def below() -> Iterator[NumberedRow]:
        for number, cells in rows():
            if number > header_row and has_content(cells):
                yield number, cells

    return below
