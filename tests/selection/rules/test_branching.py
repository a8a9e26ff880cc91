"""Trees: worked by hand, verified at random where prices leave a gap, and found out where a figure is altered."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.tree import Branch, Leaf
from ortoo.selection.rules.verify import broken_promises
from tests.selection.rules.instances import crossing, middling, pool, rule, small

PROVES = "the tree proves the list"

# Of a, b and c any two share a value of which one is allowed; halves of all three would be worth 15, and e half of it.
ODD = pool("a 10 u x w\nb 10 u v y\nc 10 z v w\nd 1 z x y\ne 0 z x y")
ONE_OF_TWO = rule(
    2, Quota("a0", "u", at_most=1), Quota("a1", "v", at_most=1), Quota("a2", "w", at_most=1), Quota("a0", "z", 0, 1)
)


def test_halves_are_refuted_by_branching_on_one() -> None:
    """a with d has 11. Halves of a, b, c and d have 15.5: no prices prove 11, whole people do."""
    decision = decide(ONE_OF_TWO, ODD)
    assert (decision.chosen, decision.total, decision.proof) == (("a", "d"), 11_000, "branching")
    assert decision.price_bound is not None
    assert decision.price_bound >= 15_500
    assert decision.tree is not None
    assert [node.person for node in decision.tree if isinstance(node, Branch)]
    assert all(leaf.bound < 11_000 * decision.unit + decision.step for leaf in leaves(decision))
    assert broken_promises(ONE_OF_TWO, ODD, decision) == []


def test_where_prices_prove_the_one_list_there_is_no_tree() -> None:
    decision = decide(rule(2, Quota("a0", "F", at_least=1)), pool("a 90 M\nb 80 M\nc 85 F\nd 60 F"))
    assert (decision.proof, decision.tree) == ("prices", None)


def test_one_leaf_shows_that_nobody_on_the_line_comes_before() -> None:
    """a with c is alone with 160, but at the smallest price of 10 b stands on the line, before c: a step raises it."""
    made, people = rule(2, Quota("a0", "F", at_least=1)), pool("a 90 M\nb 80 M\nc 70 F\nd 60 F")
    decision = decide(made, people)
    assert decision.tree == (Leaf(80_000_001_000, (("a0", "F", 10_000_001_000),), 160_000_000_000),)


def test_equal_totals_are_told_apart_by_whom_they_lack() -> None:
    """a with d and b with c have 160: lists without a come after, so only with a somebody may come before."""
    tied = pool("a 90 P X\nb 80 P Y\nc 80 Q X\nd 70 Q Y")
    made = rule(2, Quota("a0", None, at_most=1), Quota("a1", None, at_most=1))
    decision = decide(made, tied)
    assert decision.chosen == ("a", "d")
    assert decision.tree is not None
    assert decision.tree[0] == Branch("a")
    other = replace(decision, chosen=("c", "b"), reserve=())  # in the order of their lots
    assert PROVES in promises(made, tied, other)


def leaves(decision: Decision) -> list[Leaf]:
    return [node for node in decision.tree or () if isinstance(node, Leaf)]


def promises(made: Rule, people: Pool, decision: Decision) -> set[str]:
    return {broken.promise for broken in broken_promises(made, people, decision)}


def proven(made: Rule, people: Pool) -> Decision | None:
    """The decision, verified; None where there is none by total."""
    if made.seats > len(people.eligible_rows) or made.objective != "total":
        return None
    decision = decide(made, people)
    assert broken_promises(made, people, decision) == []
    return decision if decision.status == "decided" else None


@given(st.randoms(use_true_random=False))
def test_every_decision_by_total_is_proven(random: Random) -> None:
    proven(*random.choice([small, crossing])(random))


@pytest.mark.parametrize("points", [3, 20, 400, 100_000])
def test_open_gaps_are_closed_by_trees(points: int) -> None:
    gaps = 0
    for seed in range(25):
        decision = proven(*middling(Random(seed), most=60, points=points))
        gaps += decision is not None and decision.proof == "branching"
    assert gaps


@given(st.randoms(use_true_random=False))
def test_an_altered_figure_is_found(random: Random) -> None:
    made, people = crossing(random)
    decision = proven(made, people)
    if decision is None or not decision.tree:
        return
    number = random.randrange(len(decision.tree))
    wrong = replace(decision, tree=altered(random, decision.tree, number))
    assert PROVES in promises(made, people, wrong)


def altered(random: Random, tree: tuple[Branch | Leaf, ...], number: int) -> tuple[Branch | Leaf, ...]:
    """One node changed, left out or doubled."""
    node, way = tree[number], random.randrange(3)
    if way == 0:
        return tree[:number] + tree[number + 1 :]
    if way == 1:
        return (*tree[:number], node, *tree[number:])
    if isinstance(node, Branch):
        return (*tree[:number], Branch(f"{node.person}?"), *tree[number + 1 :])
    return (*tree[:number], replace(node, bound=node.bound - random.choice([1, 1_000, 10**9])), *tree[number + 1 :])


@given(st.randoms(use_true_random=False))
def test_the_tree_of_the_best_does_not_prove_the_second(random: Random) -> None:
    """A list without the first of those chosen, given the proof of the best one."""
    made, people = crossing(random)
    best = proven(made, people)
    if best is None:
        return
    first = best.chosen[0]
    others = replace(people, eligible=tuple(person != first for person in people.ids))
    second = proven(made, others)
    if second is None or second.unmet != best.unmet:
        return
    wrong = replace(second, tree=best.tree, price_bound=best.price_bound, cut=best.cut, base=best.base,
                    adjustments=best.adjustments, proof="prices")  # fmt: skip
    assert promises(made, people, wrong) - {"the reserve are the first who could take a seat"}


def test_no_list_fills_more_places_than_there_are_people_for() -> None:
    """Two of three places of F filled, both by all there are: one more is asked for, and prices of F show it is not."""
    made, people = rule(3, Quota("a0", "F", at_least=3), floors="one"), pool("a 90 M\nb 80 M\nc 70 F\nd 60 F")
    decision = decide(made, people)
    assert decision.places is not None
    assert decision.places.bound < 0
    assert broken_promises(made, people, decision) == []
    for change in ({"bound": decision.places.bound - 1}, {"adjustments": ()}, {"cut": decision.places.cut + 1}):
        wrong = replace(decision, places=replace(decision.places, **change))
        assert "no list fills more reserved places" in promises(made, people, wrong)


def test_open_places_are_mostly_proven() -> None:
    """Where places stay open, prices show that no list fills more; where they do not, it stays the solver's word."""
    shown, asked = 0, 0
    for seed in range(400):
        made, people = small(Random(seed))
        decision = proven(replace(made, floors="one"), people)
        if decision is not None and decision.unmet:
            asked += 1
            shown += decision.places is not None
    assert shown > asked / 2
