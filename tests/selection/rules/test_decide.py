"""Decisions by hand, and what they promise whatever the rule; test_agreement holds them against two other solvers."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.verify import broken_promises
from tests.selection.rules import plain_programme as plain
from tests.selection.rules.agreement import agrees
from tests.selection.rules.instances import middling, pool, rule, small

FIVE = pool(
    """
    a 90 M X
    b 80 M X
    c 70 M Y
    d 60 F X
    e 50 F Y
    """
)


def chosen(made: Rule, people: Pool = FIVE) -> str:
    return "".join(decide(made, people).chosen)


def test_without_quotas_the_best_are_chosen() -> None:
    assert chosen(rule(3)) == "abc"
    assert chosen(rule(3, objective="lexicographic")) == "abc"
    assert chosen(rule(5)) == "abcde"


def test_total_and_lexicographic_differ_where_the_first_costs_others() -> None:
    """Two seats, both of Y or both of X not allowed, one F: a with e (140) or c with d (130): the total takes a, e.

    Where only one M of X is allowed beside F of X, going down the order keeps a and pays with the last.
    """
    quotas = (Quota("a0", "F", at_least=1), Quota("a1", "X", at_most=1))
    assert chosen(rule(2, *quotas)) == "ae"
    people = pool("a 90 P Q\nb 89 P R\nc 88 S Q\nd 10 S R")
    pair = (Quota("a0", None, at_most=1), Quota("a1", None, at_most=1))
    assert chosen(rule(2, *pair), people) == "bc"  # 177, while a with d has 100
    assert chosen(rule(2, *pair, objective="lexicographic"), people) == "ad"


def test_of_equal_totals_the_first_in_the_order_is_taken() -> None:
    people = pool("a 90 P\nb 80 P\nc 70 Q\nd 60 Q")
    # a with d and b with c have 150 each; at least one of each value: a with c has 160.
    assert chosen(rule(2, Quota("a0", "P", at_least=1), Quota("a0", "Q", at_least=1)), people) == "ac"
    tied = pool("a 90 P X\nb 80 P Y\nc 80 Q X\nd 70 Q Y")
    # One of each value in both columns: a with d, or b with c, 160 each.
    pair = (Quota("a0", None, at_most=1), Quota("a1", None, at_most=1))
    assert chosen(rule(2, *pair), tied) == "ad"


@given(st.randoms(use_true_random=False))
def test_no_small_selection_disagrees(random: Random) -> None:
    agrees(small(random))


def test_totals_agree_with_a_plain_programme() -> None:
    proofs = set()
    for seed in range(25):
        made, people = middling(Random(seed), most=120, points=100_000)
        decision = decide(made, people)
        assert decision.total == plain.best_total(made, people), seed
        assert broken_promises(made, people, decision) == []
        proofs.add(decision.proof)
    assert proofs >= {"prices", "branching"}


def test_the_order_of_rows_does_not_matter() -> None:
    for seed in range(20):
        made, people = small(Random(seed))
        rows = list(range(len(people)))
        Random(seed).shuffle(rows)
        shuffled = Pool(
            ids=tuple(people.ids[row] for row in rows),
            merit=tuple(people.merit[row] for row in rows),
            then=tuple(tuple(column[row] for row in rows) for column in people.then),
            attributes={name: tuple(column[row] for row in rows) for name, column in people.attributes.items()},
            eligible=tuple(bool(people.eligible and people.eligible[row]) for row in rows),
        )
        if made.seats <= len(people.eligible_rows):
            first, again = decide(made, people), decide(made, shuffled)
            assert (first.chosen, first.reserve, first.total) == (again.chosen, again.reserve, again.total)


@pytest.mark.parametrize("objective", ["total", "lexicographic"])
@pytest.mark.parametrize("floors", ["each", "one"])
def test_a_hundred_of_twelve_thousand(objective: str, floors: str) -> None:
    """Not timed: it must end, and keep every promise."""
    random = Random(2050)
    size, columns = 12_000, {"region": 7, "sex": 2, "level": 5, "ministry": 20}
    attributes = {
        name: tuple(f"{name}-{min(int(random.expovariate(2 / values)), values - 1)}" for _ in range(size))
        for name, values in columns.items()
    }
    people = Pool(
        ids=tuple(f"p{number}" for number in range(size)),
        merit=tuple(round(random.gauss(70, 9) * 100) * 10 for _ in range(size)),
        attributes=attributes,
    )
    quotas = [Quota(name, value, at_least=2) for name in ("region", "level") for value in sorted(set(attributes[name]))]
    quotas += [Quota("sex", None, 40, 60), Quota("ministry", None, at_most=9)]
    made = rule(100, *quotas, reserve=20, objective=objective, floors=floors)
    decision = decide(made, people)
    assert decision.status == "decided"
    assert broken_promises(made, people, decision) == []


def test_seats_beyond_the_eligible_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        decide(rule(4), pool("a 1 X\nb 2 X\nc 3 X\nd 4 X", eligible="a"))
    assert refused.value.code == "select.too_many_seats"
    assert refused.value.values == {"seats": 4, "candidates": 3}


def test_progress_counts_the_quotas() -> None:
    told: list[tuple[int, int]] = []
    decide(
        rule(2, Quota("a0", "F", 1, 2), Quota("a1", "X", None, 1)),
        FIVE,
        prices=True,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
