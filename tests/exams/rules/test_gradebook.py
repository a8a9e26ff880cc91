"""A Moodle gradebook export, as Moodle writes it and as people send it."""

from __future__ import annotations

import codecs
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.gradebook import GradebookColumn, GradebookMarks, columns_of, identifier_of, marks_of, points
from ortoo.exams.rules.incoming import Incoming, Scale, sort_out
from ortoo.exams.rules.letters import Letter, worth_on
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.table import Table

HUNDRED = Scale(0, 100_000)
FORTY = Scale(0, 40_000)
HEAD = (
    "First name,Surname,ID number,Institution,Department,Email address,"
    "Quiz: Policy (Real),Quiz: Policy (Percentage),Quiz: Policy (Letter),Quiz: Policy (Feedback),"
    "Assignment: Essay (Real),Quiz: Policy (Real),Course total (Real),Last downloaded from this course"
)
EXPORT = f"""{HEAD}
Болд,Лувсан,C001,,,bold@example.org,31.25,"78.12 %",B,Well done,-,30.00,61.25,1670803200
Туяа,Дорж,C002,,,tuya@example.org,-,-,-,,-,-,-,1670803200
"""


def table(text: str, filename: str = "grades.csv") -> Table:
    return read_table(text.encode(), filename)


def marks(text: str, mark: int, identifier: int = 2, scale: Scale = HUNDRED) -> GradebookMarks:
    read = table(text)
    columns = {column.index: column for column in columns_of(read)}
    return marks_of(read, columns[mark], columns[identifier], scale)


def brief(column: GradebookColumn) -> tuple[str, str, str, str, bool]:
    return column.place, column.title, column.form, column.left_out, column.repeated


def test_every_column_says_what_it_is_and_why_it_is_left_out() -> None:
    assert [brief(column) for column in columns_of(table(EXPORT))] == [
        ("A", "First name", "", "person", False),
        ("B", "Surname", "", "person", False),
        ("C", "ID number", "", "person", False),
        ("D", "Institution", "", "person", False),
        ("E", "Department", "", "person", False),
        ("F", "Email address", "", "person", False),
        ("G", "Quiz: Policy", "real", "", True),
        ("H", "Quiz: Policy", "percentage", "other_form", False),
        ("I", "Quiz: Policy", "letter", "other_form", False),
        ("J", "Quiz: Policy", "feedback", "feedback", False),
        ("K", "Assignment: Essay", "real", "no_marks", False),
        ("L", "Quiz: Policy", "real", "", True),
        ("M", "Course total", "real", "total", False),
        ("N", "Last downloaded from this course", "", "downloaded", False),
    ]


@pytest.mark.parametrize(
    "content",
    [
        EXPORT.encode(),
        codecs.BOM_UTF8 + EXPORT.encode(),
        EXPORT.replace(",", ";").encode(),
        EXPORT.replace(",", "\t").encode(),
        EXPORT.replace("Surname", "Last name").encode(),
        EXPORT.encode("utf-16"),
    ],
    ids=["comma", "bom", "semicolon", "tab", "last-name", "utf-16"],
)
def test_marks_in_every_dress(content: bytes) -> None:
    read = read_table(content, "grades.csv")
    columns = columns_of(read)
    identifier = identifier_of(columns)
    assert identifier is not None
    assert identifier.identifies == "number"
    assert [column.place for column in columns if column.chosen] == ["G", "L"]
    taken = marks_of(read, columns[6], identifier, HUNDRED)
    assert [(row.number, row["number"], row["mark"]) for row in taken.rows] == [(2, "C001", 31_250)]
    assert [(row.number, row["number"], row["mark"]) for row in taken.without_mark] == [(3, "C002", None)]
    assert taken.problems == ()


def test_the_same_title_twice_is_addressed_by_place() -> None:
    assert [marks(EXPORT, place).rows[0]["mark"] for place in (6, 11)] == [31_250, 30_000]


def test_a_percentage_becomes_points_of_the_scale() -> None:
    assert marks(EXPORT, 7, scale=FORTY).rows[0]["mark"] == 31_248
    assert marks(EXPORT.replace("78.12 %", "78,12 %"), 7, scale=Scale(20_000, 60_000)).rows[0]["mark"] == 51_248
    assert points(12_345, Scale(0, 10)) == 1
    assert points(5_000, Scale(0, 10)) == 1
    assert points(4_999, Scale(0, 10)) == 0


@given(st.integers(0, 100_000), st.integers(-50_000, 50_000), st.integers(1, 1_000_000))
def test_points_stay_on_the_scale_and_lie_next_to_the_exact_value(percent: int, low: int, width: int) -> None:
    scale = Scale(low, low + width)
    got = points(percent, scale)
    assert scale.low <= got <= scale.high
    assert -50_000 < 100_000 * (got - low) - width * percent <= 50_000


def test_a_decimal_comma_and_other_identifiers() -> None:
    text = EXPORT.replace(",", ";").replace("31.25", "31,25")
    assert dict(marks(text, 6, identifier=5).rows[0]) == {"number": "bold@example.org", "mark": 31_250}


def test_totals_and_feedback_can_be_chosen() -> None:
    assert marks(EXPORT, 12).rows[0]["mark"] == 61_250
    assert [problem.code for problem in marks(EXPORT, 9).problems] == ["spreadsheets.not_decimal"]


