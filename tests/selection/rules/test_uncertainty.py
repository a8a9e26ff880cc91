"""Rank intervals and chances: known critical values, simulation, coverage."""

from __future__ import annotations

import numpy as np
import pytest

from ortoo.selection.rules.uncertainty import chance_of_top, rank_intervals, uncertainty


def simulated(merit: np.ndarray, error: np.ndarray, seats: int) -> np.ndarray:
    """Share of 200,000 draws in which each is among the `seats` best."""
    drawn = merit + error * np.random.default_rng(7).standard_normal((200_000, len(merit)))
    places = np.argsort(np.argsort(-drawn, axis=1), axis=1)
    return (places < seats).mean(axis=0)


@pytest.mark.parametrize(
    ("merit", "error", "seats"),
    [
        ([5, 4, 3], [1, 1, 1], 1),
        ([5, 4, 3, 2.9, 2, 1], [1, 0.1, 2, 0, 0.5, 3], 3),
        ([5, 4, 3, 2.9, 2, 1], [1, 1, 2, 2, 0.5, 3], 5),
        ([10, 9, 8, 7], [0.001, 3, 3, 3], 2),
    ],
)
def test_chances_agree_with_simulation(merit: list[float], error: list[float], seats: int) -> None:
    figures, errors = np.array(merit, dtype=float), np.array(error, dtype=float)
    assert chance_of_top(figures, errors, seats) == pytest.approx(simulated(figures, errors, seats), abs=0.005)


def test_two_people_by_hand() -> None:
    """One point apart, errors 1 and 1: the better is truly better with Phi(1 / sqrt 2) = 0.76025."""
    chance = chance_of_top(np.array([1.0, 0.0]), np.array([1.0, 1.0]), 1)
    assert chance == pytest.approx([0.76025, 0.23975], abs=1e-4)


def test_chances_sum_to_the_seats() -> None:
    random = np.random.default_rng(1)
    merit = np.sort(random.normal(70, 9, 3000))[::-1]
    chance = chance_of_top(merit, random.uniform(1, 4, 3000), 100)
    assert chance.sum() == pytest.approx(100, abs=0.01)


def test_without_errors_the_order_is_certain() -> None:
    known = uncertainty(np.array([3.0, 2.0, 1.0]), np.zeros(3), 2)
    assert known.p_top.tolist() == [1.0, 1.0, 0.0]
    assert (known.rank_low.tolist(), known.rank_high.tolist()) == ([1, 2, 3], [1, 2, 3])


def test_as_many_seats_as_people() -> None:
    assert chance_of_top(np.array([3.0, 2.0]), np.ones(2), 2).tolist() == [1.0, 1.0]


@pytest.mark.parametrize(("apart", "told"), [(2.77, False), (2.78, True)])
def test_two_people_are_told_apart_beyond_1_96_spreads(apart: float, told: bool) -> None:
    """1.96 x sqrt(1 + 1) = 2.772."""
    low, high = rank_intervals(np.array([apart, 0.0]), np.ones(2))
    assert (low.tolist(), high.tolist()) == (([1, 2], [1, 2]) if told else ([1, 1], [2, 2]))


@pytest.mark.parametrize(("apart", "told"), [(3.79, False), (3.81, True)])
def test_ten_people_need_a_larger_difference(apart: float, told: bool) -> None:
    """One against nine equals: the 95 % point of the largest of nine differences is 2.687 spreads = 3.80."""
    low, _ = rank_intervals(np.array([apart, *[0.0] * 9]), np.ones(10))
    assert (low[9] == 2) == told


def test_intervals_cover_the_true_rank() -> None:
    random = np.random.default_rng(3)
    true = np.sort(random.normal(0, 1, 20))[::-1]
    error = random.choice([0.1, 0.3, 0.6], 20)
    covered = np.zeros(20)
    for _ in range(150):
        seen = true + error * random.standard_normal(20)
        order = np.argsort(-seen)
        low, high = rank_intervals(seen[order], error[order])
        covered[order] += (low <= order + 1) & (order + 1 <= high)
    assert covered.min() / 150 >= 0.95


def test_many_sizes_of_errors_give_wider_intervals_never_narrower() -> None:
    random = np.random.default_rng(5)
    merit, error = np.sort(random.normal(0, 3, 200))[::-1], random.uniform(0.5, 1.0, 200)
    low, high = rank_intervals(merit, error)
    few_low, few_high = rank_intervals(merit, np.full(200, 1.0))
    assert (low >= few_low).mean() > 0.9
    assert (high <= few_high).mean() > 0.9
    assert ((low <= np.arange(1, 201)) & (np.arange(1, 201) <= high)).all()
