"""Files as strangers send them, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Choice, Date, Text, Thousandths, Whole, YesNo
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import Row, RowProblem, parse_rows

LAYOUT = Layout(
    "example",
    (
        Column("number", {"en": ("Number", "ID"), "mn": "Дугаар", "ko": "번호"}, Text(longest=20)),
        Column(
            "mark",
            {"en": "Mark", "mn": "Оноо", "ko": "점수"},
            Thousandths(high=100_000),
            help={"en": "From 0 to 100.", "mn": "0-ээс 100 хүртэл.", "ko": "0에서 100까지."},
        ),
        Column("day", {"en": "Day", "mn": "Өдөр", "ko": "날짜"}, Date(), may_be_empty=True),
        Column("note", {"en": "Note", "mn": "Тайлбар", "ko": "메모"}, Text(longest=1_000, lines=True), required=False),
    ),
)

WIDE = Layout(
    "wide",
    (
        *LAYOUT.columns,
        Column("years", {"en": "Years", "mn": "Жил", "ko": "연수"}, Whole(low=-10, high=60), required=False),
        Column("able", {"en": "Able", "mn": "Чадвартай", "ko": "가능"}, YesNo(), required=False),
        Column(
            "sex",
            {"en": "Sex", "mn": "Хүйс", "ko": "성별"},
            Choice({"f": {"en": "female", "mn": "эмэгтэй"}, "m": {"en": "male", "mn": "эрэгтэй"}}),
            required=False,
        ),
    ),
)

GOOD = [
    {"number": "A1", "mark": 78_120, "day": date(2022, 12, 31), "note": None},
    {"number": "A2", "mark": 0, "day": None, "note": "Өлзий"},
]


def workbook(*rows: tuple[Any, ...], then: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    """A workbook with a sheet "Marks" of these rows, as Excel's own kind of writer makes it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Marks"
    for row in rows:
        page.append(row)
    then(page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_member(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip file with one member changed, or added where there is none."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return changed.getvalue()


def read(content: bytes, filename: str = "marks.csv", layout: Layout = LAYOUT) -> tuple[list[Row], list[RowProblem]]:
    return parse_rows(read_table(content, filename, layout), layout)


def refused(content: bytes, filename: str = "marks.csv", layout: Layout = LAYOUT) -> Refusal:
    """The refusal of a whole file, with its sentence proven to exist in three languages."""
    with pytest.raises(Refusal) as caught:
        read(content, filename, layout)
    assert all(caught.value.sentence(language) for language in ("en", "mn", "ko"))
    return caught.value


def problems(content: bytes, filename: str = "marks.csv", layout: Layout = LAYOUT) -> list[str]:
    """The problems of a file as sentences, after all three languages were spoken."""
    found = read(content, filename, layout)[1]
    assert all(problem.sentence(language) for problem in found for language in ("mn", "ko"))
    return [problem.sentence("en") for problem in found]
