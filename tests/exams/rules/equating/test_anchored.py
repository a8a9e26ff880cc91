"""Equating with an anchor: as published, by a second implementation and by promises."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ortoo.exams.rules.equating import anchored, random_groups
from ortoo.exams.rules.equating.equate import WITH_ANCHOR, equate
from ortoo.exams.rules.equating.lines import Line
from ortoo.exams.rules.equating.moments import Moments, moments
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.equating import second_equating
from tests.exams.rules.equating.groups import a_group, scores_of
from tests.exams.rules.equating.published import COMMON_ITEMS_NEW, COMMON_ITEMS_OLD, COMMON_ITEMS_PEOPLE, POOLED
from tests.exams.rules.equating.second_equating import Person


def laid(method: str, new: Moments, old: Moments, w1: float = 1.0) -> tuple[float, float]:
    line: Line
    if method == "chained":
        line = anchored.chained(new, old)
    else:
        line = (anchored.tucker if method == "tucker" else anchored.levine)(new, old, w1)
    return float(line.slope), float(line.intercept)


def test_tucker_worked_by_hand() -> None:
    # New group: score 50 (variance 100), anchor 20 (16), covariance 32. Old: score 52 (110.16), anchor 22 (25), 45.
    # In the new group the old form's mean is 52 + 45/25 x (20 - 22) = 48.4, its variance 110.16 + 1.8^2 x (16 - 25)
    # = 81. So old = 48.4 + 9/10 x (new - 50).
    new = Moments(*map(np.asarray, (50.0, 100.0, 20.0, 16.0, 32.0)))
    old = Moments(*map(np.asarray, (52.0, 110.16, 22.0, 25.0, 45.0)))
    assert laid("tucker", new, old) == pytest.approx((0.9, 3.4), abs=1e-9)


@pytest.mark.parametrize("method", WITH_ANCHOR)
def test_the_example_of_36_items_agrees_with_published_figures(method: str) -> None:
    """Moments are printed with four decimals, which leaves half a thousandth open in the line."""
    w1 = COMMON_ITEMS_PEOPLE[0] / sum(COMMON_ITEMS_PEOPLE)
    assert laid(method, COMMON_ITEMS_NEW, COMMON_ITEMS_OLD, w1) == pytest.approx(POOLED[method], abs=5e-4)


@given(a_group, a_group, st.integers(0, 4))
def test_lines_are_those_of_exact_fractions(new: list[Person], old: list[Person], quarters: int) -> None:
    x, y = moments(scores_of(new)), moments(scores_of(old))
    for method in WITH_ANCHOR:
        try:
            wanted = second_equating.line(new, old, method, Fraction(quarters, 4))
        except (ValueError, ZeroDivisionError):  # a form without variance in the synthetic population
            assert not np.isfinite(laid(method, x, y, quarters / 4)[0])
            continue
        assert laid(method, x, y, quarters / 4) == pytest.approx(wanted, rel=1e-6, abs=1e-6)


@given(a_group)
def test_a_form_equated_to_itself_stays(people: list[Person]) -> None:
    group = moments(scores_of(people))
    for method in WITH_ANCHOR:
        assert laid(method, group, group, 0.5) == pytest.approx((1, 0), abs=1e-9)


@given(a_group, a_group, st.floats(0, 1))
def test_where_the_anchor_shows_no_difference_all_agree_with_linear(
    new: list[Person], old: list[Person], w1: float
) -> None:
    x, y = moments(scores_of(new)), moments(scores_of(old))
    alike = Moments(y.mean, y.variance, x.anchor_mean, x.anchor_variance, y.covariance)
    line = random_groups.linear(x, alike)
    for method in WITH_ANCHOR:
        wanted = (float(line.slope), float(line.intercept))
        assert laid(method, x, alike, w1) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@given(a_group, a_group, st.floats(0, 1))
def test_the_way_back_is_the_same_line(new: list[Person], old: list[Person], w1: float) -> None:
    x, y = moments(scores_of(new)), moments(scores_of(old))
    for method in WITH_ANCHOR:
        slope, intercept = laid(method, x, y, w1)
        assume(np.isfinite(slope) and slope > 1e-3)
        back = laid(method, y, x, 1 - w1)
        assert back == pytest.approx((1 / slope, -intercept / slope), rel=1e-6, abs=1e-6)


def test_a_stronger_group_does_not_make_its_form_look_easier() -> None:
    """Both forms are equally hard; the new group knows more. Random-groups methods take that for an easy form."""
    chance = np.random.default_rng(7)

    def group(ability: float) -> list[Person]:
        knows = chance.normal(ability, 1, 4000)[:, None]
        right = chance.random((4000, 40)) < 1 / (1 + np.exp(np.linspace(-2, 2, 40) - knows))
        return list(zip(right.sum(axis=1).tolist(), right[:, ::3].sum(axis=1).tolist(), strict=True))

    new, old = (scores_of(group(ability), highest=40) for ability in (0.6, 0.0))
    off = {
        method: float(np.abs(equate(new, old, method, draws=2).worth - np.arange(41)).mean())
        for method in ("linear", *WITH_ANCHOR)
    }
    assert off["linear"] > 3
    assert max(off[method] for method in WITH_ANCHOR) < 1


def test_groups_that_leave_a_form_no_spread_are_refused() -> None:
    # In the old group the anchor spreads widely and hardly goes with the score; in the new group it hardly spreads.
    new = scores_of([(20 + part, part) for part in (3, 3, 3, 3, 2, 2, 3, 3, 4, 1)], highest=30)
    old = scores_of([(20 + part % 7, part) for part in (0, 7, 1, 8, 9, 2, 14, 3, 4, 11, 12, 13)], highest=30)
    assert np.isnan(anchored.levine(moments(new), moments(old)).slope)
    with pytest.raises(Refusal) as refused:
        equate(new, old, "levine")
    assert refused.value.code == "equating.no_line"
