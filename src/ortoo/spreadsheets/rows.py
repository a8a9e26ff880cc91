"""From a `Table` and a `Layout` to rows of values, with every problem named by sheet, row, column and value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ortoo.multilingual import refusals
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, cell_text
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.table import Sheet, Table, letters

Progress = Callable[[int, int], None]
"""Called with rows read so far and about how many there are."""

MOST_PROBLEMS = 1_000
"""After so many problems reading stops: the file is refused as a whole anyway, and nobody reads more of them."""

STEP = 2_000
"""Rows between two calls of `progress`."""

REMEMBERED = 50_000
"""Values of a column that are kept parsed."""


@dataclass(frozen=True)
class RowProblem:
    """Something in one cell or row that can't be taken. `column` is the heading as it stands in the file, or ""."""

    sheet: str
    row: int
    column: str
    value: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """The whole sentence: sheet, row, column, value and what to do. The registry's sentence has these places."""
        place = {"sheet": self.sheet, "row": self.row, "column": self.column, "value": self.value}
        return refusals.sentence(self.code, language, place | self.values)


class Row(dict[str, Any]):
    """The values of one row by column name, with its place in the file: `row.sheet`, `row.number`."""

    __slots__ = ("headings", "number", "sheet")

    def __init__(self, values: dict[str, Any], sheet: str, number: int, headings: dict[str, str]) -> None:
        super().__init__(values)
        self.sheet = sheet
        self.number = number
        self.headings = headings
        """Column name -> heading in the file; one dictionary for all rows of a sheet."""

    def problem(self, column: str, code: str, value: object = None, **values: Any) -> RowProblem:
        """A problem with the value of `column` that only its receiver can see, such as an unknown official."""
        shown = cell_text(self.get(column) if value is None else value)  # type: ignore[arg-type]
        return RowProblem(self.sheet, self.number, self.headings.get(column, column), shown, code, values)


def parse_rows(table: Table, layout: Layout, progress: Progress | None = None) -> tuple[list[Row], list[RowProblem]]:
    """Rows with a value for every column of the layout, and the problems. A row with a problem is not among the rows.

    Raises `Refusal` where the headings are wrong, a cell is too long, or no sheet has a row below its headings.
    """
    rows: list[Row] = []
    problems: list[RowProblem] = []
    total = sum(sheet.size for sheet in table.sheets)
    readers = [_SheetReader(sheet, layout) for sheet in table.sheets]
    count = 0
    for reader in readers:
        for number, cells in reader.sheet.rows():
            count += 1
            row = reader.read(number, cells, problems)
            if row is not None:
                rows.append(row)
            elif len(problems) >= MOST_PROBLEMS:
                problems.append(RowProblem(reader.sheet.name, number, "", "", "spreadsheets.too_many_problems"))
                return rows, problems
            if progress is not None and count % STEP == 0:
                progress(count, max(total, count))
    if not count:
        raise Refusal("spreadsheets.no_rows", file=table.filename)
    if progress is not None:
        progress(count, count)
    return rows, problems


