"""Where a commitment stands, and which act may follow: one table. Late and waiting are derived, never written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal


class State(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class Act(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    DELIVER = "deliver"
    CONFIRM = "confirm"
    RETURN = "return"


NEXT: dict[tuple[State, Act], State] = {
    (State.PROPOSED, Act.ACCEPT): State.ACCEPTED,
    (State.PROPOSED, Act.REFUSE): State.REFUSED,
    (State.ACCEPTED, Act.DELIVER): State.DELIVERED,
    (State.DELIVERED, Act.CONFIRM): State.CONFIRMED,
    (State.DELIVERED, Act.RETURN): State.RETURNED,
    (State.RETURNED, Act.DELIVER): State.DELIVERED,
}

GIVERS = frozenset({Act.ACCEPT, Act.REFUSE, Act.DELIVER})
"""Acts of the body that owes; the others are of the body it owes to."""

OVER = frozenset({State.REFUSED, State.CONFIRMED})
"""Nobody has to act any more."""


class Standing(StrEnum):
    """What a page says first of a commitment on a day."""

    KEPT = "kept"
    KEPT_LATE = "kept-late"
    REFUSED = "refused"
    LATE = "late"
    WAITS = "waits"
    DELIVERED = "delivered"
    OPEN = "open"
    PROPOSED = "proposed"


def state_of(acts: Iterable[Act]) -> State:
    """After `acts`, in order; each must follow from the table (KeyError: a row that no operation wrote)."""
    state = State.PROPOSED
    for act in acts:
        state = NEXT[state, act]
    return state


def check_may_follow(state: State, act: Act, commitment: str) -> State:
    """The state after `act`; refuses one that the table does not allow, with the sentence of that act."""
    after = NEXT.get((state, act))
    if after is None:
        raise Refusal(f"actions.not_now.{act}", commitment=commitment)
    return after


def days_late(state: State, due: date, delivered_on: date | None, on: date) -> int:
    """A confirmed one by the day of the delivery that was confirmed, whatever the receiver took; an open one by `on`.

    One that was refused is owed by nobody, and never late.
    """
    if state is State.REFUSED:
        return 0
    if state is State.CONFIRMED:
        assert delivered_on is not None
        return max(0, (delivered_on - due).days)
    return max(0, (on - due).days)


def standing_of(state: State, late: int, waits: bool) -> Standing:
    """`waits`: something that it waits for is not confirmed yet. Who waits is behind and not late."""
    if state is State.REFUSED:
        return Standing.REFUSED
    if state is State.CONFIRMED:
        return Standing.KEPT_LATE if late else Standing.KEPT
    if waits and state is not State.DELIVERED:
        return Standing.WAITS
    if late:
        return Standing.LATE
    if state is State.DELIVERED:
        return Standing.DELIVERED
    return Standing.PROPOSED if state is State.PROPOSED else Standing.OPEN
