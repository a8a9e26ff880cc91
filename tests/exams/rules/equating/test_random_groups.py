"""Equating random groups: by hand, as published, by a second implementation and by promises."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortoo.exams.rules.equating import random_groups
from ortoo.exams.rules.equating.equate import equate
from ortoo.exams.rules.equating.moments import moments
from ortoo.exams.rules.equating.random_groups import equipercentile, percentile_ranks
from ortoo.exams.rules.equating.scores import Scores, gather
from tests.exams.reference_data import reference
from tests.exams.rules.equating import second_equating
from tests.exams.rules.equating.groups import HIGHEST, a_group, full_counts, scores_of
from tests.exams.rules.equating.second_equating import Person


def test_ten_people_a_form_worked_by_hand() -> None:
    # New form: 2, 4, 2, 2 people have 0, 1, 2, 3. Ranks: 2/2, 2 + 4/2, 6 + 2/2, 8 + 2/2 of ten.
    # Old form: 1, 2, 4, 3 people: below -0.5, 0.5, 1.5, 2.5, 3.5 there are 0, 1, 3, 7, 10 of ten.
    # 0: a tenth is below 0.5. 1: four tenths lie a quarter of the way from 1.5 (3) to 2.5 (7). 2: seven are below 2.5.
    # 3: nine lie two thirds of the way from 2.5 (7) to 3.5 (10).
    new, old = np.array([2, 4, 2, 2]), np.array([1, 2, 4, 3])
    assert percentile_ranks(new).tolist() == pytest.approx([0.1, 0.4, 0.7, 0.9])
    assert equipercentile(new, old).tolist() == pytest.approx([0.5, 1.75, 2.5, 2.5 + 2 / 3])


def test_a_gap_gives_its_middle_and_ends_reach_half_a_point_further() -> None:
    # Half of the new group is below 1; on the old form anything from 0.5 to 3.5 has half below it.
    assert equipercentile(np.array([1, 0, 0, 1]), np.array([1, 0, 0, 0, 1])).tolist() == pytest.approx([0, 2, 2, 4])
    # Nobody is below 0 on the new form, nor below 1.5 on the old: from -0.5 to 1.5. At the top likewise 2.5 to 3.5.
    assert equipercentile(np.array([0, 1, 0]), np.array([0, 0, 1, 0])).tolist() == pytest.approx([0.5, 2, 3])


def test_act_mathematics_agrees_with_the_published_figures() -> None:
    """Kolen and Brennan's ACT mathematics, expected values of the R package equate 2.0.9."""
    published = reference("act_mathematics.json")
    expected, rows = published["expected"], published["freq"]
    new, old = (gather([row["scale"] for row in rows], [row[name] for row in rows]) for name in ("xcount", "ycount"))
    x, y = moments(new), moments(old)
    assert [float(x.mean), float(y.mean)] == pytest.approx([expected["x_mean"], expected["y_mean"]], abs=1e-8)
    assert np.sqrt([x.variance, y.variance]).tolist() == pytest.approx([expected["x_sd"], expected["y_sd"]], abs=1e-8)
    assert float(random_groups.mean(x, y).intercept) == pytest.approx(expected["mean_intercept"], abs=1e-8)
    line = random_groups.linear(x, y)
    assert [float(line.intercept), float(line.slope)] == pytest.approx(expected["linear"], abs=1e-8)
    worth = equipercentile(new.counts(), old.counts())
    # At 0, which nobody has on either form, that package takes the lowest point, -0.5; we take the middle.
    assert worth[1:].tolist() == pytest.approx(expected["equipercentile"][1:], abs=1e-6)
    assert worth[0] == 0


