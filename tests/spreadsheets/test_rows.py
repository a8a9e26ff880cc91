"""Rows against a layout: doubles, progress, and equal cells of different kinds."""

from __future__ import annotations

from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import RowProblem, parse_rows, repeated
from tests.spreadsheets.files import LAYOUT, problems, read, workbook

HEAD = "Number,Mark,Day\n"


def test_a_row_that_stood_before_is_named_with_the_earlier_one() -> None:
    rows, _ = read((HEAD + "A1,1,\nA2,2,\nA1,3,\nA1,3,\n").encode())
    values = {"first_sheet": "marks.csv", "first_row": 2}
    assert repeated(rows, "number") == [
        RowProblem("marks.csv", 4, "Number", "A1", "spreadsheets.repeated_value", values),
        RowProblem("marks.csv", 5, "Number", "A1", "spreadsheets.repeated_value", values),
    ]
    assert repeated(rows, "number")[0].sentence("ko") == (
        '"marks.csv" 시트, 4행, "Number" 열: "A1" 값이 이미 "marks.csv" 시트 2행에 있습니다. '
        "두 행 중 하나를 고치거나 삭제하십시오."
    )


def test_doubles_by_two_columns_and_empty_cells_pass() -> None:
    rows, _ = read((HEAD + "A1,1,2022-01-01\nA1,2,2022-01-01\nA1,1,2022-01-02\nA1,1,\nA1,1,\n").encode())
    assert [problem.row for problem in repeated(rows, "number", "day")] == [3]


def test_every_bad_cell_of_a_row_is_named_and_good_rows_are_kept() -> None:
    rows, found = read((HEAD + ",-1,x\nA2,2,\n").encode())
    assert rows == [{"number": "A2", "mark": 2_000, "day": None, "note": None}]
    assert [(problem.row, problem.column, problem.value, problem.code) for problem in found] == [
        (2, "Number", "", "spreadsheets.empty_cell"),
        (2, "Mark", "-1", "spreadsheets.out_of_range"),
        (2, "Day", "x", "spreadsheets.not_date"),
    ]


def test_true_is_not_one() -> None:
    content = workbook(("Number", "Mark", "Day"), ("A1", 1), ("A2", True), ("A3", 1.0), (True, 1))
    assert [sentence[:40] for sentence in problems(content, "marks.xlsx")] == [
        'Sheet "Marks", row 3, column "Mark": "TR'
    ]


def test_progress_is_told_and_ends_full() -> None:
    told: list[tuple[int, int]] = []
    table = read_table((HEAD + "A1,1,\n" * 5_000).encode(), "marks.csv", LAYOUT)
    parse_rows(table, LAYOUT, lambda done, total: told.append((done, total)))
    assert told == [(2_000, 5_001), (4_000, 5_001), (5_000, 5_000)]
