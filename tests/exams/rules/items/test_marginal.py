"""One slope and a slope each, held against a plain Gauss-Hermite likelihood, and what has no finite answer."""

from __future__ import annotations

import random
from collections import Counter
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from numpy.polynomial.hermite_e import hermegauss
from scipy.optimize import minimize

from ortoo.exams.rules.items.likelihood import information, likelihood
from ortoo.exams.rules.items.marginal import marginal
from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.items.answers import cells_of, invented, lsat, of_cells, of_rows, seeds, usable

NODES, WEIGHTS = hermegauss(81)


def plainly(responses: Responses, slopes: Floats, difficulties: Floats) -> float:
    """The log-likelihood as the model says it, pattern by pattern."""
    value = 0.0
    for row, count in Counter(cells_of(responses)).items():
        chance = np.ones(len(NODES))
        for cell, slope, difficulty in zip(row, slopes, difficulties, strict=True):
            if cell is not None:
                solving = 1 / (1 + np.exp(-slope * (NODES - difficulty)))
                chance *= solving if cell else 1 - solving
        value += count * float(np.log(chance @ WEIGHTS / sqrt(2 * np.pi)))
    return value


@settings(max_examples=6, deadline=None)
@given(seeds())
def test_no_common_slope_fits_better_by_the_plain_likelihood(seed: int) -> None:
    responses = invented(seed, items=3, persons=60, missing=0.1)
    assume(usable(responses))
    found = marginal(responses, common_slope=True)
    assert found.discrimination is not None
    assert found.log_likelihood == pytest.approx(plainly(responses, found.discrimination, found.difficulty), abs=1e-6)
    best = minimize(
        lambda free: -plainly(responses, np.full(3, free[0]), free[1:]),
        np.array([1.0, 0.0, 0.0, 0.0]),
        method="L-BFGS-B",
        bounds=[(0.01, 9.0), *[(-30.0, 30.0)] * 3],
    )
    assert found.log_likelihood >= -best.fun - 1e-6


@pytest.mark.parametrize("seed", [3, 4])
def test_slopes_are_those_of_the_plain_likelihood(seed: int) -> None:
    responses = invented(seed, items=4, persons=300, missing=0.1)
    found = marginal(responses, common_slope=False)
    assert found.discrimination is not None
    best = minimize(
        lambda free: -plainly(responses, free[:4], free[4:]), np.array([1.0] * 4 + [0.0] * 4), method="BFGS"
    )
    assert found.log_likelihood == pytest.approx(-best.fun, abs=1e-4)
    assert found.discrimination == pytest.approx(best.x[:4], abs=0.01)
    assert found.difficulty == pytest.approx(best.x[4:], abs=0.01)


@given(seeds())
def test_slope_and_information_are_the_derivatives(seed: int) -> None:
    """Central differences at an arbitrary place, with gaps in the answers."""
    responses = invented(seed, items=3, persons=25, missing=0.25)
    chance = np.random.default_rng(seed)
    at = np.concatenate([chance.uniform(0.3, 2, 3), chance.uniform(-2, 2, 3)])
    step = 1e-5
    moves = [(at + step * one, at - step * one) for one in np.eye(6)]
    found = [(likelihood(responses, *np.split(up, 2)), likelihood(responses, *np.split(down, 2))) for up, down in moves]
    slope = [(up.value - down.value) / (2 * step) for up, down in found]
    curvature = np.array([(up.slope - down.slope) / (2 * step) for up, down in found])
    assert likelihood(responses, *np.split(at, 2)).slope == pytest.approx(slope, abs=1e-5)
    assert information(responses, *np.split(at, 2)) == pytest.approx(-curvature, abs=1e-5)


@pytest.mark.parametrize("common_slope", [True, False])
def test_order_does_not_count_and_twice_the_persons_know_more(common_slope: bool) -> None:
    responses = invented(11, persons=250, missing=0.1)
    people = cells_of(responses)
    straight, twice = (marginal(of_cells(people * times), common_slope=common_slope) for times in (1, 2))
    random.Random(1).shuffle(people)
    turned = marginal(of_cells([row[::-1] for row in people]), common_slope=common_slope)
    assert turned.difficulty[::-1] == pytest.approx(straight.difficulty, abs=1e-6)
    assert turned.se[::-1] == pytest.approx(straight.se, abs=1e-6)
    assert twice.difficulty == pytest.approx(straight.difficulty, abs=1e-6)
    assert twice.se == pytest.approx(straight.se / sqrt(2), abs=1e-6)
    assert twice.log_likelihood == pytest.approx(2 * straight.log_likelihood)


def test_a_slope_each_never_fits_worse_than_one_for_all() -> None:
    for name in ("lsat6", "lsat7"):
        one, each = (marginal(lsat(name), common_slope=common) for common in (True, False))
        assert each.log_likelihood >= one.log_likelihood
        assert one.discrimination is not None
        assert len(set(one.discrimination.tolist())) == 1


def test_what_was_put_in_comes_out() -> None:
    """3,000 persons, 12 items: nine of ten difficulties within two standard errors, all within four."""
    chance = np.random.default_rng(7)
    slopes, difficulties = chance.uniform(0.7, 1.6, 12), chance.uniform(-1.5, 1.5, 12)
    ability = chance.normal(size=3000)
    solved = chance.random((3000, 12)) < 1 / (1 + np.exp(-slopes * (ability[:, None] - difficulties)))
    found = marginal(of_cells([tuple(map(int, row)) for row in solved]), common_slope=False)
    off = np.abs(found.difficulty - difficulties) / found.se
    assert (off < 4).all()
    assert (off < 2).mean() >= 0.9


@pytest.mark.parametrize(
    ("rows", "common_slope", "code", "values"),
    [
        (("10", "01", "11", "00"), False, "too_few_for_slopes", {"fewest": 3}),
        (("000", "100", "110", "111") * 3, True, "slope_of_all_runs_off", {}),
        (("100", "010", "001", "110", "011", "101"), True, "nothing_in_common", {}),
    ],
)
def test_what_has_no_finite_answer(
    rows: tuple[str, ...], common_slope: bool, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        marginal(of_rows(*rows), common_slope=common_slope)
    assert (refused.value.code, refused.value.values) == (f"items.{code}", values)


@pytest.mark.parametrize("seed", range(6))
def test_five_people_get_a_sentence_not_figures_without_end(seed: int) -> None:
    responses = invented(seed, items=8, persons=5)
    cells = [*cells_of(responses), (1,) * 8]
    if not usable(of_cells(cells)):
        cells += [(1, 0) * 4, (0, 1) * 4]
    with pytest.raises(Refusal) as refused:
        marginal(of_cells(cells), common_slope=False)
    assert refused.value.code in ("items.slope_runs_off", "items.not_determined", "items.slope_of_nothing")
    assert set(refused.value.values) <= {"item", "persons"}


def test_the_item_whose_slope_runs_off_is_named() -> None:
    """Item 4 is solved by whoever solved two of the others, and by nobody else."""
    people = [row for row in cells_of(invented(2, items=3, persons=200)) if None not in row]
    with pytest.raises(Refusal) as refused:
        marginal(of_cells([(*row, int(sum(cell or 0 for cell in row) >= 2)) for row in people]), common_slope=False)
    assert (refused.value.code, refused.value.values) == ("items.slope_runs_off", {"item": "item4"})
