"""The table of a round: which act may follow, and that every road ends."""

from __future__ import annotations

import pytest

from ortoo.multilingual.refusals import Refusal, registry
from ortoo.selection.rules.states import NEXT, Act, State, check_may_follow, next_act, state_of

ALLOWED = {
    (State.OPEN, Act.ADOPT_RULE),
    (State.RULED, Act.ADOPT_RULE),
    (State.RULED, Act.SEAL),
    (State.SEALED, Act.DRAW_LOT),
    (State.DRAWN, Act.RUN),
}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("state", list(State))
def test_what_may_follow_in_which_state(state: State, act: Act) -> None:
    if (state, act) in ALLOWED:
        check_may_follow(state, act)
        return
    with pytest.raises(Refusal) as caught:
        check_may_follow(state, act)
    assert (caught.value.code, caught.value.values) == (f"selection.not_now.{act}", {})


def test_every_act_has_its_sentence_of_refusal() -> None:
    assert {f"selection.not_now.{act}" for act in Act} <= set(registry())


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((False, False, False, None), State.OPEN),
        ((True, False, False, None), State.RULED),
        ((True, True, False, None), State.SEALED),
        ((True, True, True, None), State.DRAWN),
        ((True, True, True, "decided"), State.DECIDED),
        ((True, True, True, "infeasible"), State.INFEASIBLE),
    ],
)
def test_the_state_follows_from_what_there_is(facts: tuple[bool, bool, bool, str | None], state: State) -> None:
    ruled, sealed, drawn, outcome = facts
    assert state_of(ruled=ruled, sealed=sealed, drawn=drawn, outcome=outcome) == state


def test_one_act_takes_a_round_on_until_it_has_an_outcome() -> None:
    assert {state: next_act(state) for state in State} == {
        State.OPEN: Act.ADOPT_RULE,
        State.RULED: Act.SEAL,
        State.SEALED: Act.DRAW_LOT,
        State.DRAWN: Act.RUN,
        State.DECIDED: None,
        State.INFEASIBLE: None,
    }


def test_the_rule_comes_before_the_seal_and_the_lot_after_it_on_every_road() -> None:
    roads: list[tuple[State, tuple[Act, ...]]] = [(State.OPEN, ())]
    ended = []
    while roads:
        state, acts = roads.pop()
        steps = [(end, (*acts, act)) for (begin, act), ends in NEXT.items() for end in ends if begin == state != end]
        roads += steps
        if not steps:
            ended.append((state, acts))
    order = (Act.ADOPT_RULE, Act.SEAL, Act.DRAW_LOT, Act.RUN)
    assert sorted(ended) == [(State.DECIDED, order), (State.INFEASIBLE, order)]
