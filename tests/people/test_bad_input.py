"""What a file of officials may not be, however it came about: a sentence with place and remedy, and nothing written."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.people.models import Official
from tests.cast import academy_manager
from tests.people.files import HEADER, OFFICIALS, ORGANIZATIONS, REGIONS, officials_csv, take

pytestmark = pytest.mark.django_db

ROW = "A9,Бат,Болд,man,1990-05-06,,MOF,Ажилтан,,support,MN-1,2021-01-01"


@pytest.fixture
def manager() -> User:
    user = academy_manager()
    take("regions", REGIONS, user)
    take("organizations", ORGANIZATIONS, user)
    return user


def workbook(*lines: str, merge: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line.split(","))
    if merge:
        sheet.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 600_000_000)
    return content.getvalue()


def nothing_written(entries: int) -> bool:
    return Entry.objects.count() == entries and not Official.objects.everything(because="a test looks").exists()


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "a.csv", "spreadsheets.empty_file"),
        (f"{HEADER}\n".encode(), "a.csv", "spreadsheets.no_rows"),
        (OFFICIALS.replace(",", "|").encode(), "a.csv", "spreadsheets.wrong_delimiter"),
        (OFFICIALS.replace("Ө", "О").replace("ө", "о").replace("ү", "у").encode("cp1251"), "a.csv",
         "spreadsheets.not_utf8_but_cp1251"),
        (officials_csv(ROW.replace("Болд", "Б" * 10_000_000)).encode(), "a.csv", "spreadsheets.cell_too_long"),
        (b"PK\x03\x04 not really", "a.xlsx", "spreadsheets.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "a.xls", "spreadsheets.old_or_encrypted"),
        (OFFICIALS.replace("patronymic", "father", 1).encode(), "a.csv", "spreadsheets.missing_columns"),
        (OFFICIALS.replace("born_on", "shoe_size", 1).encode(), "a.csv", "spreadsheets.unknown_columns"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_register_is_refused_whole(manager: User, content: bytes, filename: str, code: str) -> None:
    entries = Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        take("officials", content, manager, filename=filename)
    assert refused.value.code == code
    assert all(refused.value.sentence(language) for language in LANGUAGES)
    assert nothing_written(entries)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(manager: User) -> None:
    with pytest.raises(Refusal) as refused:
        take("officials", bomb(), manager, filename="a.xlsx")
    assert refused.value.code == "spreadsheets.unpacks_too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(HEADER, ROW, merge="B2:C2"), "spreadsheets.merged_cells"),
        (workbook(HEADER, ROW.replace("Ажилтан", "=1+1")), "spreadsheets.formulas"),
    ],
)
def test_a_workbook_that_can_be_misread_is_refused(manager: User, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        take("officials", content, manager, filename="a.xlsx")
    assert refused.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + officials_csv(ROW)).encode(),
        officials_csv(ROW).replace(",", ";").encode(),
        officials_csv(ROW).replace(",", "\t").encode("utf-16"),
        officials_csv(ROW.replace("1990-05-06", "06.05.1990")).encode(),
        officials_csv(ROW.replace("1990-05-06", "1990/5/6")).encode(),
        officials_csv(ROW.replace("1990-05-06", "1990.05.06")).encode(),
        workbook(HEADER, ROW),
    ],
)
def test_what_spreadsheet_programs_write_is_read_alike(manager: User, content: bytes) -> None:
    report = take("officials", content, manager, filename="a.xlsx" if content[:2] == b"PK" else "a.csv")
    assert (report.new, report.problems) == (1, ())
    who = Official.objects.everything(because="a test looks").get(number="A9")
    assert (who.given_name, str(who.born_on)) == ("Болд", "1990-05-06")


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (ROW.replace("A9", ""), "number", "spreadsheets.empty_cell"),
        (ROW.replace("A9", "A 9"), "number", "people.not_a_code"),
        (ROW.replace("A9", "A" * 31), "number", "spreadsheets.text_too_long"),
        (ROW.replace("A9", "A\u200b9"), "number", "spreadsheets.invisible_character"),
        (ROW.replace("Болд", "Болд7"), "given_name", "people.not_a_name"),
        (ROW.replace("Болд", "Bold"), "given_name", "people.latin_in_the_name"),
        (ROW.replace("Бат", "=Бат"), "patronymic", "people.not_a_name"),
        (ROW.replace("man", "person"), "sex", "spreadsheets.not_choice"),
        (ROW.replace("support", "boss"), "level", "spreadsheets.not_choice"),
        (ROW.replace("1990-05-06", "NaN"), "born_on", "spreadsheets.not_date"),
        (ROW.replace("1990-05-06", "-1"), "born_on", "spreadsheets.not_date"),
        (ROW.replace("1990-05-06", "03/04/1990"), "born_on", "spreadsheets.ambiguous_date"),
        (ROW.replace("1990-05-06", "1990-02-30"), "born_on", "spreadsheets.no_such_day"),
        (ROW.replace("1990-05-06", "9" * 40), "born_on", "spreadsheets.not_date"),
        (ROW.replace("MOF", "XX"), "organization", "people.unknown_organization"),
        (ROW.replace("MN-1", "XX"), "region", "people.unknown_region"),
        (ROW.replace("2021-01-01", ""), "appointed_on", "spreadsheets.empty_cell"),
        (ROW.replace("2021-01-01", "2020-07-07"), "organization", "people.organization_not_yet"),
    ],
)
def test_a_bad_cell_is_named_by_its_place(manager: User, line: str, column: str, code: str) -> None:
    entries = Entry.objects.count()
    report = take("officials", officials_csv(line), manager)
    assert [(one.row, one.column, one.code) for one in report.problems] == [(2, column, code)]
    assert all(report.problems[0].sentence(language) for language in LANGUAGES)
    assert nothing_written(entries)


def test_the_same_number_twice_names_both_rows(manager: User) -> None:
    report = take("officials", officials_csv(ROW, ROW.replace("Болд", "Дорж")), manager)
    assert [(one.row, one.code, one.values["first_row"]) for one in report.problems] == [
        (3, "spreadsheets.repeated_value", 2)
    ]


def test_problems_are_listed_as_one_walks_through_the_file_and_not_without_end(manager: User) -> None:
    rows = [ROW.replace("A9", f"A{number}").replace("MOF", "XX") for number in range(1_200)]
    rows[3] = rows[3].replace("man", "person")
    report = take("officials", officials_csv(*rows), manager)
    assert [one.row for one in report.problems[:6]] == [2, 3, 4, 5, 6, 7]
    assert len(report.problems) == 1_001
