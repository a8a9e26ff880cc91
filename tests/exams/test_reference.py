"""The page for users says what the code says."""

from __future__ import annotations

from pathlib import Path

from ortoo.exams.files.layouts import MARKS
from ortoo.multilingual.refusals import registry
from ortoo.spreadsheets.cells import words_of
from ortoo.spreadsheets.layout import Column

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "exams.md").read_text("utf-8")


def row_of(column: Column) -> str:
    said = words_of(column.titles)
    headings = " · ".join(", ".join(said[language]) for language in ("en", "mn", "ko"))
    return f"| `{column.name}` | {headings} | {column.help['en']} |"


def test_the_columns_of_a_file_of_marks_are_those_of_the_code() -> None:
    for column in MARKS.columns:
        assert row_of(column) in PAGE


def test_every_refusal_of_a_row_stands_on_the_page() -> None:
    of_rows = [code for code, words in registry().items() if code.startswith("exams.") and "{row}" in words["en"]]
    missing = [code for code in of_rows if "gradebook" not in code and f"`{code}`" not in PAGE]
    assert missing == []
