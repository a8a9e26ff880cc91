"""Where a lesson stands, and what may follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ortoo.lessons.rules.states import (
    NEXT,
    Act,
    Outcome,
    Standing,
    State,
    check_may_become,
    check_may_follow,
    outcomes_after,
    state_of,
)
from ortoo.multilingual.refusals import Refusal, registry

A, T, R = Outcome.ADOPTED, Outcome.TRIED, Outcome.REJECTED


@pytest.mark.parametrize(
    ("there", "state"),
    [
        (Standing(), State.WRITTEN),
        (Standing(T), State.TRIED),
        (Standing(A), State.ADOPTED),
        (Standing(R), State.REJECTED),
        (Standing(None, replaced=True), State.REPLACED),
        (Standing(R, replaced=True), State.REPLACED),
    ],
)
def test_the_latest_word_says_where_it_stands(there: Standing, state: State) -> None:
    assert state_of(there) is state


@pytest.mark.parametrize(
    ("state", "outcomes"),
    [
        (State.WRITTEN, (A, T, R)),
        (State.TRIED, (A, R)),
        (State.ADOPTED, (R,)),
        (State.REJECTED, (A, T)),
        (State.REPLACED, ()),
    ],
)
def test_what_may_be_decided_next(state: State, outcomes: tuple[Outcome, ...]) -> None:
    assert outcomes_after(state) == outcomes
    allowed = {outcome for outcome in Outcome if not refused(check_may_become, state, outcome)}
    assert allowed == set(outcomes)


def test_every_refusal_of_the_table_has_its_sentence() -> None:
    for state in State:
        for act in Act:
            code = refused(check_may_follow, state, act)
            assert bool(code) == ((state, act) not in NEXT)
            assert not code or code in registry()
        for outcome in Outcome:
            code = refused(check_may_become, state, outcome)
            assert not code or code in registry()


def test_no_act_leads_back_to_written_and_none_leaves_what_is_replaced() -> None:
    assert all(State.WRITTEN not in ends for ends in NEXT.values())
    assert all(begin is not State.REPLACED for begin, _ in NEXT)


def refused(act: Callable[..., None], *values: object) -> str:
    try:
        act(*values)
    except Refusal as refusal:
        return refusal.code
    return ""
