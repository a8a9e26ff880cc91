"""The best agenda: sorted into days first, then timed; searched for whole only where that does not come to an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ortoo.visits.rules.agenda.problem import Problem
from ortoo.visits.rules.agenda.solving.conflict import needed_stops, with_required
from ortoo.visits.rules.agenda.solving.days_first import DaysFirst
from ortoo.visits.rules.agenda.solving.keeping import hint
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.search import Budget, Found, Progress, search
from ortoo.visits.rules.agenda.solving.starts import Event, Wishes

STEP = 0.5
EFFORT = 10.0
"""Of adding one more stop, and of finding times for stops whose days are set; the solver's own measure, roughly
seconds."""


def best_agenda(problem: Problem, wishes: Wishes, days: DaysFirst, budget: Budget, progress: Progress | None) -> Found:
    """The bound of the relaxation is reached where its days can be timed: then nothing is left to prove."""
    most = sum(stop.value for stop in problem.stops)
    begin = Found("unknown")
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
            begin = most_of(problem, wishes, sorting.days, budget)
    begin = _one_by_one(problem, wishes, most, begin, budget)
    if begin.status == "infeasible" or (begin.any and begin.value == most):
        return replace(begin, bound=begin.value)
    return _whole(problem, wishes, most, begin, budget, progress)


def times_for(problem: Problem, wishes: Wishes, days: Mapping[Event, int], budget: Budget) -> Found:
    """An agenda with exactly these events, each on its day, if times are found for them."""
    model = _on_days(problem, wishes, days)
    for literal in model.inside.values():
        model.cp.add(literal == 1)
    return search(model, budget, effort=EFFORT)


def most_of(problem: Problem, wishes: Wishes, days: Mapping[Event, int], budget: Budget) -> Found:
    """An agenda with the most of these events that is found with some effort, each on its day."""
    model = _on_days(problem, wishes, days)
    model.cp.maximize(model.value)
    return search(model, budget, effort=EFFORT)


def _one_by_one(problem: Problem, wishes: Wishes, most: int, begin: Found, budget: Budget) -> Found:
    """A good agenda to begin with: what must be in, then the dearest that still fits, and so on.

    Its status is "optimal" where it has the value `most`, "infeasible" where not even the musts fit.
    """
    best = begin
    if not begin.any:
        best = _just(problem, wishes, needed_stops(problem, wishes), begin, Budget(max(budget.left, 1.0)), None)
    for stop in sorted(problem.stops, key=lambda stop: -stop.value):
        inside = frozenset(one.stop for one in best.stops)
        if best.any and best.value < most and stop.id not in inside:
            more = _just(problem, wishes, inside | with_required(problem, frozenset({stop.id})), best, budget, STEP)
            best = more if more.any else best
    return replace(best, status="optimal" if best.value == most else "feasible") if best.any else best


def _just(
    problem: Problem, wishes: Wishes, stops: frozenset[str], begin: Found, budget: Budget, effort: float | None
) -> Found:
    """An agenda of exactly these stops."""
    model = AgendaModel(problem, Wishes(wishes.dropped, wishes.held, stops))
    for literal in model.inside.values():
        model.cp.add(literal == 1)
    hint(model, begin.stops)
    found = search(model, budget, effort=effort)
    return replace(found, value=sum(problem.stop(id).value for id in stops)) if found.any else found


def _on_days(problem: Problem, wishes: Wishes, days: Mapping[Event, int]) -> AgendaModel:
    inside = frozenset(event.stop.id for event in days)
    return AgendaModel(problem, Wishes(wishes.dropped, wishes.held, inside, days))


def _whole(
    problem: Problem, wishes: Wishes, most: int, begin: Found, budget: Budget, progress: Progress | None
) -> Found:
    """Search the whole model from `begin`, no higher than `most`."""
    model = AgendaModel(problem, wishes)
    model.cp.add(model.value <= most)
    model.cp.maximize(model.value)
    if begin.any:
        hint(model, begin.stops)
    found = search(model, budget, progress, hard=True)
    if begin.any and (found.status == "unknown" or found.value < begin.value):
        found = replace(begin, status="feasible", bound=most)
    return replace(found, bound=min(found.bound, most) if found.any else most)
