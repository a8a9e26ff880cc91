"""Marks with the errors they were released with, without the answers behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortoo.access.models import User
from ortoo.exams.models import FormPlan, Gate, Mark, Measurement, Release, Scoring, Sitting
from tests.cast import AT
from tests.factories import exams


@dataclass(frozen=True)
class Measured:
    """A mark with its own error and that of its table, in thousandths of the sitting's scale."""

    mark: int
    own: int
    table_error: int = 0
    table: str = ""


def released(code: str, measured: Mapping[str, Measured], by: User, decides: str = "equated") -> None:
    """The sitting `code` with these marks, released: {personnel number: what was measured}."""
    exams.given(code, {number: one.mark for number, one in measured.items()}, by)
    release = _release(Sitting.objects.get(code=code), decides, by)
    marks = Mark.objects.everything(because="a test builds").filter(sitting__code=code).select_related("official")
    rows = ((mark, measured[mark.official.number]) for mark in marks)
    Measurement.objects.everything(because="a test builds").bulk_create(
        Measurement(
            mark=mark, release=release, raw=one.mark, equated=one.mark, own=one.own, table_error=one.table_error,
            table=one.table,
        )
        for mark, one in rows
    )  # fmt: skip


def _release(sitting: Sitting, decides: str, by: User) -> Release:
    plan = FormPlan.objects.create(
        sitting=sitting, blueprint="{}", seed="0f", decides=decides, method="linear" if decides == "equated" else "",
        planned_by=by, planned_at=AT, assembled_at=AT, sealed_by=by, sealed_at=AT,
    )  # fmt: skip
    same = "cd" * 32
    scoring = Scoring.objects.create(
        plan=plan,
        of="ab" * 32,
        sheets=1,
        by_python=same,
        by_sql=same,
        differing=0,
        scored_by=by,
        scored_at=AT,
    )
    Gate.objects.create(scoring=scoring, body="{}", findings=0, looked_by=by, looked_at=AT)
    return Release.objects.create(plan=plan, scoring=scoring, released_by=by, released_at=AT)
