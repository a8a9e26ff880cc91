"""Whose days a delay is: own, handed down, and to whom the delay of an end goes back (docs/reference/delays.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ortoo.actions.rules.cycles import cycle_in, order_of
from ortoo.multilingual.refusals import Refusal

THOUSAND = 1000


@dataclass(frozen=True)
class Planned:
    """One commitment of a plan: `owner` owes it by `due`, and needs `duration_days` once all of `after` are done."""

    owner: str
    due: date
    duration_days: int
    finished: date | None = None
    after: tuple[str, ...] = ()
    final: bool = False


Plan = Mapping[str, Planned]


@dataclass(frozen=True)
class Delay:
    """In days; `total` = `own` + `inherited`. `binding`: of what it waits for, the one that was done last."""

    total: int
    own: int
    inherited: int
    binding: str | None


@dataclass(frozen=True)
class Delays:
    """`causes`: final commitment -> owner -> thousandths of a day, which add up to its delay exactly."""

    commitments: Mapping[str, Delay]
    causes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    bottleneck: Mapping[str, str | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {
            "commitments": {
                name: {"total": one.total, "own": one.own, "inherited": one.inherited, "binding": one.binding}
                for name, one in self.commitments.items()
            },
            "causes": {
                final: {owner: days / THOUSAND for owner, days in shares.items()}
                for final, shares in self.causes.items()
            },
            "bottleneck": dict(self.bottleneck),
        }


def delays(plan: Plan, as_of: date | None = None) -> Delays:
    """What is not finished counts as finished on `as_of`.

    Refused: unknown names in `after`, a circle, a due date before an upstream one's plus the duration, and what is not
    finished where there is no `as_of`.
    """
    check_plan(plan)
    finished = {name: _finished(name, one, as_of) for name, one in plan.items()}
    found = {name: _delay(one, finished, finished[name]) for name, one in plan.items()}
    shares = {name: _causes(name, plan, found) for name, one in plan.items() if one.final}
    return Delays(
        found,
        {name: in_thousandths(causes) for name, causes in shares.items()},
        {name: _most(causes) for name, causes in shares.items()},
    )


def check_plan(plan: Plan) -> None:
    """Refuses a plan that cannot be kept: what it names is there, nothing waits for itself, due dates leave time."""
    for name, one in plan.items():
        for upstream in one.after:
            if upstream not in plan:
                raise Refusal("delays.unknown_upstream", commitment=name, upstream=upstream)
    circle = cycle_in({name: one.after for name, one in plan.items()})
    if circle:
        raise Refusal("delays.cycle", members=" -> ".join((*circle, circle[0])))
    for name in order_of({name: one.after for name, one in plan.items()}):
        for upstream in plan[name].after:
            _check_time(name, plan[name], upstream, plan[upstream])


def _check_time(name: str, one: Planned, upstream: str, before: Planned) -> None:
    # In ordinals: a duration may reach behind the last day that a date can hold.
    earliest = before.due.toordinal() + one.duration_days
    if one.due.toordinal() < earliest:
        raise Refusal(
            "delays.due_too_early", commitment=name, due=one.due.isoformat(), upstream=upstream,
            upstream_due=before.due.isoformat(), duration=one.duration_days, earliest=_day(earliest),
        )  # fmt: skip


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal <= date.max.toordinal() else "9999-12-31"


def _finished(name: str, one: Planned, as_of: date | None) -> int:
    day = one.finished or as_of
    if day is None:
        raise Refusal("delays.unfinished", commitment=name)
    return day.toordinal()


def _delay(one: Planned, finished: Mapping[str, int], end: int) -> Delay:
    """`max` takes the first of equals, so the binding one of equals is the first named."""
    binding = max(one.after, key=lambda name: finished[name]) if one.after else None
    due = one.due.toordinal()
    could = due if binding is None else max(due, finished[binding] + one.duration_days)
    total, own = max(0, end - due), max(0, end - could)
    return Delay(total, own, total - own, binding)


def _causes(final: str, plan: Plan, found: Mapping[str, Delay]) -> dict[str, Fraction]:
    """Owner -> days, exactly: along the binding chain, each hands down a share of its own causes.

    What is inherited is never more than the delay of what it came from: a due date leaves time for the duration.
    """
    causes: dict[str, Fraction] = {}
    name, share = final, Fraction(1)
    while True:
        one = found[name]
        if one.own:
            owner = plan[name].owner
            causes[owner] = causes.get(owner, Fraction(0)) + share * one.own
        if not one.inherited:
            return causes
        assert one.binding is not None
        share *= Fraction(one.inherited, found[one.binding].total)
        name = one.binding


def in_thousandths(causes: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole thousandths by the largest remainder, of equals by name, so that what is printed adds up; most first.

    Who would print as nothing is left out.
    """
    exact = {owner: days * THOUSAND for owner, days in causes.items()}
    whole = {owner: int(days) for owner, days in exact.items()}
    left = int(sum(exact.values())) - sum(whole.values())
    by_remainder = sorted(exact, key=lambda owner: (whole[owner] - exact[owner], owner))
    for owner in by_remainder[:left]:
        whole[owner] += 1
    ordered = sorted(exact, key=lambda owner: (-exact[owner], owner))
    return {owner: whole[owner] for owner in ordered if whole[owner]}


def _most(causes: Mapping[str, Fraction]) -> str | None:
    return min(causes, key=lambda owner: (-causes[owner], owner), default=None)
