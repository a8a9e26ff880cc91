"""What would have been enough, and what still would be: by hand, applied and run again, and against every merit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.explain import explain
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.smallest_change import Change, Near, Tie, smallest_change
from tests.selection.rules.instances import crossing, middling, pool, rule, small

PEOPLE = pool("a 90 P\nb 88 P\nc 85 Q\nd 80 Q\ne 70 Q")
"""Where two are equal the lot of these tests puts c first, then d, a, e, b."""


def changes(made: Rule, people: Pool, asked: list[str] | None = None) -> dict[str, Change]:
    """Of everybody eligible, or of those `asked`; each pool is cut down as the page does it."""
    decision = decide(made, people)
    margins = {one.id: one.margin for one in explain(made, people, decision) if one.rank is not None}
    return {
        one: smallest_change(made, near(people, margins, decision, one), decision, one, margins[one])
        for one in (asked or margins)
    }


def near(people: Pool, margins: dict[str, int | None], decision: Decision, person: str) -> Near:
    def within(reach: int | None) -> Pool:
        kept = {person, *decision.chosen, *(one for one, m in margins.items() if reach is None or (m or 0) >= -reach)}
        return rows_of(people, [row for row, one in enumerate(people.ids) if one in kept])

    return within


def rows_of(people: Pool, rows: list[int]) -> Pool:
    return Pool(
        ids=tuple(people.ids[row] for row in rows),
        merit=tuple(people.merit[row] for row in rows),
        then=tuple(tuple(column[row] for row in rows) for column in people.then),
        attributes={name: tuple(column[row] for row in rows) for name, column in people.attributes.items()},
    )


def with_merit(people: Pool, person: str, merit: int) -> Pool:
    row = people.ids.index(person)
    return replace(people, merit=(*people.merit[:row], merit, *people.merit[row + 1 :]))


def is_chosen(made: Rule, people: Pool, person: str, merit: int) -> bool:
    return person in decide(made, with_merit(people, person, merit)).chosen


def keeps_its_word(made: Rule, people: Pool, person: str, change: Change) -> bool:
    """Applied and run again: chosen; with one thousandth less: not."""
    assert change.merit is not None
    enough = is_chosen(made, people, person, change.merit)
    return enough and not is_chosen(made, people, person, change.merit - 1)


def test_without_quotas_the_last_seat_is_to_be_reached() -> None:
    """Two seats. At 88 points c, d and e come before b by lot; a, fallen to 85 points, comes behind c."""
    found = changes(rule(2), PEOPLE)
    assert (found["c"].more, found["d"].more, found["e"].more) == (3_000, 8_000, 18_000)
    assert (found["a"].less, found["b"].less) == (4_999, 2_999)


def test_a_floor_takes_others_along() -> None:
    """One of Q must be among two: b has to pass a, d has to pass c, and at equal points both lose by lot."""
    found = changes(rule(2, Quota("a0", "Q", at_least=1)), PEOPLE)
    assert (found["b"].more, found["d"].more, found["e"].more) == (2_001, 5_001, 15_001)
    assert (found["a"].less, found["c"].less) == (2_000, 5_000)


def test_whom_no_record_brings_in_and_whom_every_list_needs() -> None:
    found = changes(rule(2, Quota("a0", "Q", at_most=0)), PEOPLE)
    assert {name for name, one in found.items() if one.never} == {"c", "d", "e"}
    assert {name for name, one in found.items() if one.always} == {"a", "b"}
    assert (found["c"].more, found["a"].less) == (None, None)


def test_going_down_the_order() -> None:
    """One of P at most: only ahead of a would b be taken."""
    found = changes(rule(2, Quota("a0", "P", at_most=1), objective="lexicographic"), PEOPLE)
    assert (found["b"].more, found["d"].more) == (2_001, 5_001)
    assert (found["a"].less, found["c"].less) == (2_000, 5_000)


def test_at_equal_totals_the_tie_order_decides() -> None:
    """A further figure puts d before b at equal points, and e behind."""
    people = replace(PEOPLE, then=((1, 1, 1, 2, 0),))
    found = changes(rule(2, then=("then",)), people)
    assert (found["d"].more, found["e"].more) == (8_000, 18_001)


def test_who_would_have_stood_there_instead() -> None:
    found = changes(rule(2, Quota("a0", "Q", at_least=1)), PEOPLE)
    assert {name: one.instead for name, one in found.items()} == {
        "a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",), "e": ("c",),
    }  # fmt: skip
    assert not any(one.tie for one in found.values())


EQUAL = pool("a 90 P\nb 88 P\nc 88 P\nd 88 P\ne 70 P")


@pytest.mark.parametrize("objective", ["total", "lexicographic"])
def test_which_figure_decided_between_equals_and_for_whom(objective: str) -> None:
    """Two seats, and b, c, d are equal: by lot c, then d, then b; by the further figure b, and c before d by lot."""
    by_lot = changes(rule(2, objective=objective), EQUAL)
    assert by_lot["c"].tie == Tie("c", "d", "")
    assert (by_lot["b"].tie, by_lot["d"].tie) == (Tie("c", "b", ""), Tie("c", "d", ""))
    assert (by_lot["b"].more, by_lot["c"].less, by_lot["a"].tie, by_lot["e"].tie) == (1, 0, None, None)
    by_figure = changes(rule(2, then=("then",), objective=objective), replace(EQUAL, then=((0, 5, 4, 4, 0),)))
    assert (by_figure["b"].tie, by_figure["d"].tie) == (Tie("b", "c", "then"), Tie("b", "d", "then"))


@pytest.mark.parametrize(("instance", "seeds", "least"), [(small, 60, 80), (crossing, 10, 30)])
def test_from_it_on_always_and_below_it_never(
    instance: Callable[[Random], tuple[Rule, Pool]], seeds: int, least: int
) -> None:
    """For everybody; further merits on both sides are tried at random."""
    tried = 0
    for seed in range(seeds):
        made, people = instance(Random(seed))
        if not decided(made, people):
            continue
        far = (max(people.merit) - min(people.merit)) * (made.seats + 1) + 1
        for person, change in changes(made, people).items():
            merit = change.own + far * (1 if change.never else -1) if change.merit is None else change.merit
            assert is_chosen(made, people, person, merit) is not change.never, (seed, person)
            if change.merit is not None:
                assert keeps_its_word(made, people, person, change), (seed, person)
                away = Random(seed).randint(1, far)
                assert is_chosen(made, people, person, merit + away), (seed, person, away)
                assert not is_chosen(made, people, person, merit - away), (seed, person, away)
            tried += 1
    assert tried > least


def decided(made: Rule, people: Pool) -> bool:
    try:
        return decide(made, people).status == "decided"
    except Refusal:
        return False


def test_where_prices_leave_a_gap_too() -> None:
    gaps = 0
    for seed in range(12):
        made, people = middling(Random(seed), 60, 400)
        if not decided(made, people):
            continue
        gaps += decide(made, people).proof == "branching"
        for person, change in changes(made, people, list(people.ids[::7])).items():
            assert change.merit is None or keeps_its_word(made, people, person, change), (seed, person)
    assert gaps


MANY = rule(
    100,
    Quota("region", "1", at_least=20),
    Quota("ministry", at_most=4),
    Quota("sex", "1", at_least=55),
    Quota("level", "1", at_most=20),
)


def twelve_thousand(seed: int) -> Pool:
    chance = np.random.default_rng(seed)
    size = 12_000
    attributes = {
        name: tuple(map(str, (chance.integers(1, values + 1, size)).tolist()))
        for name, values in {"region": 7, "ministry": 40, "sex": 2, "level": 3}.items()
    }
    merits = chance.normal(62_000, 9_000, size).round().astype(int).tolist()
    return Pool(tuple(f"P{number:05d}" for number in range(size)), tuple(merits), attributes=attributes)


def people_of_twelve_thousand(how_many: int, seed: int) -> None:
    people = twelve_thousand(seed)
    asked = Random(seed).sample(people.ids, how_many)
    for person, change in changes(MANY, people, asked).items():
        assert keeps_its_word(MANY, people, person, change), (person, change)


def test_applied_and_run_again_for_some_of_twelve_thousand() -> None:
    people_of_twelve_thousand(25, 1)


@pytest.mark.campaign
def test_applied_and_run_again_for_two_hundred_of_twelve_thousand() -> None:
    people_of_twelve_thousand(200, 2)
