"""Why a stop is left out. Each reason is proven by what it says, or the reason is "undecided"."""

from __future__ import annotations

from dataclasses import replace

from ortoo.visits.rules.agenda.agenda import Clause, LeftOut
from ortoo.visits.rules.agenda.problem import Placed, Problem, Stop
from ortoo.visits.rules.agenda.solving.conflict import possible
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.search import Budget, search
from ortoo.visits.rules.agenda.solving.starts import Reach, Wishes, events, starts_of

EFFORT = 2.0
"""Of one proof that a stop would cost value, in the solver's own measure (roughly seconds)."""

_LIMITS = (
    ("no-interpreter", "interpreters"),
    ("too-much-content", "content_minutes_a_day"),
    ("no-lunch", "lunch"),
)


def reasons(
    problem: Problem, wishes: Wishes, stops: tuple[Placed, ...], value: int, budget: Budget, *, best: bool
) -> tuple[LeftOut, ...]:
    """One for each group of each stop that is not in `stops`. best: whether `value` is known to be the best."""
    inside = {one.stop for one in stops}
    found = []
    for stop in problem.stops:
        if stop.id not in inside:
            reason = _reason(problem, wishes, stop, inside, budget) or _by_value(
                problem, wishes, stop, value if best else None, budget
            )
            found += [LeftOut(stop.id, group, reason) for group in problem.groups_of(stop)]
    return tuple(found)


def _reason(problem: Problem, wishes: Wishes, stop: Stop, inside: set[str], budget: Budget) -> str | None:
    """Where it cannot be in at all, whatever the value; None where it can."""
    if not _has_start(problem, wishes, stop):
        return "past" if problem.now and _has_start(_at_any_time(problem), wishes, stop) else "no-start"
    if any(required not in inside for required in stop.requires):
        return "requires-left-out"
    forced = frozenset({stop.id})
    status = possible(problem, wishes, budget, forced)
    if status == "infeasible":
        return _what_is_in_the_way(problem, wishes, stop, budget)
    return "undecided" if status == "unknown" else None


def _has_start(problem: Problem, wishes: Wishes, stop: Stop) -> bool:
    reach = Reach(problem)
    return all(starts_of(problem, wishes, reach, event) for event in events(problem, stop))


def _at_any_time(problem: Problem) -> Problem:
    return replace(problem, now=None)


def _what_is_in_the_way(problem: Problem, wishes: Wishes, stop: Stop, budget: Budget) -> str:
    """The one kind of wish without which the stop could be in beside the musts; else there is no time for it."""
    trials = [("person-busy", {Clause("person", person) for person in stop.people})]
    trials += [
        (reason, {Clause("limit", name)}) for reason, name in _LIMITS if getattr(problem.limits, name) is not None
    ]
    for reason, clauses in trials:
        without = Wishes(wishes.dropped | clauses, wishes.held)
        if clauses and possible(problem, without, budget, frozenset({stop.id})) in ("optimal", "feasible"):
            return reason
    return "no-time"


def _by_value(problem: Problem, wishes: Wishes, stop: Stop, value: int | None, budget: Budget) -> str:
    """value: the best, None where it is not known."""
    if value is None:
        return "undecided"
    model = AgendaModel(problem, wishes)
    model.cp.add(model.inside[stop.id] == 1)
    model.cp.add(model.value >= value)
    status = search(model, budget, effort=EFFORT).status
    return {"infeasible": "lower-value", "unknown": "undecided"}.get(status, "equal-value")
