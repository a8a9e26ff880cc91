"""What a file of marks may not be: a sentence with place and remedy, and nothing written. By both readers."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.exams.models import Mark
from ortoo.jobs.imports import kind_named, take_in
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, exam_officer
from tests.factories import exams
from tests.factories.people import officials
from tests.spreadsheets.files import workbook

pytestmark = pytest.mark.django_db

MARKS = "number,mark\r\nA1,78.12\r\nA2,60\r\n"
GRADES = "ID number,Quiz: Policy (Real)\r\nA1,78.12\r\nA2,60\r\n"
READERS = pytest.mark.parametrize(("kind", "good"), [("marks", MARKS), ("gradebook", GRADES)])


@pytest.fixture
def officer() -> User:
    user = exam_officer()
    officials("A1", "A2")
    exams.sitting("E25", user)
    return user


def take(kind: str, content: str | bytes, by: User, filename: str = "marks.csv", **options: str) -> ImportReport:
    return take_in(
        kind=kind_named(kind), content=content.encode() if isinstance(content, str) else content, filename=filename,
        options={"sitting": "E25", **options}, dry_run=False, by=by, at=AT,
    )  # fmt: skip


def refused(kind: str, content: str | bytes, by: User, **more: Any) -> str:
    """The code of a whole file that is refused, after its sentence was spoken in three languages."""
    entries = Entry.objects.count()
    with pytest.raises(Refusal) as caught:
        take(kind, content, by, **more)
    assert all(caught.value.sentence(language) for language in LANGUAGES)
    assert (Entry.objects.count(), written()) == (entries, 0)
    return caught.value.code


def written() -> int:
    return Mark.objects.everything(because="a test looks").count()


@READERS
def test_what_spreadsheet_programs_write_is_read_alike(officer: User, kind: str, good: str) -> None:
    lines = [tuple(line.split(",")) for line in good.split()] if kind == "marks" else []
    same: list[str | bytes] = [
        "\ufeff" + good,
        good.replace(",", ";").replace("78.12", "78,12"),
        good.replace(",", "\t").encode("utf-16"),
        good.replace("\r\n", "\n"),
        *([workbook(*lines)] if lines else []),
    ]
    assert take(kind, same[0], officer) == ImportReport(new=2)
    for content in same[1:]:
        assert take(kind, content, officer, filename="a.xlsx" if content[:2] == b"PK" else "a.csv") == ImportReport(
            unchanged=2
        )
    assert exams.mark("E25", "A1").thousandths == 78_120


@READERS
def test_a_file_that_is_no_table_is_refused_whole(officer: User, kind: str, good: str) -> None:
    header = good.split("\r\n")[0]
    assert refused(kind, "", officer) == "spreadsheets.empty_file"
    assert refused(kind, f"{header}\r\n", officer) == "spreadsheets.no_rows"
    assert refused(kind, b"PK\x03\x04 not really", officer) == "spreadsheets.damaged"
    assert refused(kind, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", officer) == "spreadsheets.old_or_encrypted"
    cyrillic = good.replace("A2", "А2-Болд").encode("cp1251")
    assert refused(kind, cyrillic, officer) == "spreadsheets.not_utf8_but_cp1251"
    assert refused(kind, good.replace("A2", "A" * 10_000_000), officer) == "spreadsheets.cell_too_long"


def test_wrong_delimiters_and_headings_are_named(officer: User) -> None:
    assert refused("marks", MARKS.replace(",", "|"), officer) == "spreadsheets.wrong_delimiter"
    assert refused("marks", MARKS.replace("mark", "grade"), officer) == "spreadsheets.missing_columns"
    assert refused("marks", MARKS.replace("mark\r", "mark,shoes\r"), officer) == "spreadsheets.unknown_columns"
    assert refused("marks", MARKS.replace("mark\r", "mark,mark\r"), officer) == "spreadsheets.repeated_column"


@READERS
def test_a_workbook_that_can_be_misread_or_explodes_is_refused(officer: User, kind: str, good: str) -> None:
    lines = [line.split(",") for line in good.strip().split("\r\n")]
    merged = workbook(*map(tuple, lines), then=lambda sheet: sheet.merge_cells("A2:B2"))
    assert refused(kind, merged, officer, filename="a.xlsx") == "spreadsheets.merged_cells"
    computed = workbook(tuple(lines[0]), ("A1", "=70+8"))
    assert refused(kind, computed, officer, filename="a.xlsx") == "spreadsheets.formulas"
    assert refused(kind, bomb(), officer, filename="a.xlsx") == "spreadsheets.unpacks_too_large"


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 600_000_000)
    return content.getvalue()


@READERS
@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NaN", "spreadsheets.not_decimal"),
        ("inf", "spreadsheets.not_decimal"),
        ("ninety", "spreadsheets.not_decimal"),
        ("1e2", "spreadsheets.not_decimal"),
        ("78.1234", "spreadsheets.too_many_decimals"),
        ("9" * 40, "spreadsheets.out_of_range"),
        ("-1", "exams.off_scale"),
        ("100.001", "exams.off_scale"),
        ("B+", "exams.no_letters_here"),
    ],
)
def test_a_bad_mark_is_named_by_its_place(officer: User, kind: str, good: str, cell: str, code: str) -> None:
    report = take(kind, good.replace("60", cell), officer)
    [problem] = report.problems
    assert (problem.row, problem.column, problem.code) == (3, good.split("\r\n")[0].split(",")[1], code)
    assert all(problem.sentence(language) for language in LANGUAGES)
    assert written() == 0


@READERS
def test_doubles_unknown_and_look_alike_numbers_are_named(officer: User, kind: str, good: str) -> None:
    # Cyrillic А looks like Latin A and is another number.
    report = take(kind, f"{good}A1,50\r\nB9,50\r\n\u04101,50\r\n", officer)
    assert [(problem.row, problem.value, problem.code) for problem in report.problems] == [
        (4, "A1", "spreadsheets.repeated_value"),
        (5, "B9", "exams.unknown_official"),
        (6, "\u04101", "exams.unknown_official"),
    ]
    assert written() == 0


def test_a_mark_that_is_missing_is_refused_in_a_file_of_marks_and_a_dash_in_a_gradebook_is_none(officer: User) -> None:
    report = take("marks", MARKS.replace("60", ""), officer)
    assert [(problem.row, problem.code) for problem in report.problems] == [(3, "spreadsheets.empty_cell")]
    assert take("gradebook", GRADES.replace("60", "-"), officer) == ImportReport(new=1)


def test_percentages_and_decimal_commas_of_a_gradebook_become_points(officer: User) -> None:
    exams.sitting("W25", officer, scale_high=40_000)
    content = "ID number;Quiz: Policy (Percentage)\r\nA1;78,125 %\r\n"
    assert take("gradebook", content, officer, sitting="W25") == ImportReport(new=1)
    assert exams.mark("W25", "A1").thousandths == 31_250


def test_a_gradebook_with_several_columns_of_marks_is_sent_to_the_page_where_one_is_chosen(officer: User) -> None:
    several = GRADES.replace("(Real)\r", "(Real),Essay: Plan (Real)\r").replace("78.12\r", "78.12,9\r")
    assert refused("gradebook", several.replace("60\r", "60,8\r"), officer) == "exams.gradebook_choose"


def test_without_a_sitting_the_choices_are_said(officer: User) -> None:
    assert refused("marks", MARKS, officer, sitting="E99") == "jobs.option_needed"
