"""The best agenda: sorted into days first, then timed; searched for whole only where that does not come to an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ortoo.visits.rules.agenda.problem import Problem
from ortoo.visits.rules.agenda.solving.days_first import DaysFirst
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.search import Budget, Found, Progress, search
from ortoo.visits.rules.agenda.solving.starts import Event, Wishes

EFFORT = 10.0
"""Of finding times for stops whose days are set, in the solver's own measure (roughly seconds)."""


def best_agenda(problem: Problem, wishes: Wishes, days: DaysFirst, budget: Budget, progress: Progress | None) -> Found:
    """The bound of the relaxation is reached where its days can be timed: then nothing is left to prove."""
    most = sum(stop.value for stop in problem.stops)
    if days.usable:
        sorting = days.best(budget)
        if sorting.status == "infeasible":
            return Found("infeasible")
        if sorting.status == "optimal":
            most = sorting.value
            timed = times_for(problem, wishes, sorting.days, budget)
            if timed.any:
                if progress is not None:
                    progress(most, most)
                return replace(timed, status="optimal", value=most, bound=most)
    model = AgendaModel(problem, wishes)
    model.cp.add(model.value <= most)
    model.cp.maximize(model.value)
    found = search(model, budget, progress)
    return replace(found, bound=min(found.bound, most) if found.any else most)


def times_for(problem: Problem, wishes: Wishes, days: Mapping[Event, int], budget: Budget) -> Found:
    """An agenda with exactly these events, each on its day, if times are found for them."""
    inside = frozenset(event.stop.id for event in days)
    model = AgendaModel(problem, Wishes(wishes.dropped, wishes.held, inside, days))
    for literal in model.inside.values():
        model.cp.add(literal == 1)
    return search(model, budget, effort=EFFORT)
