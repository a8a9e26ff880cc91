"""Everybody has a row and a reason; whoever is passed over is told by which clause."""

from __future__ import annotations

from random import Random

import pytest

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.explain import explain
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule
from tests.selection.rules.instances import pool, rule, small

PEOPLE = pool("a 90 P Q\nb 89 P R\nc 88 S Q\nd 10 S R\ne 99 S R", eligible="e")
PAIR = (Quota("a0", None, at_most=1), Quota("a1", None, at_most=1))


def told(made: Rule, people: Pool = PEOPLE) -> dict[str, tuple[str, str]]:
    rows = explain(made, people, decide(made, people))
    return {row.id: (row.status, row.reason()) for row in rows}


def test_going_down_the_order() -> None:
    assert told(rule(2, *PAIR, objective="lexicographic", reserve=1)) == {
        "a": ("chosen", "Chosen: rank 1, and with everybody chosen before, the seats and quotas can be met."),
        "b": (
            "not-chosen",
            "Not chosen: rank 2; with everybody chosen before, this person would have left seats or quotas that nobody"
            " can fill. In the seat of somebody chosen from further down the order, this person would break:"
            " a0=P ≤ 1.",
        ),
        "c": (
            "not-chosen",
            "Not chosen: rank 3; with everybody chosen before, this person would have left seats or quotas that nobody"
            " can fill. In the seat of somebody chosen from further down the order, this person would break:"
            " a1=Q ≤ 1.",
        ),
        "d": ("chosen", "Chosen: rank 4, and with everybody chosen before, the seats and quotas can be met."),
        "e": ("ineligible", "Ineligible: counts nowhere and has no rank."),
    }


def test_figures_of_a_row() -> None:
    made = rule(2, Quota("a0", "S", at_least=1), reserve=1)
    rows = {row.id: row for row in explain(made, PEOPLE, decide(made, PEOPLE))}
    figures = {row.id: (row.rank, row.merit, row.adjusted, row.margin, row.status) for row in rows.values()}
    assert figures == {
        "a": (1, 90_000, 90_000, 1_000, "chosen"),
        "b": (2, 89_000, 89_000, 0, "reserve"),
        "c": (3, 88_000, 89_000, 0, "chosen"),
        "d": (4, 10_000, 11_000, -78_000, "not-chosen"),
        "e": (None, 99_000, None, None, "ineligible"),
    }


def test_a_reserved_place_that_would_be_left_empty() -> None:
    people = pool("a 90 M\nb 80 M\nc 70 F")
    assert told(rule(1, Quota("a0", "F", at_least=1), floors="one"), people)["a"][1].endswith(
        "this person would leave a reserved place empty."
    )


def test_no_list() -> None:
    reasons = told(rule(2, Quota("a0", "P", at_least=3)))
    assert reasons["a"] == ("not-chosen", "No list: the clauses of the rule cannot all be kept.")


@pytest.mark.parametrize("language", ["en", "mn", "ko"])
def test_whoever_is_passed_over_is_told_why(language: str) -> None:
    for seed in range(60):
        made, people = small(Random(seed))
        if made.seats > len(people.eligible_rows):
            continue
        decision = decide(made, people)
        rows = explain(made, people, decision)
        assert sorted(row.id for row in rows) == sorted(people.ids)
        last = max((row.rank or 0 for row in rows if row.status == "chosen"), default=0)
        for row in rows:
            assert row.reason(language)
            if row.status in ("not-chosen", "reserve") and row.rank and row.rank < last:
                assert {reason.code for reason in row.reasons} & {"passed_over", "place_lost"}, (seed, row)
