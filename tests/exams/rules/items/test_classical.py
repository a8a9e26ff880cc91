"""Classical figures: by hand, and what permutations, repetitions and items without news may not change."""

from __future__ import annotations

import random
from dataclasses import astuple
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ortoo.exams.rules.items.classical import classical, conditional_sem
from ortoo.exams.rules.items.responses import Responses
from ortoo.exams.rules.items.score_groups import parts_of_groups
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.items.answers import cells_of, invented, of_cells, of_rows, seeds, usable


def test_by_hand() -> None:
    """Totals 3, 2, 1, 0: mean 1.5, variance 5/3; items vary by 3/16, 4/16 and 3/16 (n), together 5/8, or 5/6 (n - 1);
    alpha = 3/2 (1 - (5/6) / (5/3)) = 3/4, sem = sqrt(5/3 x 1/4)."""
    found = classical(of_rows("111", "110", "100", "000"))
    assert (found.n, found.mean) == (4, 1.5)
    assert [found.variance, found.alpha, found.sem] == pytest.approx([5 / 3, 3 / 4, sqrt(5 / 12)])
    first, second, _ = found.items
    # Item 2 is solved by totals 3 and 2: covariance with totals 1/2, its sd 1/2, theirs sqrt(5)/2.
    assert second.item_total == pytest.approx(2 / sqrt(5))
    # The rest of item 2 is 2, 1, 1, 0.
    assert second.item_rest == pytest.approx(0.25 / (0.5 * sqrt(0.5)))
    assert (first.p, first.not_reached) == (0.75, 0)
    # 27 % of four persons are 1.08: the best person and 8 hundredths of the next.
    assert first.upper_lower == pytest.approx(1 - 0.08 / 1.08)


def test_not_reached_counts_nothing_in_totals_and_is_missing_in_p() -> None:
    found = classical(of_rows("11-", "1-1", "010", "00-"))
    assert [item.p for item in found.items] == [0.5, 2 / 3, 0.5]
    assert [item.not_reached for item in found.items] == [0, 0.25, 0.5]
    assert found.mean == 1.25
    # Item 3: reached by totals 2 (solved) and 1 (not).
    assert found.items[2].item_total == pytest.approx(1)


def test_what_does_not_vary_correlates_with_nothing() -> None:
    found = classical(of_rows("11", "01"))
    assert [item.item_total for item in found.items] == pytest.approx([1, None])
    assert [item.item_rest for item in found.items] == [None, None]
    all_alike = classical(of_rows("10", "01"))
    assert (all_alike.alpha, all_alike.sem, all_alike.variance) == (None, None, 0)


def test_items_that_all_agree_have_no_error() -> None:
    found = classical(of_rows("111", "000", "111"))
    assert [found.alpha, found.sem] == pytest.approx([1, 0], abs=1e-7)


def test_too_small() -> None:
    with pytest.raises(Refusal) as refused:
        classical(of_rows("10"))
    assert (refused.value.code, refused.value.values) == ("items.too_small", {"persons": 1, "items": 2})


def test_the_error_at_a_cut_is_binomial() -> None:
    assert conditional_sem(27, 45) == pytest.approx(sqrt(27 * 18 / 44))
    assert (conditional_sem(0, 45), conditional_sem(45, 45)) == (0, 0)
    for cut, items in ((46, 45), (-1, 45), (1, 1)):
        with pytest.raises(Refusal) as refused:
            conditional_sem(cut, items)
        assert refused.value.code == "items.cut_off_scale"


def plain(responses: Responses) -> list[float]:
    """Alpha, sem, and the correlations, by numpy from person to person."""
    cells = np.array([[np.nan if cell is None else cell for cell in row] for row in cells_of(responses)])
    scored = np.nan_to_num(cells)
    totals, size = scored.sum(axis=1), cells.shape[1]
    alpha = size / (size - 1) * (1 - scored.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
    found = [totals.mean(), totals.var(ddof=1), alpha, sqrt(totals.var(ddof=1) * (1 - alpha))]
    for item in range(size):
        there = ~np.isnan(cells[:, item])
        own = cells[there, item]
        found += [own.mean(), np.corrcoef(own, totals[there])[0, 1], np.corrcoef(own, totals[there] - own)[0, 1]]
    return [float(one) for one in found]


@given(seeds(), st.sampled_from([0.0, 0.2]))
def test_as_numpy_has_it(seed: int, missing: float) -> None:
    responses = invented(seed, persons=40, missing=missing)
    assume(usable(responses))
    found = classical(responses)
    ours = [found.mean, found.variance, found.alpha, found.sem]
    for item in found.items:
        ours += [item.p, item.item_total, item.item_rest]
    assert ours == pytest.approx(plain(responses), abs=1e-9)


@given(seeds())
def test_the_order_of_persons_and_of_items_does_not_count(seed: int) -> None:
    responses = invented(seed, persons=30, missing=0.1)
    people = cells_of(responses)
    random.Random(seed).shuffle(people)
    turned = classical(of_cells([row[::-1] for row in people]))
    straight = classical(responses)
    assert turned.alpha == pytest.approx(straight.alpha)
    for one, other in zip(turned.items, reversed(straight.items), strict=True):
        assert astuple(one)[1:] == pytest.approx(astuple(other)[1:])


@given(seeds())
def test_an_item_solved_by_all_raises_the_mean_and_changes_no_correlation(seed: int) -> None:
    responses = invented(seed, persons=30)
    before, after = classical(responses), classical(of_cells([(*row, 1) for row in cells_of(responses)]))
    assert [after.mean, after.variance] == pytest.approx([before.mean + 1, before.variance])
    for one, other in zip(before.items, after.items, strict=False):
        assert (one.p, one.not_reached) == (other.p, other.not_reached)
        assert [one.item_total, one.item_rest, one.upper_lower] == pytest.approx(
            [other.item_total, other.item_rest, other.upper_lower]
        )
    assert [after.items[-1].item_total, after.items[-1].upper_lower] == pytest.approx([None, 0])


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=10))
def test_groups_share_out_everybody(rows: list[tuple[int, int]]) -> None:
    totals, counts = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    parts = parts_of_groups(totals, counts)
    assert parts.sum(axis=1) == pytest.approx(counts)
    assert parts.sum(axis=0) == pytest.approx(counts.sum() * np.array([0.27, 0.46, 0.27]))
