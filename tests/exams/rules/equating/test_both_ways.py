"""Equating with and without a common item that leaked: it is found, and the table without it is nearer the truth."""

from __future__ import annotations

import numpy as np
import pytest

from ortoo.exams.rules.equating.both_ways import Taken, both_ways
from ortoo.exams.rules.equating.curves import Items, items
from ortoo.exams.rules.equating.scores import Floats
from ortoo.exams.rules.equating.true_score import true_scores
from ortoo.multilingual.refusals import Refusal

COMMON = 12
DIFFICULTY = np.linspace(-2, 2, 40)
OLD_FORM = items(np.roll(DIFFICULTY, 7).tolist(), [1.2] * 40)
"""The first twelve items are common."""


def new_form(leaked: float) -> Items:
    """The other items are a little harder; the third common one is `leaked` easier than it was."""
    difficulty = OLD_FORM.difficulty.copy()
    difficulty[COMMON:] += 0.2
    difficulty[2] -= leaked
    return Items(OLD_FORM.slope, difficulty, OLD_FORM.guess)


def taken(form: Items, ability: Floats, chance: np.random.Generator) -> Taken:
    right = (chance.random((len(ability), len(form))) < form.right(ability)).astype(np.int64)
    return Taken(right.sum(axis=1), right[:, :COMMON])


def sittings(leaked: float, seed: int, people: int = 5000) -> tuple[Taken, Taken]:
    chance = np.random.default_rng(seed)
    new = taken(new_form(leaked), chance.normal(0.3, 1, people), chance)
    return new, taken(OLD_FORM, chance.normal(0, 1, people), chance)


@pytest.mark.parametrize("method", ["tucker", "levine", "chained"])
def test_a_leaked_item_is_found_and_the_table_without_it_is_nearer_the_truth(method: str) -> None:
    truth = true_scores(new_form(2.5), OLD_FORM).worth[8:33]
    off_all, off_rest = [], []
    for seed in range(5):
        answer = both_ways(*sittings(2.5, seed), method, most_z=4.5, most_distance=1.5, draws=50)
        assert np.flatnonzero(answer.found.shown).tolist() == [2]
        assert answer.found.distance[2] > 1.5  # harder on the old occasion
        off_all.append(np.abs(answer.by_all.worth[8:33] - truth).mean())
        off_rest.append(np.abs(answer.by_rest.worth[8:33] - truth).mean())
    assert np.mean(off_rest) < np.mean(off_all)


def test_where_nothing_leaked_both_tables_are_one() -> None:
    answer = both_ways(*sittings(0, 3), "chained", most_z=np.inf, most_distance=1.5, draws=50)
    assert not answer.found.shown.any()
    assert answer.by_rest.as_json() == answer.by_all.as_json()


def test_too_few_that_did_not_move_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        both_ways(*sittings(0, 3, 300), "tucker", most_z=0.01, most_distance=9)
    assert refused.value.code == "equating.common_too_few"


def test_an_item_that_everybody_solved_is_refused_by_its_place() -> None:
    new, old = sittings(0, 3, 300)
    common = new.common.copy()
    common[:, 4] = 1
    with pytest.raises(Refusal) as refused:
        both_ways(Taken(new.score, common), old, "tucker", most_z=3, most_distance=2)
    assert (refused.value.code, refused.value.values["place"]) == ("equating.facility_off", 5)