@settings(max_examples=40)
@given(a_group, a_group)
def test_percentiles_are_those_of_exact_fractions(new: list[Person], old: list[Person]) -> None:
    score, old_score = [one for one, _ in new], [one for one, _ in old]
    wanted = [float(worth) for worth in second_equating.equipercentile(score, old_score, HIGHEST)]
    found = equipercentile(scores_of(new).counts(), scores_of(old).counts())
    assert found.tolist() == pytest.approx(wanted, abs=1e-9)


@given(a_group)
def test_a_form_equated_to_itself_stays(people: list[Person]) -> None:
    group = scores_of(people, anchor=False)
    for method in ("mean", "linear"):
        assert equate(group, group, method, draws=2).worth == pytest.approx(np.arange(HIGHEST + 1), abs=1e-9)
    worth = equate(group, group, "equipercentile", draws=2).worth
    had = np.unique(group.score)
    assert worth[had] == pytest.approx(had, abs=1e-9)  # between two of them: the middle of the gap


@given(full_counts)
def test_percentiles_of_a_form_without_gaps_are_its_own(counts: list[int]) -> None:
    assert equipercentile(np.array(counts), np.array(counts)) == pytest.approx(np.arange(len(counts)), abs=1e-9)


@given(a_group, a_group)
def test_a_higher_score_is_never_worth_less(new: list[Person], old: list[Person]) -> None:
    for method in ("mean", "linear", "equipercentile"):
        worth = equate(scores_of(new, anchor=False), scores_of(old, anchor=False), method, draws=2).worth
        assert (np.diff(worth) >= -1e-9).all()


@given(a_group, a_group)
def test_linear_and_mean_equating_go_back_the_way_they_came(new: list[Person], old: list[Person]) -> None:
    x, y = moments(scores_of(new)), moments(scores_of(old))
    for line_of in (random_groups.mean, random_groups.linear):
        there_and_back = line_of(x, y).then(line_of(y, x))
        assert [float(there_and_back.slope), float(there_and_back.intercept)] == pytest.approx([1, 0], abs=1e-9)


@given(full_counts, full_counts)
def test_percentiles_go_back_the_way_they_came(new: list[int], old: list[int]) -> None:
    """Each new score, on the way back, is where the shares below the old scale's points say it is."""
    there = equipercentile(np.array(new), np.array(old))
    ends, back = np.arange(len(old) + 1) - 0.5, np.concatenate([[0], np.cumsum(old) / sum(old)])
    assert np.interp(there, ends, back) == pytest.approx(percentile_ranks(np.array(new)), abs=1e-9)


@given(a_group, a_group)
def test_means_and_spreads_become_those_of_the_old_group(new: list[Person], old: list[Person]) -> None:
    x, y = scores_of(new), scores_of(old)
    for method, spread in (("mean", False), ("linear", True)):
        worth = equate(x, y, method, draws=2).worth[x.score]
        mean = np.average(worth, weights=x.n)
        assert mean == pytest.approx(float(moments(y).mean), abs=1e-9)
        if spread:
            variance = (x.n * (worth - mean) ** 2).sum() / (x.people - 1)
            assert variance == pytest.approx(float(moments(y).variance), abs=1e-8)


@given(a_group, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_no_matter_and_n_stands_for_repeated_rows(people: list[Person], chance: Random) -> None:
    shuffled = people.copy()
    chance.shuffle(shuffled)
    counted = {person: people.count(person) for person in shuffled}
    apart, together = scores_of(people), scores_of(shuffled)
    with_n = gather(
        [*(score for score, _ in counted), HIGHEST], [*counted.values(), 0], [*(part for _, part in counted), 0]
    )
    assert as_lists(apart) == as_lists(together) == as_lists(with_n)
    for method in ("equipercentile", "tucker"):
        answers = [equate(group, apart, method, draws=5).as_json() for group in (apart, together, with_n)]
        assert answers[0] == answers[1] == answers[2]


def as_lists(scores: Scores) -> list[object]:
    assert scores.anchor is not None
    return [scores.score.tolist(), scores.anchor.tolist(), scores.n.tolist(), scores.highest]
