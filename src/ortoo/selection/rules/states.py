"""Where a round stands, and which act may follow: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal


class AfterAppeal(StrEnum):
    """What a rule says of those already named where an order reopens a final list."""

    ADD_SEATS = "add-seats"
    REPLACE = "replace"


class State(StrEnum):
    OPEN = "open"
    RULED = "ruled"
    SEALED = "sealed"
    DRAWN = "drawn"
    INFEASIBLE = "infeasible"
    PROVISIONAL = "provisional"
    JUDGING = "judging"
    UPHELD = "upheld"
    RESEALED = "resealed"
    SETTLED = "settled"
    SIGNED = "signed"
    FINAL = "final"


class Act(StrEnum):
    ADOPT_RULE = "adopt-rule"
    SEAL = "seal"
    DRAW_LOT = "draw-lot"
    FIND_BAND = "find-band"
    RUN = "run"
    APPEAL = "appeal"
    WITHDRAW = "withdraw"
    RULE_ON = "rule-on"
    CARRY_OUT = "carry-out"
    RERUN = "rerun"
    SIGN = "sign"
    PUBLISH = "publish"
    ORDER = "order"
    LEAVE = "leave"


NEXT: dict[tuple[State, Act], frozenset[State]] = {
    (State.OPEN, Act.ADOPT_RULE): frozenset({State.RULED}),
    # A better rule may replace an adopted one, as long as nobody has seen a sealed record.
    (State.RULED, Act.ADOPT_RULE): frozenset({State.RULED}),
    (State.RULED, Act.SEAL): frozenset({State.SEALED}),
    (State.SEALED, Act.DRAW_LOT): frozenset({State.DRAWN}),
    # Looked at before the run, or not: it decides nothing.
    (State.DRAWN, Act.FIND_BAND): frozenset({State.DRAWN}),
    (State.DRAWN, Act.RUN): frozenset({State.PROVISIONAL, State.INFEASIBLE}),
    (State.PROVISIONAL, Act.APPEAL): frozenset({State.PROVISIONAL}),
    (State.PROVISIONAL, Act.WITHDRAW): frozenset({State.PROVISIONAL}),
    # The panel need not wait for the window to close; what it decides is carried out afterwards, in one act.
    (State.PROVISIONAL, Act.RULE_ON): frozenset({State.PROVISIONAL}),
    # Back to FINAL where an order after publication came to nothing.
    (State.JUDGING, Act.RULE_ON): frozenset({State.JUDGING, State.UPHELD, State.SETTLED, State.FINAL}),
    (State.JUDGING, Act.WITHDRAW): frozenset({State.JUDGING, State.UPHELD, State.SETTLED}),
    (State.UPHELD, Act.CARRY_OUT): frozenset({State.RESEALED}),
    (State.RESEALED, Act.RERUN): frozenset({State.SETTLED, State.INFEASIBLE}),
    (State.SETTLED, Act.SIGN): frozenset({State.SIGNED}),
    (State.SIGNED, Act.PUBLISH): frozenset({State.FINAL}),
    (State.FINAL, Act.ORDER): frozenset({State.JUDGING}),
    (State.FINAL, Act.LEAVE): frozenset({State.FINAL}),
}

BY_CLOCK: dict[State, frozenset[State]] = {
    State.PROVISIONAL: frozenset({State.JUDGING, State.UPHELD, State.SETTLED}),
}
"""Where a round goes when its window for appeals closes, with no act of anybody."""


@dataclass(frozen=True)
class Standing:
    """What there is of a round. `outcome` is the status of the latest run: "decided", "infeasible" or None.

    `open_appeals` were neither withdrawn nor ruled on; `to_carry_out` are upheld and change a record, and are in no
    seal yet. `run_behind_seal`: the latest run is of a seal that was replaced. `signed` and `published` are said of
    the list of the latest run.
    """

    ruled: bool = False
    sealed: bool = False
    drawn: bool = False
    outcome: str | None = None
    window_open: bool = False
    open_appeals: int = 0
    to_carry_out: int = 0
    run_behind_seal: bool = False
    signed: bool = False
    published: bool = False


def state_of(there: Standing) -> State:
    """The state from what there is."""
    if there.outcome is None:
        return _before_the_run(there)
    if there.outcome == "infeasible":
        return State.INFEASIBLE
    if there.window_open:
        return State.PROVISIONAL
    if there.run_behind_seal:
        return State.RESEALED
    if there.open_appeals:
        return State.JUDGING
    if there.to_carry_out:
        return State.UPHELD
    if there.published:
        return State.FINAL
    return State.SIGNED if there.signed else State.SETTLED


def _before_the_run(there: Standing) -> State:
    if there.drawn:
        return State.DRAWN
    if there.sealed:
        return State.SEALED
    return State.RULED if there.ruled else State.OPEN


def check_may_follow(state: State, act: Act) -> None:
    """Refuses an act that the table does not allow in `state`, with the sentence of that act."""
    if (state, act) not in NEXT:
        raise Refusal(f"selection.not_now.{act}")


def next_act(state: State) -> Act | None:
    """The act that takes a round on; None at its end, and where only the clock does.

    A final list is an end: an order that reopens it comes from outside.
    """
    forward = [act for (begin, act), ends in NEXT.items() if begin == state and ends != {state}]
    return next((act for act in forward if act is not Act.ORDER), None)
