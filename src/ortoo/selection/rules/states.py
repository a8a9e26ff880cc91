"""Where a round stands, and which act may follow: one table."""

from __future__ import annotations

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
    DECIDED = "decided"
    INFEASIBLE = "infeasible"


class Act(StrEnum):
    ADOPT_RULE = "adopt-rule"
    SEAL = "seal"
    DRAW_LOT = "draw-lot"
    RUN = "run"


NEXT: dict[tuple[State, Act], frozenset[State]] = {
    (State.OPEN, Act.ADOPT_RULE): frozenset({State.RULED}),
    # A better rule may replace an adopted one, as long as nobody has seen a sealed record.
    (State.RULED, Act.ADOPT_RULE): frozenset({State.RULED}),
    (State.RULED, Act.SEAL): frozenset({State.SEALED}),
    (State.SEALED, Act.DRAW_LOT): frozenset({State.DRAWN}),
    (State.DRAWN, Act.RUN): frozenset({State.DECIDED, State.INFEASIBLE}),
}


def state_of(*, ruled: bool, sealed: bool, drawn: bool, outcome: str | None) -> State:
    """The state from what there is. `outcome` is the status of the latest run: "decided", "infeasible" or None."""
    if outcome is not None:
        return State(outcome)
    if drawn:
        return State.DRAWN
    if sealed:
        return State.SEALED
    return State.RULED if ruled else State.OPEN


def check_may_follow(state: State, act: Act) -> None:
    """Refuses an act that the table does not allow in `state`, with the sentence of that act."""
    if (state, act) not in NEXT:
        raise Refusal(f"selection.not_now.{act}")


def next_act(state: State) -> Act | None:
    """The act that takes a round on, None at its end."""
    forward = [act for (begin, act), ends in NEXT.items() if begin == state and ends != {state}]
    return forward[0] if forward else None
