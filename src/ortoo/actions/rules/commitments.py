"""Commitments as a plan that `delays` reads: what is done once it was delivered, and what is kept from the receiver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ortoo.actions.rules.delays import Planned
from ortoo.actions.rules.states import State

RECEIPT = "+"
"""Behind a code: that what was delivered is confirmed. It is the receiver's to do, and its delay the receiver's."""


@dataclass(frozen=True)
class Owed:
    """One commitment as it stands. `delivered_on`: of the latest delivery; owners by code."""

    code: str
    giver: str
    receiver: str
    due: date
    duration_days: int
    state: State
    after: tuple[str, ...] = ()
    final: bool = False
    delivered_on: date | None = None
    confirmed_on: date | None = None


def as_plan(owed: Sequence[Owed]) -> dict[str, Planned]:
    """A delivery is the giver's and finished on its day; until it is confirmed, whoever waits, waits for the receiver.

    A refused one is owed by nobody and waited for by nobody. Where the confirmation came on the day of the delivery,
    the commitment stands alone.
    """
    there = [one for one in owed if one.state is not State.REFUSED]
    last = {one.code: f"{one.code}{RECEIPT}" if _apart(one) else one.code for one in there}
    plan: dict[str, Planned] = {}
    for one in there:
        after = tuple(last[code] for code in one.after if code in last)
        apart = _apart(one)
        delivered = one.delivered_on if one.state in (State.DELIVERED, State.CONFIRMED) else None
        plan[one.code] = Planned(one.giver, one.due, one.duration_days, delivered, after, one.final and not apart)
        if apart:
            plan[last[one.code]] = Planned(one.receiver, one.due, 0, one.confirmed_on, (one.code,), one.final)
    return plan


def code_of(name: str) -> str:
    """Of a name in a plan: the commitment that it belongs to."""
    return name.removesuffix(RECEIPT)


def end_of(code: str, plan: Mapping[str, Planned]) -> str:
    """The name in the plan that whoever waits for the commitment waits for."""
    receipt = f"{code}{RECEIPT}"
    return receipt if receipt in plan else code


def _apart(one: Owed) -> bool:
    if one.state is State.DELIVERED:
        return True
    return one.state is State.CONFIRMED and one.confirmed_on != one.delivered_on
