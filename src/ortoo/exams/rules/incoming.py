"""Sorting a file of marks: which are new, which are known already, and which rows are refused and why.

Promise: a mark that is there is never changed by a file. What is there and equal is unchanged; what differs is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortoo.spreadsheets.cells import thousandths_shown
from ortoo.spreadsheets.rows import Row, RowProblem, repeated


@dataclass(frozen=True)
class Scale:
    """The scale of a sitting in thousandths, both ends included; `letters` {letter: thousandths} on its day.

    `letters` is None where the sitting takes no letters at all, and empty where no scale holds on its day.
    """

    low: int
    high: int
    letters: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Known:
    """The mark that is there: as given first, and as it counts now (a correction may stand beside it)."""

    given: int
    counts: int


@dataclass(frozen=True)
class Incoming:
    """`new`: (official, thousandths) in the order of the file. Nothing is taken where there are `problems`."""

    new: tuple[tuple[int, int], ...]
    unchanged: int
    problems: tuple[RowProblem, ...]


def sort_out(
    rows: Sequence[Row],
    scale: Scale,
    officials: Mapping[str, int],
    known: Mapping[int, Known],
    own: int | None = None,
) -> Incoming:
    """Each row has "number" and "mark" (thousandths or a letter). `officials` {number: official}.

    `own` is the official who brings the file: nobody enters a mark of their own.
    """
    doubles = {(problem.sheet, problem.row): problem for problem in repeated(rows, "number")}
    new: list[tuple[int, int]] = []
    unchanged = 0
    problems: list[RowProblem] = []
    for row in rows:
        problem = doubles.get((row.sheet, row.number)) or _problem(row, scale, officials, known, own)
        if problem is not None:
            problems.append(problem)
            continue
        official = officials[row["number"]]
        if official in known:
            unchanged += 1
        else:
            new.append((official, thousandths_of(row["mark"], scale)))
    return Incoming(tuple(new), unchanged, tuple(problems))


def thousandths_of(mark: int | str, scale: Scale) -> int:
    """A number as it is, a letter by its scale. KeyError for a letter that the scale does not hold."""
    return mark if isinstance(mark, int) else (scale.letters or {})[mark]


def _problem(
    row: Row, scale: Scale, officials: Mapping[str, int], known: Mapping[int, Known], own: int | None
) -> RowProblem | None:
    official = officials.get(row["number"])
    if official is None:
        return row.problem("number", "exams.unknown_official")
    if official == own and official not in known:
        return row.problem("number", "exams.own_mark_in_file")
    if refused := value_problem(row, scale):
        return refused
    there = known.get(official)
    if there is not None and thousandths_of(row["mark"], scale) not in (there.given, there.counts):
        return row.problem("mark", "exams.mark_is_there", mark_text(row["mark"]), there=thousandths_shown(there.counts))
    return None


def value_problem(row: Row, scale: Scale) -> RowProblem | None:
    """Why the mark of a row is none on this scale: a letter that is worth nothing that day, or off the scale."""
    if isinstance(row["mark"], str) and (refused := _letter_problem(row, scale)):
        return refused
    if scale.low <= thousandths_of(row["mark"], scale) <= scale.high:
        return None
    low, high = thousandths_shown(scale.low), thousandths_shown(scale.high)
    return row.problem("mark", "exams.off_scale", mark_text(row["mark"]), low=low, high=high)


def _letter_problem(row: Row, scale: Scale) -> RowProblem | None:
    if scale.letters is None:
        return row.problem("mark", "exams.no_letters_here")
    if not scale.letters:
        return row.problem("mark", "exams.no_letters_that_day")
    if row["mark"] not in scale.letters:
        return row.problem("mark", "exams.unknown_letter", letters=", ".join(scale.letters))
    return None


def mark_text(mark: int | str) -> str:
    return mark if isinstance(mark, str) else thousandths_shown(mark)
