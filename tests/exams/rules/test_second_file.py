"""A file of second entries."""

from __future__ import annotations

from ortoo.exams.rules.incoming import Incoming, Scale
from ortoo.exams.rules.second_file import sort_out_again
from ortoo.spreadsheets.rows import Row, RowProblem

SCALE = Scale(0, 100_000, {"A": 95_000})
SAMPLED = {"A1": 1, "A2": 2, "A3": 3}


def rows(*pairs: tuple[str, int | str]) -> list[Row]:
    titles = {"number": "Number", "mark": "Mark"}
    return [
        Row({"number": number, "mark": mark}, "s.csv", at, titles) for at, (number, mark) in enumerate(pairs, start=2)
    ]


def test_what_is_new_and_what_is_there() -> None:
    found = sort_out_again(rows(("A2", "A"), ("A1", 70_000)), SCALE, SAMPLED, {1: 70_000})
    assert found == Incoming(((2, 95_000),), 1, ())


def test_each_row_that_cannot_be_taken_is_named() -> None:
    given = rows(("B9", 1), ("A1", 100_001), ("A2", "Z"), ("A3", 2), ("A3", 2), ("A1", 5))
    found = sort_out_again(given, SCALE, SAMPLED, {3: 1}, own="A1")
    assert [(problem.row, problem.value, problem.code) for problem in found.problems] == [
        (2, "B9", "exams.not_in_sample"),
        (3, "A1", "exams.own_mark_in_file"),
        (4, "Z", "exams.unknown_letter"),
        (5, "0.002", "exams.entered_again_already"),
        (6, "A3", "spreadsheets.repeated_value"),
        (7, "A1", "spreadsheets.repeated_value"),
    ]


def test_off_the_scale_is_refused_and_a_first_mark_plays_no_part() -> None:
    [problem] = sort_out_again(rows(("A1", -1)), SCALE, SAMPLED, {}).problems
    assert problem == RowProblem(
        "s.csv", 2, "Mark", "-0.001", "exams.off_scale", {"low": "0.000", "high": "100.000"}
    )  # fmt: skip
