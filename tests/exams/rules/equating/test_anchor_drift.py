"""Drift of common items: by hand, as planted, and without false alarms where nothing moved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.equating.anchor_drift import deltas, drift, perpendicular, robust_z, with_and_without
from ortoo.exams.rules.equating.curves import Items, items
from ortoo.exams.rules.equating.linking import Link, stocking_lord
from ortoo.multilingual.refusals import Refusal

LIMITS = {"most_z": 2.7, "most_distance": 0.5}


def test_robust_z_worked_by_hand() -> None:
    # Changes 0, 0.1, 0.2, 0.3, 2: the median is 0.2, the quartiles 0.1 and 0.3, so a unit is 0.74 x 0.2 = 0.148.
    new = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    z = robust_z(new, new + np.array([0, 0.1, 0.2, 0.3, 2.0]))
    assert z.tolist() == pytest.approx([-0.2 / 0.148, -0.1 / 0.148, 0, 0.1 / 0.148, 1.8 / 0.148])


def test_where_most_items_changed_alike_the_one_that_did_not_is_far_away() -> None:
    new = np.arange(6.0)
    assert robust_z(new, new + np.array([1, 1, 1, 1, 1, 1.5])).tolist() == [0, 0, 0, 0, 0, np.inf]


def test_perpendicular_distances_worked_by_hand() -> None:
    # (-1, 1), (0, 1), (1, 1), (-1, -1), (0, -1), (1, -1) with (2, 2), (-2, -2): the axis is the diagonal; (-1, 1) is
    # the square root of 2 off, (0, 1) half of that.
    new = np.array([-1.0, 0, 1, -1, 0, 1, 2, -2])
    old = np.array([1.0, 1, 1, -1, -1, -1, 2, -2])
    both = np.array([np.r_[new, old], np.r_[old, new]])  # mirrored, so that both forms spread alike
    found = perpendicular(both[0], both[1])[:8]
    assert found.tolist() == pytest.approx([2**0.5, 2**-0.5, 0, 0, -(2**-0.5), -(2**0.5), 0, 0], abs=1e-9)


def test_deltas_worked_by_hand() -> None:
    # Half solve it: 13. 84.134 % is one standard deviation: 4 easier.
    assert deltas(np.array([0.5, 0.8413447, 0.1586553])).tolist() == pytest.approx([13, 9, 17], abs=1e-5)


def moved(by: float, *, seed: int = 0, noise: float = 0.0) -> tuple[Items, Items]:
    """Twelve common items on two scales; on the old occasion the last one was `by` harder than on the new."""
    chance = np.random.default_rng(seed)
    new = items(np.linspace(-2, 2, 12).tolist(), chance.uniform(0.8, 1.6, 12).tolist())
    old = Link(1.2, -0.3).of(new)
    change = chance.normal(0, noise, 12) if noise else np.zeros(12)
    change[-1] += by
    return new, Items(old.slope, old.difficulty + change, old.guess)


def test_a_planted_drift_is_found_and_the_link_without_it_is_right() -> None:
    for seed in range(20):
        new, old = moved(1.2, seed=seed, noise=0.05)
        answer = with_and_without(new, old, most_z=2.7, most_distance=0.5)
        assert np.flatnonzero(answer.found.shown).tolist() == [11]
        off_with = abs(answer.by_all.slope - 1.2) + abs(answer.by_all.intercept + 0.3)
        off_without = abs(answer.by_rest.slope - 1.2) + abs(answer.by_rest.intercept + 0.3)
        assert off_without < off_with / 2


def test_without_drift_hardly_anything_is_shown_and_both_links_agree() -> None:
    """400 runs of 12 items with normal errors of 0.1: robust z of twelve has heavy ends, so some are shown."""
    shown = [
        int(drift(new.difficulty, (old.difficulty + 0.3) / 1.2, most_z=4.5, most_distance=0.5).shown.sum())
        for new, old in (moved(0, seed=seed, noise=0.1) for seed in range(400))
    ]
    assert sum(shown) / (400 * 12) < 0.02
    new, old = moved(0)
    answer = with_and_without(new, old, most_z=np.inf, most_distance=0.5, method=stocking_lord)
    assert not answer.found.shown.any()
    assert answer.by_rest == answer.by_all
    assert (answer.by_all.slope, answer.by_all.intercept) == pytest.approx((1.2, -0.3), abs=1e-6)


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=20, unique=True), st.floats(-2, 2), st.floats(-2, 2))
def test_moving_both_scales_alike_moves_no_measure(difficulty: list[float], by: float, further: float) -> None:
    new = np.array(difficulty)
    old = new + np.linspace(-0.3, 0.3, len(new)) ** 3
    assert robust_z(new + by, old + further) == pytest.approx(robust_z(new, old), rel=1e-4, abs=1e-6)
    if np.std(new) > 0.2:
        assert perpendicular(new + by, old + further) == pytest.approx(perpendicular(new, old), abs=1e-6)


@pytest.mark.parametrize(
    ("new", "old", "code"),
    [
        ([0.0, 1.0], [0.0, 1.0], "common_too_few"),
        ([0.0, 1.0, 2.0], [0.0, 1.0], "common_too_few"),
        ([1.0, 1.0, 1.0], [0.0, 1.0, 2.0], "difficulties_alike"),
        ([0.0, 1.0, 2.0], [2.0, 1.0, 0.0], "difficulties_alike"),
    ],
)
def test_items_that_show_nothing_are_refused(new: list[float], old: list[float], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        drift(np.array(new), np.array(old), **LIMITS)
    assert refused.value.code == f"equating.{code}"


def test_an_item_that_everybody_solved_has_no_delta() -> None:
    with pytest.raises(Refusal) as refused:
        deltas(np.array([0.5, 1.0]))
    assert (refused.value.code, refused.value.values) == ("equating.facility_off", {"place": 2, "value": 1.0})


def test_too_few_that_did_not_move_are_refused() -> None:
    new = items([-1, 0, 1, 2])
    with pytest.raises(Refusal) as refused:
        with_and_without(new, items([-1, 0.9, 0.1, 2]), most_z=0.1, most_distance=0.1)
    assert refused.value.code == "equating.common_too_few"
