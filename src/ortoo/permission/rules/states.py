"""Where a call stands, and which act may follow: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ortoo.access.rules.roles import Role
from ortoo.multilingual.refusals import Refusal


class SignStep(StrEnum):
    """The way of a proposal, in this order. The office at its end sends back or decides (`Act.DECIDE`), never signs."""

    ACADEMY = "academy"
    MINISTRIES = "ministries"
    SECRETARIAT = "secretariat"
    OFFICE = "office"


SIGNERS: dict[SignStep, Role] = {
    SignStep.ACADEMY: Role.HEAD_OF_ACADEMY,
    SignStep.MINISTRIES: Role.SENDING_MINISTRY,
    SignStep.SECRETARIAT: Role.CABINET_SECRETARIAT,
    SignStep.OFFICE: Role.PRIME_MINISTERS_OFFICE,
}


class Outcome(StrEnum):
    """Of one person. REPLACE: not this one, and the next of the reserve as the rule says."""

    PERMIT = "permit"
    REFUSE = "refuse"
    REPLACE = "replace"


class State(StrEnum):
    CALLED = "called"
    RUBRIC = "rubric"
    SCORING = "scoring"
    SCORED = "scored"
    PROPOSED = "proposed"
    AT_MINISTRIES = "at-ministries"
    AT_SECRETARIAT = "at-secretariat"
    AT_OFFICE = "at-office"
    SENT_BACK = "sent-back"
    DECIDED = "decided"
    CLOSED = "closed"


class Act(StrEnum):
    ADOPT_RUBRIC = "adopt-rubric"
    HAND_IN = "hand-in"
    GIVE_SHEETS = "give-sheets"
    SCORE = "score"
    PROPOSE = "propose"
    SIGN = "sign"
    SEND_BACK = "send-back"
    DECIDE = "decide"
    CLOSE = "close"


NEXT: dict[tuple[State, Act], frozenset[State]] = {
    (State.CALLED, Act.ADOPT_RUBRIC): frozenset({State.RUBRIC}),
    # Dossiers are handed in under a rubric that everybody could read before.
    (State.RUBRIC, Act.HAND_IN): frozenset({State.RUBRIC}),
    (State.RUBRIC, Act.GIVE_SHEETS): frozenset({State.SCORING}),
    (State.SCORING, Act.GIVE_SHEETS): frozenset({State.SCORING}),
    (State.SCORING, Act.SCORE): frozenset({State.SCORING, State.SCORED}),
    # Sheets that connect parts of the panel, or that stand in for one whose marker turned out to be in conflict.
    (State.SCORED, Act.GIVE_SHEETS): frozenset({State.SCORING}),
    (State.SCORED, Act.PROPOSE): frozenset({State.PROPOSED}),
    (State.PROPOSED, Act.SIGN): frozenset({State.AT_MINISTRIES}),
    (State.PROPOSED, Act.SEND_BACK): frozenset({State.SENT_BACK}),
    (State.AT_MINISTRIES, Act.SIGN): frozenset({State.AT_MINISTRIES, State.AT_SECRETARIAT}),
    (State.AT_MINISTRIES, Act.SEND_BACK): frozenset({State.SENT_BACK}),
    (State.AT_SECRETARIAT, Act.SIGN): frozenset({State.AT_OFFICE}),
    (State.AT_SECRETARIAT, Act.SEND_BACK): frozenset({State.SENT_BACK}),
    (State.AT_OFFICE, Act.SEND_BACK): frozenset({State.SENT_BACK}),
    (State.AT_OFFICE, Act.DECIDE): frozenset({State.DECIDED}),
    # A new proposal after it was sent back: somebody withdrew, a paper expired, a rule was misread.
    (State.SENT_BACK, Act.PROPOSE): frozenset({State.PROPOSED}),
    (State.SENT_BACK, Act.GIVE_SHEETS): frozenset({State.SENT_BACK}),
    (State.SENT_BACK, Act.SCORE): frozenset({State.SENT_BACK}),
    # A later withdrawal needs a new decision; the order of merit stays.
    (State.DECIDED, Act.DECIDE): frozenset({State.DECIDED}),
    (State.DECIDED, Act.CLOSE): frozenset({State.CLOSED}),
    (State.CLOSED, Act.DECIDE): frozenset({State.DECIDED}),
}


STEP_OF: dict[State, SignStep] = {
    State.PROPOSED: SignStep.ACADEMY,
    State.AT_MINISTRIES: SignStep.MINISTRIES,
    State.AT_SECRETARIAT: SignStep.SECRETARIAT,
    State.AT_OFFICE: SignStep.OFFICE,
}
"""At which step a proposal waits."""


@dataclass(frozen=True)
class Standing:
    """What there is of a call. `signed` are the steps whole; `sent_back` of the latest proposal."""

    rubric: bool = False
    sheets: bool = False
    scored: bool = False
    proposed: bool = False
    signed: frozenset[SignStep] = frozenset()
    sent_back: bool = False
    decided: bool = False
    closed: bool = False


def state_of(there: Standing) -> State:
    """The state from what there is; `decided` and `closed` of the latest order."""
    if there.decided:
        return State.CLOSED if there.closed else State.DECIDED
    if there.proposed:
        return State.SENT_BACK if there.sent_back else _on_the_way(there.signed)
    if there.sheets:
        return State.SCORED if there.scored else State.SCORING
    return State.RUBRIC if there.rubric else State.CALLED


def check_may_follow(state: State, act: Act) -> None:
    """Refuses an act that the table does not allow in `state`, with the sentence of that act."""
    if (state, act) not in NEXT:
        raise Refusal(f"permission.not_now.{act}")


def _on_the_way(signed: frozenset[SignStep]) -> State:
    if SignStep.SECRETARIAT in signed:
        return State.AT_OFFICE
    if SignStep.MINISTRIES in signed:
        return State.AT_SECRETARIAT
    return State.AT_MINISTRIES if SignStep.ACADEMY in signed else State.PROPOSED
