"""How fast twelve thousand take a course, and how fast the report on them answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, measured_apart

COUNT = 12_000


def bench_training(scratch: Path) -> Iterator[Figure]:
    """12,000 officials take a course: enrolled, present, tested, and reported (SQLite)"""
    figures = measured_apart("benchmarks.courses_and_report", COUNT, scratch)
    yield Figure("a cohort of 12,000 with two classes and a test, by files", figures["train"], "s", 10.0)
    yield Figure("report by ministry, page, p50", figures["ministry"], "ms", 2_000.0)
    yield Figure("report by aimag, page, p50", figures["aimag"], "ms", 2_000.0)
    yield Figure("competencies with their gaps, page, p50", figures["gaps"], "ms", 2_000.0)
    yield Figure("the cohort, page, p50", figures["cohort"], "ms", 500.0)