class _SheetReader:
    """Reads the rows of one sheet. Equal cells of a column are parsed once: most columns repeat a few values."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.sheet = sheet
        self.columns = _placed(sheet, layout)
        self.headings = {column.name: sheet.header[index] for index, column in self.columns}
        self.empty = {column.name: None for column in layout.columns}
        self.plan: list[tuple[int, str, Column, dict[Any, Any]]] = [
            (index, column.name, column, {}) for index, column in self.columns
        ]
        self.width = len(sheet.header)
        self.unheaded = [index for index, heading in enumerate(sheet.header) if not heading]

    def read(self, number: int, cells: Sequence[Cell], problems: list[RowProblem]) -> Row | None:
        row = Row(self.empty, self.sheet.name, number, self.headings)
        sound = True
        width = len(cells)
        if width > self.width or self.unheaded:
            sound = self._nothing_unheaded(number, cells, problems)
        for index, name, column, seen in self.plan:
            raw = cells[index] if index < width else ""
            try:
                # 1, 1.0 and TRUE are equal and would share a place: only text is its own key.
                row[name] = seen[raw if type(raw) is str else (type(raw), raw)]
            except KeyError:
                try:
                    row[name] = self._parsed(raw, number, index, column, seen)
                except Refusal as refusal:
                    if refusal.code == "spreadsheets.cell_too_long":
                        raise
                    sound = False
                    problems.append(self._problem(number, index, raw, refusal, width))
        return row if sound else None

    def _parsed(self, raw: Cell, number: int, index: int, column: Column, seen: dict[Any, Any]) -> Any:
        plain = self.sheet.plain(raw, number, index)
        if plain is None or (isinstance(plain, str) and not plain.strip()):
            if column.needs_value:
                raise Refusal("spreadsheets.empty_cell")
            value = None
        else:
            value = column.parse(plain)
        if len(seen) >= REMEMBERED:
            seen.clear()
        seen[raw if type(raw) is str else (type(raw), raw)] = value
        return value

    def _problem(self, number: int, index: int, raw: Cell, refusal: Refusal, width: int) -> RowProblem:
        heading = self.sheet.header[index]
        if refusal.code == "spreadsheets.empty_cell" and width == 1 < self.width and self.sheet.separated:
            return RowProblem(self.sheet.name, number, heading, "", "spreadsheets.row_not_divided")
        return RowProblem(self.sheet.name, number, heading, cell_text(raw), refusal.code, refusal.values)

    def _nothing_unheaded(self, number: int, cells: Sequence[Cell], problems: list[RowProblem]) -> bool:
        for index in (*self.unheaded, *range(self.width, len(cells))):
            if index < len(cells) and (text := cell_text(self.sheet.plain(cells[index], number, index))):
                problem = RowProblem(self.sheet.name, number, letters(index), text, "spreadsheets.cell_without_heading")
                problems.append(problem)
                return False
        return True


def _placed(sheet: Sheet, layout: Layout) -> list[tuple[int, Column]]:
    """Where each column of the layout stands in a sheet. Refused: missing, unknown and repeated columns."""
    placed: dict[str, tuple[int, Column]] = {}
    unknown = []
    for index, heading in enumerate(sheet.header):
        column = layout.find(heading) if heading else None
        if column is None:
            unknown += [heading] if heading else []
        elif column.name in placed:
            first = placed[column.name][0]
            raise Refusal(
                "spreadsheets.repeated_column",
                sheet=sheet.name,
                column=heading,
                first=letters(first),
                second=letters(index),
            )
        else:
            placed[column.name] = index, column
    missing = [column for column in layout.columns if column.required and column.name not in placed]
    if missing:
        raise Refusal(
            "spreadsheets.missing_columns",
            sheet=sheet.name,
            row=sheet.header_row,
            columns=_listed(column.name for column in missing),
            found=_listed(heading for heading in sheet.header if heading),
        )
    if unknown:
        raise Refusal("spreadsheets.unknown_columns", sheet=sheet.name, row=sheet.header_row, columns=_listed(unknown))
    return list(placed.values())


def _listed(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:10]) + (", …" if len(listed) > 10 else "")


def repeated(rows: Sequence[Row], *columns: str) -> list[RowProblem]:
    """A problem for each row whose values in `columns` together stood in an earlier row; rows with an empty one pass.

    The sentence names the earlier row.
    """
    first: dict[tuple[Any, ...], Row] = {}
    problems = []
    for row in rows:
        key = tuple(row[column] for column in columns)
        if None in key:
            continue
        earlier = first.setdefault(key, row)
        if earlier is not row:
            value = ", ".join(cell_text(part) for part in key)
            code = "spreadsheets.repeated_value"
            problems.append(row.problem(columns[0], code, value, first_sheet=earlier.sheet, first_row=earlier.number))
    return problems
