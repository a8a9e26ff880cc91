"""Sittings and rows of marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ortoo.access.models import User
from ortoo.exams.models import Mark, Sitting
from ortoo.exams.operations import import_marks, open_sitting
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row
from tests.cast import AT

FILE = Source("marks.csv", "ab" * 32)
HEADINGS = {"number": "Number", "mark": "Mark"}


def sitting(code: str, by: User, **changed: Any) -> Sitting:
    """On a scale of 0 to 100."""
    asked: dict[str, Any] = {
        "names": {"mn": f"Шалгалт {code}", "en": f"Exam {code}", "ko": f"시험 {code}"},
        "held_on": date(2025, 5, 20), "scale_high": 100_000, "marker": "Academy",
    }  # fmt: skip
    return open_sitting(code=code, by=by, at=AT, **{**asked, **changed})


def rows(marks: Mapping[str, int | str] | Sequence[tuple[str, int | str]]) -> list[Row]:
    """{number: mark} as rows of a file that begins in row 2."""
    pairs = list(marks.items()) if isinstance(marks, Mapping) else marks
    return [
        Row({"number": number, "mark": mark}, "marks.csv", at, HEADINGS)
        for at, (number, mark) in enumerate(pairs, start=2)
    ]


def given(code: str, marks: Mapping[str, int | str], by: User) -> ImportReport:
    """The marks of a sitting, imported."""
    report = import_marks(sitting=code, rows=rows(marks), source=FILE, by=by, at=AT)
    assert not report.problems
    return report


def mark(code: str, number: str) -> Mark:
    return Mark.objects.everything(because="a test looks").get(sitting__code=code, official__number=number)
