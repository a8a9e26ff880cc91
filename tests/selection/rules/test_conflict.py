"""Minimal conflicts by hand; random ones are checked in test_decide."""

from __future__ import annotations

import pytest

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.rule import Quota, Rule
from tests.selection.rules.instances import pool, rule

PEOPLE = pool("a 90 M X\nb 80 M X\nc 70 F X\nd 60 F Y")


def conflict(made: Rule) -> list[dict[str, object]]:
    decision = decide(made, PEOPLE)
    assert (decision.status, decision.chosen, decision.total, decision.certificate()) == ("infeasible", (), None, None)
    return [clause.as_json() for clause in decision.conflict or ()]


@pytest.mark.parametrize("objective", ["total", "lexicographic"])
def test_more_wanted_than_there_are(objective: str) -> None:
    quotas = (Quota("a0", "M", at_least=1), Quota("a1", "Y", at_least=2))
    assert conflict(rule(3, *quotas, objective=objective)) == [{"attribute": "a1", "value": "Y", "at_least": 2}]


def test_floors_beyond_the_seats() -> None:
    quotas = (Quota("a0", "M", at_least=1), Quota("a0", "F", at_least=1), Quota("a1", None, at_most=3))
    assert conflict(rule(1, *quotas)) == [
        {"seats": 1},
        {"attribute": "a0", "value": "M", "at_least": 1},
        {"attribute": "a0", "value": "F", "at_least": 1},
    ]


def test_ceilings_below_the_seats_also_where_floors_are_guarantees() -> None:
    quotas = (Quota("a1", "X", 3, 1), Quota("a0", "M", at_least=2))
    expected = [{"seats": 3}, {"attribute": "a1", "value": "X", "at_most": 1}]
    assert conflict(rule(3, *quotas, floors="one")) == expected


def test_a_floor_above_its_ceiling_needs_no_seats() -> None:
    assert conflict(rule(2, Quota("a0", "M", 2, 1))) == [
        {"attribute": "a0", "value": "M", "at_least": 2},
        {"attribute": "a0", "value": "M", "at_most": 1},
    ]


def test_huge_bounds_are_answered_as_written() -> None:
    assert conflict(rule(2, Quota("a0", "M", at_least=10**30))) == [
        {"attribute": "a0", "value": "M", "at_least": 10**30}
    ]
    assert decide(rule(2, Quota("a0", "M", at_most=10**30)), PEOPLE).chosen == ("a", "b")
