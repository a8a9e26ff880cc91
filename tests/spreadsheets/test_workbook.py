"""XLSX: what calamine would pass over in silence, and what could hurt the machine."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from ortoo.spreadsheets.sheet_scan import StrangeXmlError, look_through, walk_through
from tests.spreadsheets.files import GOOD, problems, read, refused, with_member, workbook

HEAD = ("Number", "Mark", "Day", "Note")
SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(HEAD, ("A1", 78.12, date(2022, 12, 31)), ("A2", "0", None, "Өлзий"))


def test_numbers_texts_and_dates_are_read() -> None:
    assert read(PLAIN, "marks.xlsx") == (GOOD, [])
    assert read(PLAIN, "no-matter-how.csv") == (GOOD, [])


def test_a_table_may_begin_anywhere_and_end_in_empty_rows() -> None:
    content = workbook((), (None, *HEAD), (), (None, "A1", 1), (None, None, None), (None, " "))
    rows, found = read(content, "marks.xlsx")
    assert (rows, found) == ([{"number": "A1", "mark": 1_000, "day": None, "note": None}], [])
    assert rows[0].number == 4


def test_several_sheets_are_read_and_hidden_and_empty_ones_are_not() -> None:
    book = openpyxl.load_workbook(io.BytesIO(PLAIN))
    book.create_sheet("Empty")
    hidden = book.create_sheet("Lists")
    hidden.append(("anything", "=1+1"))
    hidden.sheet_state = "hidden"
    book.create_sheet("More").append(("mark", "number", "day"))
    book["More"].append((5, "A3"))
    content = io.BytesIO()
    book.save(content)
    rows, found = read(content.getvalue(), "marks.xlsx")
    assert found == []
    assert [(row.sheet, row.number, row["number"]) for row in rows] == [
        ("Marks", 2, "A1"),
        ("Marks", 3, "A2"),
        ("More", 2, "A3"),
    ]


def test_formulas_are_refused_by_name() -> None:
    content = workbook(HEAD, *((f"A{row}", f"=B{row}+1") for row in range(2, 9)))
    refusal = refused(content, "marks.xlsx")
    assert (refusal.code, refusal.values) == (
        "spreadsheets.formulas",
        {"sheet": "Marks", "count": 7, "cells": "B2, B3, B4, B5, B6, …"},
    )


def test_merged_cells_are_refused_by_name() -> None:
    refusal = refused(workbook(HEAD, ("A1", 1), then=lambda page: page.merge_cells("C2:D5")), "marks.xlsx")
    assert (refusal.code, refusal.values) == (
        "spreadsheets.merged_cells",
        {"sheet": "Marks", "count": 1, "cells": "C2:D5"},
    )


def test_error_cells_are_refused_by_name() -> None:
    refusal = refused(workbook(HEAD, ("A1", "#N/A")), "marks.xlsx")
    assert (refusal.code, refusal.values) == ("spreadsheets.errors", {"sheet": "Marks", "count": 1, "cells": "B2"})


def test_a_cell_of_ten_megabytes_is_refused_by_its_place() -> None:
    huge = b"<c r='D2' t='inlineStr'><is><t>" + b"x" * 10_000_000 + b"</t></is></c></row>"
    content = with_member(workbook(HEAD, ("A1", 1)), SHEET, lambda xml: huge.join(xml.rsplit(b"</row>", 1)))
    refusal = refused(content, "marks.xlsx")
    assert (refusal.code, refusal.values) == (
        "spreadsheets.cell_too_long",
        {"sheet": "Marks", "row": 2, "column": "Note", "length": 10_000_000, "longest": 32_767},
    )


@pytest.mark.parametrize("place", ["XFD1048576", "BA900000", "A9999999"])
def test_a_far_cell_reserves_no_memory(place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    content = with_member(PLAIN, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert refused(content, "marks.xlsx").code == "spreadsheets.sheet_too_large"


def test_a_far_cell_that_is_only_formatted_does_not_count() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    content = with_member(PLAIN, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    assert read(content, "marks.xlsx") == (GOOD, [])


@pytest.mark.parametrize("member", [SHEET, "xl/media/picture.png", "xl/workbook.xml"])
def test_a_zip_bomb_is_refused(member: str) -> None:
    content = with_member(PLAIN, member, lambda old: old + b" " * 70_000_000)
    assert len(content) < 100_000
    assert refused(content, "marks.xlsx").code == "spreadsheets.unpacks_too_large"


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    content = with_member(PLAIN, "xl/media/picture.png", lambda _: b" " * 70_000_000)
    lying = content.replace((70_000_000).to_bytes(4, "little"), (70).to_bytes(4, "little"))
    assert lying != content
    assert refused(lying, "marks.xlsx").code == "spreadsheets.unpacks_too_large"


def test_a_zip_file_that_declares_gigabytes_is_refused() -> None:
    content = with_member(PLAIN, "xl/media/picture.png", lambda _: b" " * 70_000)
    lying = content.replace((70_000).to_bytes(4, "little"), (4_000_000_000).to_bytes(4, "little"))
    assert refused(lying, "marks.xlsx").code == "spreadsheets.unpacks_too_large"


def other_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return content.getvalue()


def declared(xml: bytes) -> bytes:
    head, rest = xml.split(b"?>", 1) if xml.startswith(b"<?xml") else (b'<?xml version="1.0"', xml)
    return head + b'?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + rest


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Number,Mark\nA1,1\n", "spreadsheets.not_xlsx"),
        (b"PK\x03\x04 and nothing else", "spreadsheets.damaged"),
        (PLAIN[:-100], "spreadsheets.damaged"),
        (PLAIN[: len(PLAIN) // 2] + PLAIN[len(PLAIN) // 2 + 40 :], "spreadsheets.damaged"),
        (other_zip(), "spreadsheets.not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "spreadsheets.old_or_encrypted"),
        (workbook(), "spreadsheets.empty_file"),
        (workbook(HEAD), "spreadsheets.no_rows"),
        (workbook(("Number", "Mark"), ("A1", 1)), "spreadsheets.missing_columns"),
        (workbook((*HEAD, "number"), ("A1", 1)), "spreadsheets.repeated_column"),
        (with_member(PLAIN, SHEET, declared), "spreadsheets.damaged"),
        (with_member(PLAIN, "xl/workbook.xml", declared), "spreadsheets.damaged"),
        (with_member(PLAIN, SHEET, lambda xml: xml[:-40]), "spreadsheets.damaged"),
        (
            with_member(PLAIN, SHEET, lambda xml: xml.replace(b"<sheetData>", b"<sheetData a='" + b"x" * 3_000_000)),
            "spreadsheets.damaged",
        ),
        (with_member(PLAIN, SHEET, lambda xml: xml.replace(b'r="B2"', b'r="B12000001"')), "spreadsheets.damaged"),
        (
            with_member(PLAIN, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"sheet1", b"sheet9")),
            "spreadsheets.damaged",
        ),
        (
            with_member(PLAIN, "xl/workbook.xml", lambda xml: xml.replace(b'"visible"', b'"hidden"')),
            "spreadsheets.no_visible_sheet",
        ),
        (PLAIN.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), "spreadsheets.encrypted"),
    ],
)
def test_refused_as_a_whole(content: bytes, code: str) -> None:
    assert refused(content, "marks.xlsx").code == code


def test_cells_are_refused_by_their_place() -> None:
    content = workbook(HEAD, ("A1", True, 44926, None, "stray"), (None, 1e300, datetime(2022, 1, 1, 9)))
    assert problems(content, "marks.xlsx") == [
        'Sheet "Marks", row 2, column E: "stray" stands under no heading. Write a heading or empty the cell; '
        "in a CSV file, put a text that holds the delimiter in quotation marks.",
        'Sheet "Marks", row 2, column "Mark": "TRUE" is not a number. '
        "Write digits, such as 78.12 or 78,12, without spaces.",
        'Sheet "Marks", row 2, column "Day": "44926" is a number, not a date. '
        "Give the cell the format of a date, or write it as 2022-12-31.",
        'Sheet "Marks", row 3, column "Number": the cell is empty. Fill it in, or delete the row.',
        'Sheet "Marks", row 3, column "Mark": "1e+300" is not a number. '
        "Write digits, such as 78.12 or 78,12, without spaces.",
        'Sheet "Marks", row 3, column "Day": "2022-01-01 09:00:00" has a time of day. '
        "Write the date only, as 2022-12-31.",
    ]


def test_an_apostrophe_in_a_workbook_is_text() -> None:
    assert read(workbook(HEAD, ("'=1", 1)), "marks.xlsx")[0][0]["number"] == "'=1"


STRANGE = (
    b"<?xml version='1.0'?><x:worksheet xmlns:x='urn:m'><x:sheetData><x:row r='3'>"
    b"<x:c r='B3' t='e'><x:v>#N/A</x:v></x:c><x:c><x:f>1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData>"
    b"<x:mergeCells><x:mergeCell ref='A1:B1'/></x:mergeCells></x:worksheet>"
)


def test_xml_that_no_program_writes_goes_through_a_parser() -> None:
    with pytest.raises(StrangeXmlError):
        look_through([STRANGE])
    with pytest.raises(StrangeXmlError):
        look_through([STRANGE.decode().replace("version='1.0'", "version='1.0' encoding='UTF-16'").encode("utf-16")])
    found = walk_through([STRANGE[:90], STRANGE[90:]])
    assert (found.formulas, found.errors, found.merged) == (["C3"], ["B3"], ["A1:B1"])
    assert (found.last_row, found.last_column) == (3, 3)


def test_the_fast_search_and_the_parser_find_the_same_in_any_pieces() -> None:
    content = workbook(HEAD, ("A1", "=1"), ("#REF!", 2, "=2"), then=lambda page: page.merge_cells("AA5:AB6"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(SHEET)
    parsed = walk_through([xml])
    assert parsed.formulas == ["B2", "C3"]
    for size in (1, 7, 64, len(xml)):
        assert look_through(xml[start : start + size] for start in range(0, len(xml), size)) == parsed
