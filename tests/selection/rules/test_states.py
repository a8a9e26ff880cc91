"""The table of a round: which act may follow, and that every road ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.multilingual.refusals import Refusal, registry
from ortoo.selection.rules.states import BY_CLOCK, NEXT, Act, Standing, State, check_may_follow, next_act, state_of

ALLOWED = {
    (State.OPEN, Act.ADOPT_RULE),
    (State.RULED, Act.ADOPT_RULE),
    (State.RULED, Act.SEAL),
    (State.SEALED, Act.DRAW_LOT),
    (State.DRAWN, Act.FIND_BAND),
    (State.DRAWN, Act.RUN),
    (State.PROVISIONAL, Act.APPEAL),
    (State.PROVISIONAL, Act.WITHDRAW),
    (State.PROVISIONAL, Act.RULE_ON),
    (State.JUDGING, Act.RULE_ON),
    (State.JUDGING, Act.WITHDRAW),
    (State.UPHELD, Act.CARRY_OUT),
    (State.RESEALED, Act.RERUN),
    (State.SETTLED, Act.SIGN),
    (State.SIGNED, Act.PUBLISH),
    (State.FINAL, Act.ORDER),
    (State.FINAL, Act.LEAVE),
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


WITH_A_LIST = Standing(ruled=True, sealed=True, drawn=True, outcome="decided")


@pytest.mark.parametrize(
    ("there", "state"),
    [
        (Standing(), State.OPEN),
        (Standing(ruled=True), State.RULED),
        (Standing(ruled=True, sealed=True), State.SEALED),
        (Standing(ruled=True, sealed=True, drawn=True), State.DRAWN),
        (replace(WITH_A_LIST, outcome="infeasible"), State.INFEASIBLE),
        (replace(WITH_A_LIST, window_open=True), State.PROVISIONAL),
        # A ruling may be there while the window is open; it waits for the others.
        (replace(WITH_A_LIST, window_open=True, open_appeals=1, to_carry_out=1), State.PROVISIONAL),
        (replace(WITH_A_LIST, open_appeals=1, to_carry_out=1), State.JUDGING),
        (replace(WITH_A_LIST, to_carry_out=1), State.UPHELD),
        (replace(WITH_A_LIST, run_behind_seal=True), State.RESEALED),
        (WITH_A_LIST, State.SETTLED),
        (replace(WITH_A_LIST, signed=True), State.SIGNED),
        (replace(WITH_A_LIST, signed=True, published=True), State.FINAL),
        (replace(WITH_A_LIST, signed=True, published=True, open_appeals=1), State.JUDGING),
        (replace(WITH_A_LIST, signed=True, published=True, to_carry_out=1), State.UPHELD),
        (replace(WITH_A_LIST, signed=True, published=True, run_behind_seal=True), State.RESEALED),
        (replace(WITH_A_LIST, outcome="infeasible", run_behind_seal=False), State.INFEASIBLE),
    ],
)
def test_the_state_follows_from_what_there_is(there: Standing, state: State) -> None:
    assert state_of(there) == state


def test_one_act_takes_a_round_on_until_its_list_is_final() -> None:
    assert {state: next_act(state) for state in State} == {
        State.OPEN: Act.ADOPT_RULE,
        State.RULED: Act.SEAL,
        State.SEALED: Act.DRAW_LOT,
        State.DRAWN: Act.RUN,
        State.INFEASIBLE: None,
        State.PROVISIONAL: None,
        State.JUDGING: Act.RULE_ON,
        State.UPHELD: Act.CARRY_OUT,
        State.RESEALED: Act.RERUN,
        State.SETTLED: Act.SIGN,
        State.SIGNED: Act.PUBLISH,
        State.FINAL: None,
    }


def test_every_road_leads_to_a_final_list_or_to_none_and_passes_the_same_posts() -> None:
    """Without going back: the rule before the seal, the lot after it, a signature before the publication."""
    order = list(State)
    roads: list[tuple[State, ...]] = [(State.OPEN,)]
    ended = []
    while roads:
        road = roads.pop()
        last = road[-1]
        ends = {end for (begin, _), found in NEXT.items() if begin == last for end in found}
        further = [end for end in ends | BY_CLOCK.get(last, frozenset()) if order.index(end) > order.index(last)]
        roads += [(*road, end) for end in further]
        if not further:
            ended.append(road)
    begin = (State.OPEN, State.RULED, State.SEALED, State.DRAWN)
    assert {road[:4] for road in ended} == {begin}
    assert {road[-1] for road in ended} == {State.INFEASIBLE, State.FINAL}
    # Only an order after publication, which came to nothing, makes a list final again without a signature.
    unsigned = [road for road in ended if road[-1] == State.FINAL and road[-2] != State.SIGNED]
    assert {road[-2] for road in unsigned} <= {State.JUDGING}
