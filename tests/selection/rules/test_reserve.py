"""The reserve: who could take a seat, in order; and who moves up when somebody leaves."""

from __future__ import annotations

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.quotas import question
from ortoo.selection.rules.reserve import successors
from ortoo.selection.rules.rule import Quota
from tests.selection.rules.instances import pool, rule

PEOPLE = pool("a 90 M X\nb 80 M X\nc 70 M X\nd 60 F X\ne 50 F Y\nf 40 M Y")
MADE = rule(3, Quota("a0", "F", at_least=1), Quota("a1", "X", at_most=2), reserve=9)


def test_only_those_who_could_take_a_seat() -> None:
    """a, b, e are chosen. c and d may take a seat of X (d beside e), f none of X but that of a or b: Y has no bound."""
    decision = decide(MADE, PEOPLE)
    assert decision.chosen == ("a", "b", "e")
    assert decision.reserve == ("c", "d", "f")


def test_a_full_ceiling_keeps_out_of_other_seats() -> None:
    made = rule(2, Quota("a0", "M", at_most=1), Quota("a0", "F", at_most=1), Quota("a1", "Y", at_most=0), reserve=9)
    assert decide(made, PEOPLE).reserve == ("b", "c")


def test_the_first_with_whom_all_is_kept_moves_up() -> None:
    asked = question(MADE, PEOPLE)
    chosen, reserve = [0, 1, 4], [2, 3, 5]
    assert successors(asked, chosen, reserve, out=0) == [2, 3, 5]
    assert successors(asked, chosen, reserve, out=4) == []  # c, d are X, which is full; f is no F


def test_fewer_than_wanted_and_none() -> None:
    people = pool("a 90 M\nb 80 M")
    assert decide(rule(1, reserve=5), people).reserve == ("b",)
    assert decide(rule(2, reserve=5), people).reserve == ()
    assert decide(rule(1), people).reserve == ()


def test_reserved_places_stay_filled() -> None:
    people = pool("a 90 M\nb 80 F\nc 70 M\nd 60 F")
    made = rule(2, Quota("a0", "F", at_least=1), floors="one", reserve=9)
    assert (decide(made, people).chosen, decide(made, people).reserve) == (("a", "b"), ("c", "d"))
    assert decide(rule(2, Quota("a0", "F", at_least=2), floors="one", reserve=9), people).reserve == ()
