"""How long answer sheets take to come in and to be scored by both scorers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, measured_apart

COUNT = 12_000
"""Sheets of 45 items of all kinds but essays."""


def bench_scoring_of_sheets(scratch: Path) -> Iterator[Figure]:
    """Answer sheets of 45 items are entered twice and scored twice (SQLite)"""
    spent = measured_apart("benchmarks.sheets_and_scoring", COUNT, scratch / "house")
    yield Figure(f"{COUNT:,} sheets from a file", spent["enter"], "s", 10.0)
    yield Figure("scored in Python", spent["python"], "s", 5.0)
    yield Figure("scored in SQL", spent["sql"], "s", 10.0)
    yield Figure("the effect of taking a key back", spent["effects"], "s", 2.0)
