"""Prices: whatever the adjustments, the bound is never below the best total; and those that are given prove it."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.one_floor import with_places
from ortoo.selection.rules.prices import adjusted, allowed, cut_line, price_bound, priced
from ortoo.selection.rules.quotas import question
from ortoo.selection.rules.rule import Quota
from tests.selection.rules.instances import pool, rule, small


def test_the_arithmetic_by_hand() -> None:
    """Two seats, one F at least. b and c are level once F gets 10: cut 80; margins 10, 0, 0; 2 x 80 + 10 - 10 = 160."""
    people = pool("a 90 M\nb 80 M\nc 70 F\nd 60 F")
    made = rule(2, Quota("a0", "F", at_least=1))
    asked = question(made, people)
    prices = priced(asked, np.array([10_000]))
    assert adjusted(asked, prices.adjustment).tolist() == [90_000, 80_000, 80_000, 70_000]
    assert cut_line(asked, adjusted(asked, prices.adjustment)) == 80_000
    assert price_bound(asked, prices) == 160_000
    # Any other adjustment gives a bound that is true as well.
    assert price_bound(asked, priced(asked, np.array([0]))) == 170_000
    assert price_bound(asked, priced(asked, np.array([40_000]))) == 170_000


def test_one_floor_counts_only_the_largest_adjustment() -> None:
    people = pool("a 90 M X\nb 80 F Y\nc 70 F X")
    made = rule(1, Quota("a0", "F", at_least=1), Quota("a1", "Y", 1, 1), floors="one")
    asked = question(made, people)
    assert adjusted(asked, np.array([5_000, 3_000])).tolist() == [90_000, 85_000, 75_000]
    assert adjusted(asked, np.array([5_000, -3_000])).tolist() == [90_000, 82_000, 75_000]


def test_the_smallest_adjustments_are_taken() -> None:
    """Any adjustment of F from 10 to 20 proves a with c; the smallest is given."""
    decision = decide(rule(2, Quota("a0", "F", at_least=1)), pool("a 90 M\nb 80 M\nc 70 F\nd 60 F"))
    assert [(price.value, price.thousandths) for price in decision.adjustments] == [("F", 10_000)]
    assert (decision.cut, decision.price_bound, decision.proof) == (80_000, 160_000, "prices")


@given(st.randoms(use_true_random=False), st.lists(st.integers(-60, 60), min_size=15, max_size=15))
def test_no_adjustments_give_a_bound_below_the_best_total(random: Random, wanted: list[int]) -> None:
    made, people = small(random)
    if made.seats > len(people.eligible_rows) or made.objective != "total":
        return
    decision = decide(made, people)
    if decision.total is None or decision.price_bound is None:
        return
    asked = question(made, people)
    settled = with_places(asked) if asked.one else asked
    assert settled is not None
    adjustment = allowed(settled, np.array(wanted[: len(settled.cells)], dtype=np.int64))
    assert price_bound(settled, priced(settled, adjustment)) >= decision.total
    assert decision.price_bound >= decision.total
