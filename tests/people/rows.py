"""Parsed rows, for operations that are called by themselves."""

from __future__ import annotations

from ortoo.people.layouts import OFFICIALS
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import Row, parse_rows
from tests.people.files import officials_csv


def official_rows(*lines: str) -> list[Row]:
    rows, problems = parse_rows(read_table(officials_csv(*lines).encode(), "officials.csv", OFFICIALS), OFFICIALS)
    assert not problems
    return rows
