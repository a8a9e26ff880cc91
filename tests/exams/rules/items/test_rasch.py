"""The Rasch model given scores, held against every subset of items counted out, and where it has no answer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from scipy.optimize import minimize

from ortoo.exams.rules.items.rasch import conditional
from ortoo.exams.rules.items.responses import Responses
from ortoo.exams.rules.items.score_chances import fitting_ability, score_chances
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.items.answers import Pattern, cells_of, invented, of_cells, of_rows, seeds, usable

Sequences = Sequence[float]


def test_two_items_by_hand() -> None:
    """30 solved the first alone, 10 the second alone: log odds log 3 apart, information 40 x 3/4 x 1/4 of the gap."""
    found = conditional(of_cells([(1, 0)] * 30 + [(0, 1)] * 10 + [(1, 1)] * 7 + [(0, 0)] * 9))
    assert found.difficulty == pytest.approx([-log(3) / 2, log(3) / 2])
    assert found.se == pytest.approx([sqrt(1 / 7.5) / 2] * 2)
    assert found.log_likelihood == pytest.approx(30 * log(3 / 4) + 10 * log(1 / 4))


def counted_out(responses: Responses, difficulty: Sequences) -> float:
    """The conditional log-likelihood, person by person, each over all sets of items of the same size."""
    value = 0.0
    for row in cells_of(responses):
        reached = [place for place, cell in enumerate(row) if cell is not None]
        solved = [place for place in reached if row[place] == 1]
        chances = [exp(-sum(difficulty[place] for place in some)) for some in combinations(reached, len(solved))]
        value += -sum(difficulty[place] for place in solved) - log(sum(chances))
    return value


@settings(max_examples=15)
@given(seeds())
def test_no_difficulties_fit_better_when_all_sets_are_counted_out(seed: int) -> None:
    responses = invented(seed, persons=60, missing=0.15)
    assume(usable(responses))
    found = conditional(responses)
    assert found.log_likelihood == pytest.approx(counted_out(responses, found.difficulty.tolist()))

    def falling(free: Sequences) -> float:
        return -counted_out(responses, [-sum(free), *free])

    best = minimize(falling, np.zeros(3), method="BFGS")
    assert found.difficulty[1:] == pytest.approx(best.x, abs=1e-3)
    assert found.log_likelihood >= -best.fun - 1e-9


@settings(max_examples=15)
@given(seeds())
def test_scores_of_none_and_of_all_say_nothing(seed: int) -> None:
    responses = invented(seed)
    assume(usable(responses))
    people = cells_of(responses)
    telling: list[Pattern] = [row for row in people if 0 < sum(cell or 0 for cell in row) < len(row)]
    few, many = conditional(of_cells(telling)), conditional(of_cells([*people, *[(1,) * 4] * 50, *[(0,) * 4] * 20]))
    assert few.difficulty == pytest.approx(many.difficulty, abs=1e-6)
    assert few.se == pytest.approx(many.se, abs=1e-6)
    assert few.log_likelihood == pytest.approx(many.log_likelihood)


@settings(max_examples=15)
@given(seeds())
def test_order_does_not_count_and_twice_the_persons_know_more(seed: int) -> None:
    responses = invented(seed, missing=0.1)
    assume(usable(responses))
    people = cells_of(responses)
    straight, twice = conditional(responses), conditional(of_cells(people * 2))
    random.Random(seed).shuffle(people)
    turned = conditional(of_cells([row[::-1] for row in people]))
    assert turned.difficulty[::-1] == pytest.approx(straight.difficulty, abs=1e-6)
    assert turned.se[::-1] == pytest.approx(straight.se, abs=1e-6)
    assert twice.difficulty == pytest.approx(straight.difficulty, abs=1e-6)
    assert twice.se == pytest.approx(straight.se / sqrt(2), abs=1e-6)
    assert twice.log_likelihood == pytest.approx(2 * straight.log_likelihood)


def test_the_errors_are_those_of_the_curvature() -> None:
    """Second differences of the likelihood counted out, inverted among difficulties that sum to zero."""
    responses = invented(5, items=3, missing=0.2)
    found = conditional(responses)
    step, size = 1e-3, 3
    basis = np.array([[-1.0, 1.0, 0.0], [-1.0, 0.0, 1.0]])

    def value(*moves: np.ndarray) -> float:
        return counted_out(responses, (found.difficulty + sum(moves)).tolist())

    curvature = np.empty((size - 1, size - 1))
    for one in range(size - 1):
        for other in range(size - 1):
            up, side = step * basis[one], step * basis[other]
            curvature[one, other] = value(up, side) - value(up, -side) - value(-up, side) + value(-up, -side)
    covariance = basis.T @ np.linalg.inv(-curvature / (4 * step**2)) @ basis
    assert found.se == pytest.approx(np.sqrt(np.diag(covariance)), abs=1e-5)


def test_many_items_of_any_difficulty_lose_no_digits() -> None:
    """600 items: their symmetric functions reach 1e179; the chances of the items given a score add up to the score."""
    difficulty = np.linspace(-6, 6, 600)
    scores = np.array([1, 7, 300, 599])
    reached = np.ones((4, 600), dtype=bool)
    ability = fitting_ability(difficulty, reached, scores)
    log_function, solving = score_chances(difficulty, reached, scores, ability)
    assert np.isfinite(log_function).all()
    assert solving.sum(axis=1) == pytest.approx(scores)
    assert log_function[0] == pytest.approx(np.log(np.exp(-difficulty).sum()))
    assert (solving >= 0).all()
    assert (np.diff(solving, axis=1) < 1e-12).all()


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        (("100", "110", "111"), "item3"),
        (("110", "101", "010", "001", "100"), None),
        (("1100", "1000", "0100", "1110", "1101", "1111"), "item3, item4"),
        (("11-", "--1", "10-", "0-0", "01-"), "item3"),
    ],
)
def test_items_that_no_finite_difficulty_fits_are_named(rows: tuple[str, ...], items: str | None) -> None:
    if items is None:
        assert np.isfinite(conditional(of_rows(*rows)).difficulty).all()
        return
    with pytest.raises(Refusal) as refused:
        conditional(of_rows(*rows))
    assert (refused.value.code, refused.value.values) == ("items.apart", {"items": items})
