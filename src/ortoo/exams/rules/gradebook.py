"""Reading a Moodle gradebook export: which columns it has, and the marks of one of them.

The export has one row a person, columns that say who the person is, and up to four columns for each graded thing, as
"title (form)": "Quiz: Policy (Real)", "(Percentage)", "(Letter)", "(Feedback)". Two things may bear the same title, so
a column is addressed by its place. "-" means that there is no mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from ortoo.exams.rules import moodle_words as words
from ortoo.exams.rules.incoming import Scale
from ortoo.exams.rules.mark_cells import LETTER, MarkCell
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, Parser, Text, Thousandths, cell_text, folded
from ortoo.spreadsheets.rows import Row, RowProblem
from ortoo.spreadsheets.table import Sheet, Table, letters

Identifies = Literal["", "number", "username", "email"]
Form = Literal["", "real", "percentage", "letter", "feedback"]
LeftOut = Literal["", "person", "downloaded", "feedback", "total", "other_form", "text", "no_marks", "not_said"]
"""Why a column is not chosen unless a person chooses it; "" = chosen. other_form: the same stands there as (Real) too;
not_said: its heading does not say that it holds marks."""

HEADING = re.compile(r"(?P<title>.+?)\s*\((?P<form>[^()]+)\)")
FORMS: tuple[tuple[Form, set[str]], ...] = (
    ("real", words.REAL),
    ("percentage", words.PERCENTAGE),
    ("letter", words.LETTER),
    ("feedback", words.FEEDBACK),
)
LOOKS_LIKE_MARK = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?( ?%)?")
LOOKED_AT = 500
"""Rows that are looked at to tell marks from text."""

NO_MARK = {"", "-"}
HUNDRED = 100_000


@dataclass(frozen=True)
class GradebookColumn:
    """A column by its place: `index` from 0, `place` in letters. `repeated`: its heading stands elsewhere too."""

    index: int
    place: str
    heading: str
    title: str
    form: Form
    identifies: Identifies
    left_out: LeftOut
    repeated: bool

    @property
    def chosen(self) -> bool:
        """Whether it is taken as marks unless a person says otherwise."""
        return self.left_out == ""


@dataclass(frozen=True)
class GradebookMarks:
    """`rows` with "number" (the chosen identifier) and "mark" (thousandths or a letter); those without a mark apart."""

    rows: tuple[Row, ...]
    without_mark: tuple[Row, ...]
    problems: tuple[RowProblem, ...]


def columns_of(table: Table) -> list[GradebookColumn]:
    """Every column in order. Refused: several sheets, or nothing that could be marks or tell who somebody is."""
    sheet = _only_sheet(table)
    seen: list[list[str]] = [[] for _ in sheet.header]
    for number, cells in islice(sheet.rows(), LOOKED_AT):
        for index, cell in enumerate(cells[: len(seen)]):
            seen[index].append(cell_text(sheet.plain(cell, number, index)))
    headings = [folded(heading) for heading in sheet.header]
    forms = [_title_and_form(heading) for heading in sheet.header]
    real = {folded(title) for title, form in forms if form == "real"}
    columns = [
        _column(index, heading, seen[index], headings.count(headings[index]) > 1, real)
        for index, heading in enumerate(sheet.header)
        if heading
    ]
    if len(columns) < 2:
        raise Refusal("exams.gradebook_not_divided", sheet=sheet.name, row=sheet.header_row)
    if not any(seen):
        raise Refusal("spreadsheets.no_rows", file=table.filename)
    return columns


def identifier_of(columns: list[GradebookColumn]) -> GradebookColumn | None:
    """The column that is proposed to tell people apart: id number, else username, else email; None if none is known."""
    for kind in ("number", "username", "email"):
        for column in columns:
            if column.identifies == kind:
                return column
    return None


def marks_of(table: Table, mark: GradebookColumn, identifier: GradebookColumn, scale: Scale) -> GradebookMarks:
    """The marks of one column. Percentages become points of the scale, half a thousandth rounded up.

    Letters stay letters and numbers off the scale stay: `incoming.sort_out` names them, unknown officials and doubles.
    """
    sheet = _only_sheet(table)
    headings = {"number": identifier.heading, "mark": mark.heading}
    readers: dict[str, tuple[int, Parser]] = {
        "number": (identifier.index, IDENTIFIER),
        "mark": (mark.index, GradeCell(mark.form, scale)),
    }
    rows: list[Row] = []
    without: list[Row] = []
    problems: list[RowProblem] = []
    for number, cells in sheet.rows():
        row = Row({}, sheet.name, number, headings)
        found = len(problems)
        for name, (index, parse) in readers.items():
            raw = sheet.plain(cells[index], number, index) if index < len(cells) else ""
            try:
                row[name] = parse(raw)
            except Refusal as refusal:
                problems.append(row.problem(name, refusal.code, cell_text(raw), **refusal.values))
        if len(problems) == found:
            (without if row["mark"] is None else rows).append(row)
    return GradebookMarks(tuple(rows), tuple(without), tuple(problems))


@dataclass(frozen=True)
class IdentifierCell:
    """Who somebody is: text that is never empty."""

    def __call__(self, raw: Cell) -> str:
        if not cell_text(raw):
            raise Refusal("spreadsheets.empty_cell")
        return Text()(raw)

    def show(self, value: str) -> Cell:
        return value


@dataclass(frozen=True)
class GradeCell:
    """A mark as Moodle writes it: "78.12", "78,12", "78.12 %", a letter, or "-" for none (None)."""

    form: Form
    scale: Scale

    def __call__(self, raw: Cell) -> int | str | None:
        text = cell_text(raw)
        if text in NO_MARK:
            return None
        if text.endswith("%") and self.form in ("percentage", ""):
            return points(PERCENT(text[:-1].rstrip()), self.scale)
        if self.form != "percentage":
            return MarkCell()(raw)
        if not isinstance(raw, str):
            # Excel turns "78.12 %" into 0.7812 when it opens a CSV file: 0.9 could be 90 % or 0.9 %.
            raise Refusal("exams.gradebook_percentage_as_number")
        return points(PERCENT(text), self.scale)

    def show(self, value: int | str | None) -> Cell:
        return "-" if value is None else MarkCell().show(value)


IDENTIFIER = IdentifierCell()
PERCENT = Thousandths(low=0, high=HUNDRED)


def points(percent: int, scale: Scale) -> int:
    """A percentage (thousandths of a percent) as points of the scale, half a thousandth rounded up.

    >>> points(78_125, Scale(0, 40_000))
    31250
    """
    return scale.low + (2 * (scale.high - scale.low) * percent + HUNDRED) // (2 * HUNDRED)


def _only_sheet(table: Table) -> Sheet:
    if len(table.sheets) > 1:
        names = ", ".join(sheet.name for sheet in table.sheets)
        raise Refusal("exams.gradebook_several_sheets", file=table.filename, sheets=names)
    return table.sheets[0]


def _column(index: int, heading: str, cells: list[str], repeated: bool, real: set[str]) -> GradebookColumn:
    title, form = _title_and_form(heading)
    name = folded(heading)
    identifies: Identifies = ""
    if name in words.NUMBER:
        identifies = "number"
    elif name in words.USERNAME:
        identifies = "username"
    elif name in words.EMAIL:
        identifies = "email"
    left_out: LeftOut = "person" if identifies or name in words.PERSON else _left_out(title, form, cells, real)
    return GradebookColumn(index, letters(index), heading, title, form, identifies, left_out, repeated)


def _left_out(title: str, form: Form, cells: list[str], real: set[str]) -> LeftOut:
    name = folded(title)
    marks = [cell for cell in cells if cell not in NO_MARK]
    verdicts: tuple[tuple[LeftOut, bool], ...] = (
        ("downloaded", name.startswith(words.DOWNLOADED)),
        ("feedback", form == "feedback" or name.split(":")[0] in words.FEEDBACK),
        ("total", not words.TOTAL.isdisjoint((name.split() or [""])[-1:] + name.split()[:1])),
        ("other_form", form in ("percentage", "letter") and name in real),
        ("no_marks", not marks),
        ("text", not all(LOOKS_LIKE_MARK.fullmatch(mark) or LETTER.fullmatch(mark) for mark in marks)),
        ("not_said", form == "" and ":" not in title),
    )
    return next((reason for reason, holds in verdicts if holds), "")


def _title_and_form(heading: str) -> tuple[str, Form]:
    """Title and form of a heading; a word in brackets that is no form belongs to the title."""
    found = HEADING.fullmatch(heading)
    if found is not None:
        for form, named in FORMS:
            if folded(found["form"]) in named:
                return found["title"], form
    return heading, ""
