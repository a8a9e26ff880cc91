"""What points are worth as marks, with their errors: by hand."""

from __future__ import annotations

import pytest

from ortoo.exams.rules.equating.on_scale import Table
from ortoo.exams.rules.incoming import Scale
from ortoo.exams.rules.measured import FormWorth, Worth, sem_of

SCALE = Scale(0, 100_000)


def test_a_raw_mark_errs_by_the_sem_on_the_scale() -> None:
    """2 points of 40 are 5 of 100 marks."""
    assert FormWorth(SCALE, 40_000, 2.0).of(30_000) == Worth(75_000, None, 5_000, 0)


def test_a_table_that_stretches_stretches_the_error_too() -> None:
    """Every point is worth 1.5 on a reference of 60: the slope is 1.5 x 40/60 = 1."""
    table = Table(tuple(1_500_000 * point for point in range(41)), (300_000,) * 41)
    found = FormWorth(SCALE, 40_000, 2.0, table, 60_000).of(30_000)
    assert found == Worth(75_000, 75_000, 5_000, 500)


def test_the_sem_of_a_form() -> None:
    items: list[dict[str, object]] = [{}] * 10
    assert sem_of({"alpha": 0.91, "variance": 4.0, "mean": 5.0, "items": items}) == pytest.approx(0.6)
    assert sem_of({"alpha": -0.2, "variance": 4.0, "mean": 5.0, "items": items}) == 2.0
    assert sem_of({"alpha": None, "variance": 0.0, "mean": 5.0, "items": items}) == pytest.approx((25 / 9) ** 0.5)
