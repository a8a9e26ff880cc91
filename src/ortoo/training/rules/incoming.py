"""Sorting the files of a cohort: who is enrolled, who was present, which attempts there were.

Promise: what is there is never changed by a file. What is there and equal is unchanged; what differs is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ortoo.spreadsheets.cells import thousandths_shown
from ortoo.spreadsheets.rows import Row, RowProblem, repeated


@dataclass(frozen=True)
class People:
    """`new` keys in the order of the file; nothing is taken where there are `problems`."""

    new: tuple[int, ...]
    unchanged: int
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True)
class Attempted:
    """One attempt as a file gives it, times with a zone."""

    enrolment: int
    number: int
    started_at: datetime
    finished_at: datetime
    score: int


@dataclass(frozen=True)
class Attempts:
    new: tuple[Attempted, ...]
    unchanged: int
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True)
class Window:
    """From which day to which (both included) attempts of a cohort are made, the moment from which its rule was known,
    and that of the import; moments with a zone.
    """

    opens_on: date
    closes_on: date
    stated_at: datetime
    now: datetime


def sort_enrolments(rows: Sequence[Row], officials: Mapping[str, int], enrolled: frozenset[int]) -> People:
    """Each row has "number". `officials` {number: official}; `enrolled` officials that are in the cohort already."""
    new, unchanged, problems = [], 0, []
    doubles = {(problem.sheet, problem.row): problem for problem in repeated(rows, "number")}
    for row in rows:
        official = officials.get(row["number"])
        if problem := doubles.get((row.sheet, row.number)):
            problems.append(problem)
        elif official is None:
            problems.append(row.problem("number", "training.unknown_official"))
        elif official in enrolled:
            unchanged += 1
        else:
            new.append(official)
    return People(tuple(new), unchanged, tuple(problems))


def sort_attendance(
    rows: Sequence[Row], officials: Mapping[str, int], enrolments: Mapping[int, int], present: frozenset[int],
    own: int | None = None,
) -> People:  # fmt: skip
    """Each row has the "number" of somebody who was there; the new ones are keys of enrolments.

    `enrolments` {official: enrolment}, `present` enrolments that are marked already, `own` the official who imports.
    """
    new, unchanged, problems = [], 0, []
    doubles = {(problem.sheet, problem.row): problem for problem in repeated(rows, "number")}
    for row in rows:
        problem = doubles.get((row.sheet, row.number)) or _who(row, officials, enrolments)
        if problem:
            problems.append(problem)
            continue
        official = officials[row["number"]]
        if enrolments[official] in present:
            unchanged += 1
        elif official == own:
            problems.append(row.problem("number", "training.own_attendance_in_file"))
        else:
            new.append(enrolments[official])
    return People(tuple(new), unchanged, tuple(problems))


def sort_attempts(
    rows: Sequence[Row], officials: Mapping[str, int], enrolments: Mapping[int, int],
    known: Mapping[tuple[int, int], Attempted], window: Window, own: int | None = None,
) -> Attempts:  # fmt: skip
    """Each row has "number", "attempt", "started", "finished" (with a zone) and "score" (thousandths).

    `known` {(enrolment, number of the attempt): what is there}.
    """
    new, unchanged, problems = [], 0, []
    doubles = {(problem.sheet, problem.row): problem for problem in repeated(rows, "number", "attempt")}
    for row in rows:
        problem = doubles.get((row.sheet, row.number)) or _who(row, officials, enrolments) or _when(row, window)
        if problem:
            problems.append(problem)
            continue
        official = officials[row["number"]]
        given = Attempted(enrolments[official], row["attempt"], row["started"], row["finished"], row["score"])
        there = known.get((given.enrolment, given.number))
        if there == given:
            unchanged += 1
        elif there is not None:
            problems.append(row.problem("attempt", "training.attempt_is_there", there=thousandths_shown(there.score)))
        elif official == own:
            problems.append(row.problem("number", "training.own_attempt_in_file"))
        else:
            new.append(given)
    return Attempts(tuple(new), unchanged, tuple(problems))


def _who(row: Row, officials: Mapping[str, int], enrolments: Mapping[int, int]) -> RowProblem | None:
    official = officials.get(row["number"])
    if official is None:
        return row.problem("number", "training.unknown_official")
    return None if official in enrolments else row.problem("number", "training.not_enrolled_in_file")


def _when(row: Row, window: Window) -> RowProblem | None:
    if row["finished"] < row["started"]:
        return row.problem("finished", "training.finished_before_started")
    if row["finished"] > window.now:
        return row.problem("finished", "training.attempt_not_yet")
    day = row["started"].date()
    if day < window.opens_on:
        return row.problem("started", "training.attempt_before_rule", opens=window.opens_on.isoformat())
    if row["started"] < window.stated_at:
        known = window.stated_at.astimezone(row["started"].tzinfo)
        return row.problem("started", "training.attempt_before_rule", opens=f"{known:%Y-%m-%d %H:%M}")
    if day > window.closes_on:
        return row.problem("started", "training.attempt_after_close", closes=window.closes_on.isoformat())
    return None
