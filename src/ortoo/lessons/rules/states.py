"""Where a lesson stands, and which act may follow: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal


class Outcome(StrEnum):
    """What the owner decides. TRIED: on a small scale, before it is adopted or rejected."""

    ADOPTED = "adopted"
    TRIED = "tried"
    REJECTED = "rejected"


class State(StrEnum):
    WRITTEN = "written"
    TRIED = "tried"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    REPLACED = "replaced"


class Act(StrEnum):
    DECIDE = "decide"
    AMEND = "amend"


NEXT: dict[tuple[State, Act], frozenset[State]] = {
    (State.WRITTEN, Act.DECIDE): frozenset({State.TRIED, State.ADOPTED, State.REJECTED}),
    (State.WRITTEN, Act.AMEND): frozenset({State.REPLACED}),
    # A trial ends in a yes or a no, never in a further trial.
    (State.TRIED, Act.DECIDE): frozenset({State.ADOPTED, State.REJECTED}),
    (State.TRIED, Act.AMEND): frozenset({State.REPLACED}),
    # What was adopted may be given up, with a reason. Measures build on its words, so these stay.
    (State.ADOPTED, Act.DECIDE): frozenset({State.REJECTED}),
    # A precondition that was absent may have come since.
    (State.REJECTED, Act.DECIDE): frozenset({State.TRIED, State.ADOPTED}),
    (State.REJECTED, Act.AMEND): frozenset({State.REPLACED}),
}


@dataclass(frozen=True)
class Standing:
    """What there is of a lesson: the latest outcome (None before the first), and whether another replaces it."""

    outcome: Outcome | None = None
    replaced: bool = False


def state_of(there: Standing) -> State:
    if there.replaced:
        return State.REPLACED
    return State.WRITTEN if there.outcome is None else State(there.outcome)


def check_may_follow(state: State, act: Act) -> None:
    """Refuses an act that the table does not allow in `state`, with the sentence of that act and state."""
    if (state, act) not in NEXT:
        raise Refusal(f"lessons.not_now.{act}_{state}")


def check_may_become(state: State, outcome: Outcome) -> None:
    """Refuses a decision that leads nowhere new."""
    check_may_follow(state, Act.DECIDE)
    if State(outcome) not in NEXT[state, Act.DECIDE]:
        raise Refusal(f"lessons.decided_already.{state}", field="outcome")


def outcomes_after(state: State) -> tuple[Outcome, ...]:
    """What may be decided in `state`, in the order of `Outcome`."""
    ahead = NEXT.get((state, Act.DECIDE), frozenset())
    return tuple(outcome for outcome in Outcome if State(outcome) in ahead)
