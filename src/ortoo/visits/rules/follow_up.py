"""When it is asked what was used of a visit, and how far apart the two sides answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.papers import months_from

MONTHS = (3, 6, 12)
LAST_FOR = 3
"""Months in which the last one can be answered; each of the others until the next is asked."""
DAY = timedelta(days=1)


class Side(StrEnum):
    """Who is asked, each apart and without seeing the other's answer."""

    PARTICIPANT = "participant"
    SUPERIOR = "superior"


class Used(StrEnum):
    """How much of it is used, the least first."""

    NOT = "not"
    NOT_YET = "not-yet"
    PARTLY = "partly"
    WIDELY = "widely"


HINDERED = (Used.NOT_YET, Used.NOT)
"""Answers that say what stands in the way."""


class State(StrEnum):
    AHEAD = "ahead"
    OPEN = "open"
    ANSWERED = "answered"
    MISSED = "missed"


@dataclass(frozen=True)
class Window:
    """From the day on which it is asked to the last day on which it can be answered."""

    opens: date
    closes: date


def window(ends: date, months: int) -> Window:
    """Of the question after `months` (3, 6 or 12), counted from the last day of the visit; a month too short for the
    day takes its last one.

    >>> window(date(2025, 11, 30), 3)
    Window(opens=datetime.date(2026, 2, 28), closes=datetime.date(2026, 5, 29))
    """
    later = [one for one in MONTHS if one > months]
    until = later[0] if later else months + LAST_FOR
    return Window(months_from(ends, months), months_from(ends, until) - DAY)


def open_on(ends: date, today: date) -> int | None:
    """Which of the three is asked on the day `today`; none before the first and after the last."""
    for months in MONTHS:
        span = window(ends, months)
        if span.opens <= today <= span.closes:
            return months
    return None


def state_of(ends: date, months: int, *, answered: bool, today: date) -> State:
    if answered:
        return State.ANSWERED
    span = window(ends, months)
    if today < span.opens:
        return State.AHEAD
    return State.OPEN if today <= span.closes else State.MISSED


def check_open(ends: date, months: int, today: date) -> None:
    """Refuses an answer before it is asked, and after its last day: memory would answer another question."""
    state = state_of(ends, months, answered=False, today=today)
    span = window(ends, months)
    if state is State.AHEAD:
        raise Refusal("visits.follow_up_not_yet", months=months, opens=span.opens.isoformat())
    if state is State.MISSED:
        raise Refusal("visits.follow_up_over", months=months, closed=span.closes.isoformat())


def check_said(used: Used, what: str, hindered_by: str) -> None:
    """Refuses an answer without words: what was done with it, and where little is used, what stands in the way."""
    if not what.strip():
        raise Refusal("visits.follow_up_says_nothing", field="what")
    if used in HINDERED and not hindered_by.strip():
        raise Refusal("visits.follow_up_without_hindrance", field="hindered_by")


def apart(participant: Used, superior: Used) -> int:
    """How many steps of `Used` lie between the two answers; above zero where the participant says more."""
    order = list(Used)
    return order.index(participant) - order.index(superior)
