"""Why a stop is left out. Each reason is proven by what it says, or the reason is "undecided"."""

from __future__ import annotations

from dataclasses import replace

from ortoo.visits.rules.agenda.agenda import Agenda, Clause, LeftOut
from ortoo.visits.rules.agenda.problem import Problem, Stop
from ortoo.visits.rules.agenda.solving.best import times_for
from ortoo.visits.rules.agenda.solving.conflict import possible
from ortoo.visits.rules.agenda.solving.days_first import DaysFirst
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.search import Budget, search
from ortoo.visits.rules.agenda.solving.starts import Reach, Wishes, events, starts_of

EFFORT = 2.0
"""Of one proof that a stop would cost value, in the solver's own measure (roughly seconds)."""

_FOUND = ("optimal", "feasible")
_LIMITS = (
    ("no-interpreter", "interpreters"),
    ("too-much-content", "content_minutes_a_day"),
    ("no-lunch", "lunch"),
)


class Reasons:
    """The reasons of one agenda. `days`: the relaxation that bounds it."""

    def __init__(self, problem: Problem, wishes: Wishes, days: DaysFirst, agenda: Agenda, budget: Budget) -> None:
        self.problem, self.wishes, self.days, self.budget = problem, wishes, days, budget
        self.value = agenda.value if agenda.value == agenda.bound else None
        self.inside = {one.stop for one in agenda.stops}

    def every(self) -> tuple[LeftOut, ...]:
        """One for each group of each stop that is not in."""
        return tuple(
            LeftOut(stop.id, group, reason)
            for stop in self.problem.stops
            if stop.id not in self.inside
            for reason in (self._impossible(stop) or self._by_value(stop),)
            for group in self.problem.groups_of(stop)
        )

    def _impossible(self, stop: Stop) -> str | None:
        """Where it cannot be in at all, whatever the value; None where it can."""
        if not _has_start(self.problem, self.wishes, stop):
            at_any_time = replace(self.problem, now=None)
            return "past" if self.problem.now and _has_start(at_any_time, self.wishes, stop) else "no-start"
        if any(required not in self.inside for required in stop.requires):
            return "requires-left-out"
        status = possible(self.problem, self.wishes, self.budget, frozenset({stop.id}))
        if status == "infeasible":
            return self._what_is_in_the_way(stop)
        return "undecided" if status == "unknown" else None

    def _what_is_in_the_way(self, stop: Stop) -> str:
        """The one kind of wish without which the stop could be in beside the musts; else there is no time for it."""
        trials = [("person-busy", {Clause("person", person) for person in stop.people})]
        trials += [
            (reason, {Clause("limit", name)})
            for reason, name in _LIMITS
            if getattr(self.problem.limits, name) is not None
        ]
        for reason, clauses in trials:
            without = Wishes(self.wishes.dropped | clauses, self.wishes.held)
            if clauses and possible(self.problem, without, self.budget, frozenset({stop.id})) in _FOUND:
                return reason
        return "no-time"

    def _by_value(self, stop: Stop) -> str:
        if self.value is None:
            return "undecided"
        if self.days.usable:
            sorting = self.days.with_stop(stop.id, self.value, self.budget)
            if sorting.status == "infeasible":
                return "lower-value"
            if sorting.days and times_for(self.problem, self.wishes, sorting.days, self.budget).any:
                return "equal-value"
        model = AgendaModel(self.problem, self.wishes)
        model.cp.add(model.inside[stop.id] == 1)
        model.cp.add(model.value >= self.value)
        status = search(model, self.budget, effort=EFFORT).status
        return {"infeasible": "lower-value", "unknown": "undecided"}.get(status, "equal-value")


def _has_start(problem: Problem, wishes: Wishes, stop: Stop) -> bool:
    reach = Reach(problem)
    return all(starts_of(problem, wishes, reach, event) for event in events(problem, stop))
