"""What is written can be read again, and nothing of it is run as a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Text
from ortoo.spreadsheets.write import Format, csv_bytes, csv_stream, template, xlsx_bytes
from tests.spreadsheets.files import GOOD, LAYOUT, WIDE, read


def written(form: Format, rows: list[dict[str, Any]], language: str = "en") -> bytes:
    return (csv_bytes if form == "csv" else xlsx_bytes)(WIDE.columns, rows, language)


def is_taken(text: str) -> bool:
    try:
        return Text(longest=1_000, lines=True)(text) == text != ""
    except Refusal:
        return False


NOTES = st.one_of(
    st.text(max_size=60),
    st.text("='+-@\t\n\"',;_x0041 ", max_size=12),
    st.sampled_from(["'", "''=1", "_x0041_", "=cmd|' /C calc'!A0", "1e5", "TRUE", "2022-01-01", "00012", "#N/A", "-"]),
).filter(is_taken)

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.text("'=-0123456789Ａaяө힣", min_size=1, max_size=20).filter(is_taken),
            "mark": st.integers(0, 100_000),
            "day": st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
            "note": st.none() | NOTES,
            "years": st.none() | st.integers(-10, 60),
            "able": st.none() | st.booleans(),
            "sex": st.none() | st.sampled_from("fm"),
        }
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@given(language=st.sampled_from(["en", "mn", "ko"]), rows=ROWS)
def test_export_then_import_is_identity(form: Format, language: str, rows: list[dict[str, Any]]) -> None:
    assert read(written(form, rows, language), f"rows.{form}", WIDE) == (rows, [])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''@"])
def test_no_text_becomes_a_formula(start: str) -> None:
    rows = [{**GOOD[0], "number": f"{start}1"}]
    cells = list(csv.reader(io.StringIO(written("csv", rows).decode("utf-8-sig"))))[1]
    assert cells[0] == f"'{start}1"
    page = openpyxl.load_workbook(io.BytesIO(written("xlsx", rows))).active
    assert page["A2"].data_type in ("s", "inlineStr")


def test_a_csv_file_as_it_is() -> None:
    assert csv_bytes(LAYOUT.columns, [GOOD[0], {**GOOD[1], "mark": 5, "note": 'a "b", c'}], "mn") == (
        '\ufeffДугаар,Оноо,Өдөр,Тайлбар\r\nA1,78.120,2022-12-31,\r\nA2,0.005,,"a ""b"", c"\r\n'.encode()
    )


def test_a_negative_number_stays_a_number() -> None:
    content = written("csv", [{**GOOD[0], "years": -3}])
    assert b",-3," in content


def test_a_workbook_holds_numbers_and_dates() -> None:
    page = openpyxl.load_workbook(io.BytesIO(written("xlsx", GOOD))).active
    assert [cell.value for cell in page[1]] == ["Number", "Mark", "Day", "Note", "Years", "Able", "Sex"]
    assert (page["B2"].value, page["B2"].number_format) == (78.12, "0.000")
    assert (page["C2"].value.date(), page["C2"].number_format) == (date(2022, 12, 31), "yyyy-mm-dd")
    assert page.freeze_panes == "A2"


def test_a_stream_comes_in_pieces_and_reads_its_rows_late() -> None:
    asked = []

    def rows() -> Any:
        for number in range(2_500):
            asked.append(number)
            yield {"number": str(number), "mark": 0, "day": None, "note": None}

    stream = csv_stream(LAYOUT.columns, rows())
    first = next(stream)
    assert len(asked) == 1_000
    assert len(read(first + b"".join(stream))[0]) == 2_500


@pytest.mark.parametrize("language", ["en", "mn", "ko"])
def test_a_template_holds_the_headings_and_the_help(language: str) -> None:
    assert template(LAYOUT, "csv", language) == csv_bytes(LAYOUT.columns, [], language)
    page = openpyxl.load_workbook(io.BytesIO(template(LAYOUT, "xlsx", language))).active
    assert [cell.value for cell in page[1]] == [column.title(language) for column in LAYOUT.columns]
    hint = page.data_validations.dataValidation[0]
    assert (str(hint.sqref), hint.promptTitle, hint.prompt) == (
        "B2:B1048576",
        LAYOUT.column("mark").title(language),
        LAYOUT.column("mark").help[language],
    )


def test_a_text_too_long_for_a_workbook_is_refused_and_not_dropped() -> None:
    with pytest.raises(Refusal) as refusal:
        written("xlsx", [{**GOOD[0], "note": "x" * 32_768}])
    assert (refusal.value.code, refusal.value.values["row"]) == ("spreadsheets.cell_too_long", 2)
