"""Where a visit stands, and which act may follow: one table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal


class State(StrEnum):
    OPENED = "opened"
    REQUESTED = "requested"
    ANSWERED = "answered"
    PLANNED = "planned"
    AGREED = "agreed"
    UNDER_WAY = "under-way"
    OVER = "over"


class Act(StrEnum):
    NAME_HOST = "name-host"
    ASK = "ask"
    REQUEST = "request"
    ANSWER = "answer"
    OFFER = "offer"
    PLAN = "plan"
    AGREE = "agree"


NEXT: dict[tuple[State, Act], frozenset[State]] = {
    (State.OPENED, Act.NAME_HOST): frozenset({State.OPENED}),
    # Topics are tied to the plan, and bodies at home say what they want to learn.
    (State.OPENED, Act.ASK): frozenset({State.OPENED}),
    (State.OPENED, Act.REQUEST): frozenset({State.REQUESTED}),
    (State.REQUESTED, Act.NAME_HOST): frozenset({State.REQUESTED}),
    (State.REQUESTED, Act.ASK): frozenset({State.REQUESTED}),
    # What has changed since is asked anew; every host answers anew.
    (State.REQUESTED, Act.REQUEST): frozenset({State.REQUESTED}),
    (State.REQUESTED, Act.OFFER): frozenset({State.REQUESTED}),
    (State.REQUESTED, Act.ANSWER): frozenset({State.REQUESTED, State.ANSWERED}),
    (State.ANSWERED, Act.NAME_HOST): frozenset({State.REQUESTED}),
    (State.ANSWERED, Act.ASK): frozenset({State.ANSWERED}),
    (State.ANSWERED, Act.REQUEST): frozenset({State.REQUESTED}),
    (State.ANSWERED, Act.OFFER): frozenset({State.ANSWERED}),
    (State.ANSWERED, Act.ANSWER): frozenset({State.REQUESTED, State.ANSWERED}),
    (State.ANSWERED, Act.PLAN): frozenset({State.PLANNED}),
    (State.PLANNED, Act.ASK): frozenset({State.PLANNED}),
    (State.PLANNED, Act.OFFER): frozenset({State.PLANNED}),
    (State.PLANNED, Act.PLAN): frozenset({State.PLANNED}),
    (State.PLANNED, Act.AGREE): frozenset({State.PLANNED, State.AGREED}),
    (State.AGREED, Act.OFFER): frozenset({State.AGREED}),
    # A later version of the agenda is agreed to anew.
    (State.AGREED, Act.PLAN): frozenset({State.PLANNED}),
    # Snow, a minister who is called away: the rest of the days is planned again while they run.
    (State.UNDER_WAY, Act.OFFER): frozenset({State.UNDER_WAY}),
    (State.UNDER_WAY, Act.PLAN): frozenset({State.UNDER_WAY}),
    (State.UNDER_WAY, Act.AGREE): frozenset({State.UNDER_WAY}),
}

BEFORE = (State.OPENED, State.REQUESTED, State.ANSWERED, State.PLANNED, State.AGREED)
BY_CLOCK: dict[State, State] = {**dict.fromkeys(BEFORE, State.UNDER_WAY), State.UNDER_WAY: State.OVER}
"""What the first day, and the day after the last, do by themselves."""


@dataclass(frozen=True)
class Standing:
    """What there is of a visit. `answered`: every host to the latest request, and who leads said yes.

    `agreed`: home and every host that takes part, to the latest agenda.
    """

    begins: date
    ends: date
    requested: bool = False
    answered: bool = False
    planned: bool = False
    agreed: bool = False


def state_of(there: Standing, today: date) -> State:
    """`today` is the day at the host: from the first day of the visit on the days say where it stands."""
    if today > there.ends:
        return State.OVER
    if today >= there.begins:
        return State.UNDER_WAY
    if there.planned:
        return State.AGREED if there.agreed else State.PLANNED
    if there.requested:
        return State.ANSWERED if there.answered else State.REQUESTED
    return State.OPENED


def check_may_follow(state: State, act: Act) -> None:
    """Refuses an act that the table does not allow in `state`, with the sentence of that act."""
    if (state, act) not in NEXT:
        raise Refusal(f"visits.not_now.{act}")
