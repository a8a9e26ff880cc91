"""How far a clause must give way: by hand here, at random in test_decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision, Loosened, Refutation
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Clause
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.verify import broken_promises
from tests.selection.rules.instances import pool, rule

PEOPLE = pool("a 90 M X\nb 80 M X\nc 70 F X\nd 60 F Y")


def relaxed(made: Rule, people: Pool = PEOPLE) -> list[tuple[str, int | None, int | None]]:
    decision = decide(made, people)
    assert broken_promises(made, people, decision) == []
    return [(one.clause.bound, one.enough, one.in_rule) for one in decision.relaxations or ()]


def test_a_floor_may_keep_as_many_as_there_are() -> None:
    assert relaxed(rule(3, Quota("a1", "Y", at_least=3))) == [("at_least", 1, 1)]


def test_floors_beyond_the_seats_give_way_by_one() -> None:
    quotas = (Quota("a0", "M", at_least=2), Quota("a0", "F", at_least=2))
    assert relaxed(rule(3, *quotas)) == [("seats", 4, 4), ("at_least", 1, 1), ("at_least", 1, 1)]


def test_a_ceiling_rises_to_the_least_that_is_enough() -> None:
    """Three of four people, of whom three are X: at least two of X."""
    assert relaxed(rule(3, Quota("a1", "X", at_most=0))) == [("seats", 1, 1), ("at_most", 2, 2)]


def test_the_nearest_number_of_seats_may_be_higher_or_lower() -> None:
    """Two of M and two of Y are four; one of M alone leaves three of four, and one of each of both leaves two."""
    crossing = pool("a 9 M X\nb 8 M X\nc 7 F Y\nd 6 F Y")
    parts = (Quota("a0", "M", 2), Quota("a1", "Y", 2))
    assert relaxed(rule(3, *parts), crossing)[0] == ("seats", 4, 4)
    assert relaxed(rule(4, Quota("a0", None, None, 1)), crossing)[0] == ("seats", 3, 2)


def test_no_number_of_seats_is_enough_where_nobody_may_be_taken() -> None:
    made = rule(2, Quota("a0", "M", at_most=0), Quota("a0", "F", at_most=0))
    assert relaxed(made) == [("seats", None, None), ("at_most", 2, 2), ("at_most", 2, 2)]


def test_what_another_conflict_forbids_too_is_said() -> None:
    """Y is wanted twice and there is one; besides, M and F want four of three seats."""
    made = rule(3, Quota("a1", "Y", at_least=2), Quota("a0", "M", at_least=2), Quota("a0", "F", at_least=2))
    both = [one.as_json() for one in decide(made, PEOPLE).relaxations or ()]
    assert all(one["enough"] is not None and one["in_rule"] is None for one in both)


def test_a_decided_selection_has_none() -> None:
    decision = decide(rule(2), PEOPLE)
    assert (decision.relaxations, decision.refutation) == (None, None)


MADE = rule(3, Quota("a0", "M", at_least=2), Quota("a0", "F", at_least=2))
REFUSED = decide(MADE, PEOPLE)


def test_the_weights_of_a_conflict_are_added_up() -> None:
    """Two of each sex are four people, and a seat for each of three: whoever sits scores 1 - 1 = 0, four are needed."""
    assert REFUSED.refutation == Refutation(weights=(-1, 1, 1), needed=1, highest=0)


def test_what_only_a_search_shows_has_no_weights() -> None:
    """Half of each of three pairs would do, but nobody sits by half."""
    people = pool("a 9 P - R\nb 8 P Q -\nc 7 - Q R\nd 6 - - -")
    quotas = [Quota(f"a{place}", value, 1, 1) for place, value in enumerate("PQR")]
    decision = decide(rule(2, *quotas), people)
    assert (decision.status, decision.refutation) == ("infeasible", None)
    assert broken_promises(rule(2, *quotas), people, decision) == []


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ({"refutation": Refutation((-1, 1, 1), 2, 0)}, "the weights of a conflict refute every list"),
        ({"refutation": Refutation((-1, 1), 1, 0)}, "the weights of a conflict refute every list"),
        ({"refutation": Refutation((-2, 1, 1), -2, 0)}, "the weights of a conflict refute every list"),
        ({"refutation": Refutation((3, -1, -1), 5, 8)}, "the weights of a conflict refute every list"),
        ({"relaxations": ()}, "each clause of a conflict has its relaxation"),
    ],
)
def test_a_wrong_refusal_is_found(change: dict[str, object], promise: str) -> None:
    assert promise in promises(replace(REFUSED, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"enough": 3},
        {"enough": None},
        {"witness": ()},
        {"witness": ("a", "b", "c", "c")},
        {"witness": ("a", "b", "c", "z")},
        {"witness": ("a", "b", "c")},
    ],
)
def test_a_wrong_relaxation_is_found(change: dict[str, object]) -> None:
    first, *others = REFUSED.relaxations or ()
    assert first == Loosened(Clause("seats", 3), 4, 4, ("a", "b", "c", "d"))
    wrong = replace(REFUSED, relaxations=(replace(first, **change), *others))  # type: ignore[arg-type]
    assert promises(wrong) == ["a relaxation is enough for the other clauses of the conflict"]


def promises(decision: Decision) -> list[str]:
    return [broken.promise for broken in broken_promises(MADE, PEOPLE, decision)]
