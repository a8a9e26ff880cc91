"""Floors "one": a person fills one reserved place; as many as possible are filled, then merit decides."""

from __future__ import annotations

import pytest

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Unmet
from ortoo.selection.rules.rule import Quota
from tests.selection.rules.instances import pool, rule


def test_one_person_does_not_fill_two_places() -> None:
    """c is woman and disabled. Each: c serves both floors and a, b stay. One: c fills one place, d the other."""
    people = pool("a 90 M N\nb 80 M N\nc 70 F D\nd 60 F N\ne 50 M D")
    quotas = (Quota("a0", "F", at_least=1), Quota("a1", "D", at_least=1))
    assert decide(rule(3, *quotas), people).chosen == ("a", "b", "c")
    assert decide(rule(3, *quotas, floors="one"), people).chosen == ("a", "c", "d")


def test_the_meritorious_choice_moves_people_between_places() -> None:
    """c meets F and D, d only F: c must move to D so that d may fill F: match late (Sonmez and Yenmez)."""
    people = pool("c 70 F D\nd 60 F N\ne 50 M N\nf 10 M D")
    quotas = (Quota("a0", "F", at_least=1), Quota("a1", "D", at_least=1))
    decision = decide(rule(2, *quotas, floors="one"), people)
    assert decision.chosen == ("c", "d")
    assert decision.unmet == ()


def test_unmet_floors_are_matched_in_the_rules_order() -> None:
    people = pool("a 90 F D\nb 80 M N\nc 70 M N")
    first = rule(2, Quota("a0", "F", at_least=2), Quota("a1", "D", at_least=1), floors="one")
    assert decide(first, people).unmet == (Unmet("a0", "F", 2, 1), Unmet("a1", "D", 1, 0))
    other = rule(2, Quota("a1", "D", at_least=1), Quota("a0", "F", at_least=2), floors="one")
    assert decide(other, people).unmet == (Unmet("a0", "F", 2, 0),)


def test_more_places_than_seats() -> None:
    people = pool("a 90 M\nb 80 F\nc 70 F\nd 60 F")
    decision = decide(rule(2, Quota("a0", "F", at_least=3), floors="one"), people)
    assert (decision.chosen, decision.unmet) == (("b", "c"), (Unmet("a0", "F", 3, 2),))


@pytest.mark.parametrize("objective", ["total", "lexicographic"])
def test_ceilings_hold_before_guarantees(objective: str) -> None:
    people = pool("a 90 M X\nb 80 F X\nc 70 F X\nd 60 M Y")
    quotas = (Quota("a0", "F", at_least=2), Quota("a1", "X", at_most=1))
    decision = decide(rule(2, *quotas, floors="one", objective=objective), people)
    assert (decision.chosen, decision.unmet) == (("b", "d"), (Unmet("a0", "F", 2, 1),))
