"""A Moodle gradebook as it is read for one sitting: its columns, and what the marks of one of them would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ortoo.access.models import User
from ortoo.exams.operations import import_marks
from ortoo.exams.queries import scale_of, sitting_with_code
from ortoo.exams.rules.gradebook import GradebookColumn, columns_of, identifier_of, marks_of
from ortoo.jobs.progress import Progress, silent
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import Row, RowProblem


@dataclass(frozen=True)
class Checked:
    """What the chosen column would do: `report` of the import, and how many rows have no mark in it."""

    report: ImportReport
    without_mark: int


def columns(content: bytes, filename: str) -> list[GradebookColumn]:
    return columns_of(read_table(content, filename))


def likely(found: list[GradebookColumn]) -> list[GradebookColumn]:
    """The columns that hold marks; where none does, those whose heading says so, so that a bad cell can be named."""
    return [one for one in found if one.chosen] or [one for one in found if one.left_out == "text" and one.form]


def take_in(
    *, content: bytes, filename: str, sitting: str, mark: int, identifier: int, dry_run: bool, by: User, at: datetime
) -> Checked:
    """The marks of the column at `mark`, people told apart by the column at `identifier` (places from 0)."""
    table = read_table(content, filename)
    placed = {column.index: column for column in columns_of(table)}
    read = marks_of(table, placed[mark], placed[identifier], scale_of(sitting_with_code(sitting)))
    source = Source(filename, sha256(content).hexdigest())
    # With unreadable rows the others are judged all the same, so that one report names everything.
    report = import_marks(
        sitting=sitting, rows=read.rows, source=source, dry_run=dry_run or bool(read.problems), by=by, at=at
    )
    problems = tuple(sorted([*read.problems, *report.problems], key=lambda problem: problem.row))
    return Checked(ImportReport(report.new, 0, report.unchanged, problems), len(read.without_mark))


def read_chosen(
    content: bytes, filename: str, progress: Progress = silent, *, sitting: str
) -> tuple[list[Row], list[RowProblem]]:
    """For `ortoo import gradebook`: the one column that holds marks. Refused where several or none do."""
    table = read_table(content, filename)
    found = columns_of(table)
    chosen = likely(found)
    identifier = identifier_of(found)
    if len(chosen) != 1 or identifier is None:
        listed = ", ".join(f"{column.place} {column.heading}" for column in chosen) or "–"
        raise Refusal("exams.gradebook_choose", file=filename, columns=listed)
    read = marks_of(table, chosen[0], identifier, scale_of(sitting_with_code(sitting)))
    progress(len(read.rows), len(read.rows))
    return list(read.rows), list(read.problems)
