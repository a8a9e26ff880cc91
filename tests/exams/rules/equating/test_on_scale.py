"""From a table to marks on a scale: by hand, and what holds of every table."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.equating.equate import Equated
from ortoo.exams.rules.equating.on_scale import (
    Table,
    between,
    equated_mark,
    raw_mark,
    same,
    slope,
    table_error,
    table_of,
)
from ortoo.exams.rules.incoming import Scale

HUNDRED = Scale(0, 100_000)
BENT = Table((0, 500_000, 1_500_000, 3_000_000), (100_000, 200_000, 300_000, 400_000))
"""Of three points: worth 0, 0.5, 1.5 and 3."""


def test_a_raw_mark_is_the_share_of_points_half_up() -> None:
    assert raw_mark(31_000, 45_000, HUNDRED) == 68_889
    assert raw_mark(1, 2_000, Scale(0, 1_000)) == 1  # half a thousandth goes up
    assert raw_mark(10_000, 40_000, Scale(20_000, 100_000)) == 40_000


def test_between_whole_points_a_straight_line_runs() -> None:
    """1.5 points are worth 1; of 4 points on the reference that is a quarter of the scale."""
    assert between(BENT.worth, 1_500) == 1_000_000 * 1_000
    assert equated_mark(1_500, BENT, 4_000, HUNDRED) == 25_000
    assert table_error(1_500, BENT, 4_000, HUNDRED) == 6_250


def test_no_mark_leaves_the_scale() -> None:
    wide = Table((-400_000, 1_000_000, 2_600_000), (0, 0, 0))
    assert [equated_mark(points, wide, 2_000, HUNDRED) for points in (0, 1_000, 2_000)] == [0, 50_000, 100_000]


def test_how_steep_a_table_is_around_a_point() -> None:
    assert slope(1_000, BENT) == pytest.approx(1.0)  # from 0 to 3 points: 3 worth
    assert slope(0, BENT) == pytest.approx(0.75)
    assert slope(5_000, same(0)) == 1.0


def test_a_table_is_kept_in_millionths() -> None:
    found = table_of(Equated(np.array([0.25, 1.1234567]), np.array([0.1, 0.2])))
    assert found == Table((250_000, 1_123_457), (100_000, 200_000))


@given(st.integers(1, 60), st.data())
def test_a_form_that_is_its_own_reference_changes_no_mark(most: int, data: st.DataObject) -> None:
    points = data.draw(st.integers(0, 1000 * most))
    assert equated_mark(points, same(most), 1000 * most, HUNDRED) == raw_mark(points, 1000 * most, HUNDRED)


@given(st.lists(st.integers(-(10**6), 10**8), min_size=2, max_size=40), st.data())
def test_a_row_is_read_exactly(row: list[int], data: st.DataObject) -> None:
    points = data.draw(st.integers(0, 1000 * (len(row) - 1)))
    place, part = divmod(points, 1000)
    upper = row[min(place + 1, len(row) - 1)]
    assert Fraction(between(row, points), 1000) == row[place] + Fraction(part, 1000) * (upper - row[place])