def sorted_out(taken: GradebookMarks, scale: Scale) -> Incoming:
    return sort_out(taken.rows, scale, {"C001": 1, "C002": 2}, {})


def test_letters_are_refused_unless_a_dated_scale_maps_them() -> None:
    letters = [Letter("B", 75_000, date(2022, 1, 1), date(2023, 1, 1))]
    taken = marks(EXPORT, 8)
    assert [row["mark"] for row in taken.rows] == ["B"]
    assert [problem.code for problem in sorted_out(taken, HUNDRED).problems] == ["exams.no_letters_here"]
    for day, new, codes in (
        (date(2022, 12, 12), ((1, 75_000),), []),
        (date(2023, 1, 1), (), ["exams.no_letters_that_day"]),
    ):
        sorting = sorted_out(taken, Scale(0, 100_000, worth_on(letters, day)))
        assert (sorting.new, [problem.code for problem in sorting.problems]) == (new, codes)


def test_doubles_strangers_and_marks_off_the_scale_are_named_later() -> None:
    text = f"{HEAD}\n" + "".join(
        f"a,b,{who},,,,{mark},,,,,,,\n" for who, mark in (("C001", 41), ("C009", 1), ("C001", 2))
    )
    assert [(problem.row, problem.code) for problem in sorted_out(marks(text, 6), FORTY).problems] == [
        (2, "exams.off_scale"),
        (3, "exams.unknown_official"),
        (4, "spreadsheets.repeated_value"),
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NaN", "spreadsheets.not_decimal"),
        ("inf", "spreadsheets.not_decimal"),
        ("1e3", "spreadsheets.not_decimal"),
        ("78.1234", "spreadsheets.too_many_decimals"),
        ("9" * 40, "spreadsheets.out_of_range"),
        ("78.12 %", "spreadsheets.not_decimal"),
        ("Satisfactory", "spreadsheets.not_decimal"),
    ],
)
def test_cells_that_are_no_marks(cell: str, code: str) -> None:
    text = f"{HEAD}\na,b,C001,,,,{cell},,,,,,,\na,b,,,,,5,,,,,,,\n"
    assert [(problem.row, problem.column, problem.value, problem.code) for problem in marks(text, 6).problems] == [
        (2, "Quiz: Policy (Real)", cell, code),
        (3, "ID number", "", "spreadsheets.empty_cell"),
    ]


@pytest.mark.parametrize("cell", ["100.001 %", "-1 %", "78.1234 %", "%", "NaN %"])
def test_percentages_out_of_range(cell: str) -> None:
    found = marks(f"{HEAD}\na,b,C001,,,,,{cell},,,,,,\n", 7).problems
    assert len(found) == 1
    assert all(found[0].sentence(language) for language in ("en", "mn", "ko"))


def test_a_percentage_that_excel_turned_into_a_number_is_refused() -> None:
    book = openpyxl.Workbook()
    book.active.append(("ID number", "Quiz: Policy (Percentage)"))
    book.active.append(("C001", 0.7812))
    book.active.append(("C002", "78.12 %"))
    content = io.BytesIO()
    book.save(content)
    read = read_table(content.getvalue(), "grades.xlsx")
    identifier, mark = columns_of(read)
    taken = marks_of(read, mark, identifier, HUNDRED)
    assert [row["mark"] for row in taken.rows] == [78_120]
    assert [problem.code for problem in taken.problems] == ["exams.gradebook_percentage_as_number"]


def test_headings_of_other_languages_and_of_older_versions() -> None:
    text = "이름,성,ID 번호,퀴즈: 정책 (실점수),퀴즈: 정책 (피드백),강좌 총점 (실점수)\n가,나,C1,5,좋음,5\n"
    assert [column.left_out for column in columns_of(table(text))] == ["person"] * 3 + ["", "feedback", "total"]
    old = "First name,Surname,Assignment: Essay,Feedback: Essay,Essay,Course total,Matrikel\na,b,5,7,5,5,C1\n"
    assert [column.left_out for column in columns_of(table(old))] == [
        *("person", "person", "", "feedback", "not_said", "total", "text"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "spreadsheets.empty_file"),
        (HEAD.encode(), "spreadsheets.no_rows"),
        (HEAD.replace(",", "|").encode() + b"\na|b\n", "spreadsheets.wrong_delimiter"),
        (b"only one heading\n1\n", "exams.gradebook_not_divided"),
        ("Нэр,Овог\nБолд,Дорж\n".encode("cp1251"), "spreadsheets.not_utf8_but_cp1251"),
    ],
)
def test_refused_as_a_whole(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        columns_of(read_table(content, "grades.csv"))
    assert refusal.value.code == code
    assert all(refusal.value.sentence(language) for language in ("en", "mn", "ko"))


def test_a_huge_cell_is_refused_by_place() -> None:
    with pytest.raises(Refusal) as refusal:
        columns_of(table(f"{HEAD}\na,b,{'x' * 10_000_000}\n"))
    assert (refusal.value.code, refusal.value.values["column"]) == ("spreadsheets.cell_too_long", "ID number")


def test_an_apostrophe_before_a_dash_still_means_no_mark() -> None:
    assert len(marks(f"{HEAD}\na,b,C001,,,,'-,,,,,,,\n", 6).without_mark) == 1
