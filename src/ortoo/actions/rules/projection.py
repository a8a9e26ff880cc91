"""How a plan ends as it stands: what is not done yet is pushed on by what it waits for, and by the day it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ortoo.actions.rules.cycles import order_of
from ortoo.actions.rules.delays import Plan, Planned, delays

FAR = date.max.toordinal()


@dataclass(frozen=True)
class Projection:
    """`finish`: of each commitment, done or expected. `chain`: what binds the end, from what is open now to the end.

    `waiting`: for each, how many open ones wait for it, directly or through others. `last`: the end that comes last.
    """

    finish: Mapping[str, date]
    chain: tuple[str, ...]
    waiting: Mapping[str, int]
    last: str
    promised_end: date
    end: date

    @property
    def days_behind(self) -> int:
        return (self.end - self.promised_end).days


def project(plan: Plan, today: date, expected: Mapping[str, date] | None = None) -> Projection:
    """Of a plan that `check_plan` accepts and that is not empty.

    What is not finished will be on the latest of: its due date (or the day the giver expects), today, and the day on
    which all that it waits for is done plus its duration. Where nothing is marked final, what nobody waits for is.
    Where every end is done and something else is open, the end is that.
    """
    days: dict[str, int] = {}
    for name in order_of({name: one.after for name, one in plan.items()}):
        days[name] = _finish(name, plan[name], days, today, expected or {})
    finish = {name: date.fromordinal(min(day, FAR)) for name, day in days.items()}
    ends = _ends(plan)
    last = max(ends, key=lambda name: finish[name])
    return Projection(
        finish,
        _chain(last, plan, finish),
        _waiting(plan),
        last,
        max(plan[name].due for name in {*ends, *_declared(plan)}),
        finish[last],
    )


def moves_the_end(plan: Plan, today: date, expected: Mapping[str, date] | None = None) -> bool:
    """Does one more day without anything done move the end?"""
    return project(plan, today + timedelta(days=1), expected).end > project(plan, today, expected).end


def causes(plan: Plan, found: Projection) -> dict[str, int]:
    """Owner -> thousandths of a day: whose days the last end comes late by, if everything goes as it stands."""
    ended = {
        name: replace(one, finished=found.finish[name], final=name == found.last) for name, one in plan.items()
    }  # fmt: skip
    return dict(delays(ended).causes[found.last])


def _finish(name: str, one: Planned, days: Mapping[str, int], today: date, expected: Mapping[str, date]) -> int:
    if one.finished is not None:
        return one.finished.toordinal()
    ready = max((days[upstream] for upstream in one.after), default=0)
    promised = expected.get(name, one.due).toordinal()
    return max(promised, today.toordinal(), ready + one.duration_days if one.after else 0)


def _declared(plan: Plan) -> list[str]:
    waited_for = {upstream for one in plan.values() for upstream in one.after}
    return [name for name, one in plan.items() if one.final] or [name for name in plan if name not in waited_for]


def _ends(plan: Plan) -> list[str]:
    """Those declared, while one of them is open or nothing is; else what is open and waited for by nothing open."""
    declared = _declared(plan)
    open_ones = [name for name, one in plan.items() if one.finished is None]
    if not open_ones or any(plan[name].finished is None for name in declared):
        return declared
    waited_for = {upstream for name in open_ones for upstream in plan[name].after}
    return [name for name in open_ones if name not in waited_for]


def _chain(end: str, plan: Plan, finish: Mapping[str, date]) -> tuple[str, ...]:
    """Back from the end along what is done last, as far as it is open. Empty where the end is done."""
    chain: list[str] = []
    name: str | None = end
    while name is not None and plan[name].finished is None:
        chain.append(name)
        open_ones = [one for one in plan[name].after if plan[one].finished is None]
        name = max(open_ones, key=lambda one: finish[one]) if open_ones else None
    return tuple(reversed(chain))


def _waiting(plan: Plan) -> dict[str, int]:
    """Sets, not sums: what waits on two ways is counted once."""
    behind: dict[str, set[str]] = {name: set() for name in plan}
    for name in reversed(order_of({name: one.after for name, one in plan.items()})):
        own = {name} if plan[name].finished is None else set()
        for upstream in plan[name].after:
            behind[upstream] |= behind[name] | own
    return {name: len(found) for name, found in behind.items()}
