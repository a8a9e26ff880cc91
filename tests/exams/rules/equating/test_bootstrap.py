"""Standard errors of equating: beside what theory says, seeded, the same whatever the blocks."""

from __future__ import annotations

import numpy as np
import pytest

from ortoo.exams.rules.equating import bootstrap
from ortoo.exams.rules.equating.equate import equate
from ortoo.exams.rules.equating.moments import moments
from ortoo.exams.rules.equating.scores import Scores, gather
from ortoo.multilingual.refusals import Refusal


def normal_group(people: int, mean: float, spread: float, seed: int) -> Scores:
    drawn = np.random.default_rng(seed).normal(mean, spread, people)
    return gather(np.clip(np.rint(drawn), 0, 60).astype(int).tolist())


NEW, OLD = normal_group(3000, 30, 6, 1), normal_group(2000, 33, 7, 2)


def test_errors_of_mean_equating_are_those_of_a_difference_of_means() -> None:
    x, y = moments(NEW), moments(OLD)
    wanted = np.sqrt(x.variance / NEW.people + y.variance / OLD.people)
    assert equate(NEW, OLD, "mean", draws=4000).error == pytest.approx(wanted, rel=0.05)


def test_errors_of_linear_equating_are_those_of_the_normal_law() -> None:
    """Kolen and Brennan, chapter 7: variance of the old form x (1/n1 + 1/n2) x (1 + z²/2) for normal scores."""
    x, y = moments(NEW), moments(OLD)
    z = (np.arange(15, 46) - x.mean) / np.sqrt(x.variance)
    wanted = np.sqrt(y.variance * (1 / NEW.people + 1 / OLD.people) * (1 + z**2 / 2))
    assert equate(NEW, OLD, "linear", draws=4000).error[15:46] == pytest.approx(wanted, rel=0.08)


def test_errors_of_percentiles_are_those_between_whole_groups() -> None:
    """Where draws are not of one group but of the people themselves, equating spreads as the errors say."""
    people = np.arange(20, 41)

    def anew(seed: int) -> list[float]:
        new, old = normal_group(3000, 30, 6, 2 * seed), normal_group(2000, 33, 7, 2 * seed + 1)
        worth: list[float] = equate(new, old, "equipercentile", draws=2).worth[people].tolist()
        return worth

    spread = np.std([anew(seed) for seed in range(200)], axis=0, ddof=1)
    said = equate(NEW, OLD, "equipercentile").error[people]
    assert np.median(said / spread) == pytest.approx(1, abs=0.1)


def test_one_seed_gives_one_answer_and_blocks_are_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    once = equate(NEW, OLD, "linear", draws=300, seed=5).as_json()
    monkeypatch.setattr(bootstrap, "CELLS_AT_ONCE", 700)
    assert equate(NEW, OLD, "linear", draws=300, seed=5).as_json() == once
    assert equate(NEW, OLD, "linear", draws=300, seed=6).as_json() != once


def test_the_draws_of_a_seed_are_these_for_good() -> None:
    """NumPy promises this stream; if it ever moves, every published error moves with it."""
    group = gather([0, 1, 2], [5, 5, 10])
    assert bootstrap.drawn(group, 1, bootstrap.NEW)(2).tolist() == [[3, 8, 9], [6, 3, 11]]


def test_groups_in_which_most_are_alike_are_refused() -> None:
    new = gather([4, 5], [19, 1])
    with pytest.raises(Refusal) as refused:
        equate(new, OLD, "linear", draws=200)
    assert refused.value.code == "equating.draws_fail"
    assert refused.value.values["draws"] == 200
