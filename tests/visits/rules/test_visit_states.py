"""Where a visit stands, and that every state can be reached and left as the table says."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.states import BEFORE, BY_CLOCK, NEXT, Act, Standing, State, check_may_follow, state_of

BEGINS, ENDS = date(2022, 12, 12), date(2022, 12, 16)
EARLIER = date(2022, 9, 1)


def standing(**there: bool) -> Standing:
    return Standing(BEGINS, ENDS, **there)


@pytest.mark.parametrize(
    ("there", "today", "expected"),
    [
        (standing(), EARLIER, State.OPENED),
        (standing(requested=True), EARLIER, State.REQUESTED),
        (standing(requested=True, answered=True), EARLIER, State.ANSWERED),
        (standing(requested=True, answered=True, planned=True), EARLIER, State.PLANNED),
        # A new host or a later no takes the answers back, never the agenda.
        (standing(requested=True, planned=True), EARLIER, State.PLANNED),
        (standing(requested=True, answered=True, planned=True, agreed=True), EARLIER, State.AGREED),
        (standing(requested=True, answered=True, planned=True, agreed=True), BEGINS, State.UNDER_WAY),
        (standing(requested=True, answered=True, planned=True, agreed=True), ENDS, State.UNDER_WAY),
        (standing(), BEGINS, State.UNDER_WAY),
        (standing(), date(2022, 12, 17), State.OVER),
    ],
)
def test_where_it_stands(there: Standing, today: date, expected: State) -> None:
    assert state_of(there, today) is expected


def test_every_state_is_reached_by_an_act_or_the_clock_from_the_first() -> None:
    reached, further = set[State](), {State.OPENED}
    while further:
        reached |= further
        further = {end for (begin, _), ends in NEXT.items() if begin in reached for end in ends}
        further |= {end for begin, end in BY_CLOCK.items() if begin in reached}
        further -= reached
    assert reached == set(State)
    assert State.OVER not in {begin for begin, _ in NEXT} | set(BY_CLOCK)
    assert {*BEFORE, State.UNDER_WAY, State.OVER} == set(State)


@pytest.mark.parametrize(("state", "act"), [pair for pair in product(State, Act) if pair not in NEXT])
def test_what_the_table_does_not_hold_is_refused_with_its_sentence(state: State, act: Act) -> None:
    with pytest.raises(Refusal) as refused:
        check_may_follow(state, act)
    assert refused.value.code == f"visits.not_now.{act}"
    assert refused.value.sentence("en").endswith(".")
