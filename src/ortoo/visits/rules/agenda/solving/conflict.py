"""Why no agenda exists: clauses that alone allow none, each of them needed for that.

Every clause is left out in turn; where there is still no agenda it is not needed and stays out. What remains is
minimal, as long as every one of these searches came to its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from ortoo.visits.rules.agenda.agenda import Clause
from ortoo.visits.rules.agenda.problem import Problem
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.search import Budget, search
from ortoo.visits.rules.agenda.solving.starts import Wishes


def conflict(problem: Problem, wishes: Wishes, budget: Budget) -> tuple[tuple[Clause, ...], bool]:
    """(clauses, whether each is known to be needed) of a problem that is known to have no agenda."""
    dropped: frozenset[Clause] = frozenset()
    needed: list[Clause] = []
    minimal = True
    for clause in clauses(problem, wishes):
        without = Wishes(dropped | {clause}, wishes.held)
        status = possible(problem, without, budget)
        if status == "infeasible":
            dropped = without.dropped
        else:
            needed.append(clause)
            minimal = minimal and status != "unknown"
    order = ("stop", "fixed", "window", "person", "limit")
    return tuple(sorted(needed, key=lambda clause: order.index(clause.kind))), minimal


def possible(problem: Problem, wishes: Wishes, budget: Budget, forced: frozenset[str] = frozenset()) -> str:
    """Whether an agenda exists, with `forced` in: "optimal" or "feasible", "infeasible", "unknown".

    Only stops that are needed are looked at: any other can be left out.
    """
    only = needed_stops(problem, wishes) | with_required(problem, forced)
    model = AgendaModel(problem, Wishes(wishes.dropped, wishes.held, only))
    for id in forced:
        model.cp.add(model.inside[id] == 1)
    return search(model, budget).status


def needed_stops(problem: Problem, wishes: Wishes) -> frozenset[str]:
    """Musts, fixed and held stops, and what they require."""
    musts = {stop.id for stop in problem.stops if stop.must and wishes.holds("stop", stop.id)}
    return with_required(problem, frozenset(musts | {id for id, _ in wishes.set_times(problem)}))


def with_required(problem: Problem, ids: frozenset[str]) -> frozenset[str]:
    """These stops and everything that they require."""
    found: set[str] = set()
    open_ends = list(ids)
    while open_ends:
        id = open_ends.pop()
        if id not in found:
            found.add(id)
            open_ends += problem.stop(id).requires
    return frozenset(found)


def clauses(problem: Problem, wishes: Wishes) -> Iterator[Clause]:
    """Every clause that can have a part in it; those that say least about a visit first, so that they go first."""
    needed = needed_stops(problem, wishes)
    stops = [stop for stop in problem.stops if stop.id in needed]
    for name in ("grid_minutes", "content_minutes_a_day", "interpreters", "lunch"):
        if getattr(problem.limits, name) is not None:
            yield Clause("limit", name)
    for person in dict.fromkeys(person for stop in stops for person in stop.people):
        yield Clause("person", person)
    yield from (Clause("window", stop.id) for stop in stops if stop.windows)
    yield from (Clause("stop", stop.id) for stop in stops if stop.must)
    yield from (Clause("fixed", id) for id in dict.fromkeys(id for id, _ in wishes.set_times(problem)))
