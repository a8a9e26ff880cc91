"""Sorting a file of second entries: nothing in it is held against a first mark, so nothing it answers tells one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortoo.exams.rules.incoming import Incoming, Scale, mark_text, thousandths_of, value_problem
from ortoo.spreadsheets.rows import Row, RowProblem, repeated


def sort_out_again(
    rows: Sequence[Row], scale: Scale, sampled: Mapping[str, int], entered: Mapping[int, int], own: str = ""
) -> Incoming:
    """Each row has "number" and "mark". `sampled` {number: mark of the sample}, `entered` {that: second entry so far}.

    `own` is the number of who brings the file.
    """
    doubles = {(problem.sheet, problem.row): problem for problem in repeated(rows, "number")}
    new: list[tuple[int, int]] = []
    unchanged = 0
    problems: list[RowProblem] = []
    for row in rows:
        problem = doubles.get((row.sheet, row.number)) or _problem(row, scale, sampled, entered, own)
        if problem is not None:
            problems.append(problem)
        elif sampled[row["number"]] in entered:
            unchanged += 1
        else:
            new.append((sampled[row["number"]], thousandths_of(row["mark"], scale)))
    return Incoming(tuple(new), unchanged, tuple(problems))


def _problem(
    row: Row, scale: Scale, sampled: Mapping[str, int], entered: Mapping[int, int], own: str
) -> RowProblem | None:
    if row["number"] not in sampled:
        return row.problem("number", "exams.not_in_sample")
    if row["number"] == own:
        return row.problem("number", "exams.own_mark_in_file")
    if refused := value_problem(row, scale):
        return refused
    there = entered.get(sampled[row["number"]])
    if there is not None and there != thousandths_of(row["mark"], scale):
        return row.problem("mark", "exams.entered_again_already", mark_text(row["mark"]))
    return None
