"""Each placed stop on its own: does it exist, for this group, on this day, inside its windows, on the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ortoo.visits.rules.agenda.checking.violation import Violation, broken, clock
from ortoo.visits.rules.agenda.checking.visit import Visit, visit_of
from ortoo.visits.rules.agenda.problem import Placed, Problem


def known(problem: Problem, placed: Sequence[Placed]) -> tuple[list[Visit], list[Violation]]:
    """Those that can be looked at further, each group's stop once, and what is wrong with the others."""
    visits: list[Visit] = []
    wrong: list[Violation] = []
    seen: set[tuple[str, str]] = set()
    for one in placed:
        fault = _unknown(problem, one)
        if fault is None and (one.stop, one.group) in seen:
            fault = broken("agenda.placed_twice", one.stop, group=one.group)
        if fault is None:
            seen.add((one.stop, one.group))
            visits.append(visit_of(problem, one))
        else:
            wrong.append(fault)
    return visits, wrong


def _unknown(problem: Problem, one: Placed) -> Violation | None:
    stops = {stop.id: stop for stop in problem.stops}
    if one.stop not in stops:
        return broken("agenda.unknown_stop", one.stop, group=one.group)
    if one.group not in problem.groups:
        return broken("agenda.unknown_group", one.stop, group=one.group)
    if one.group not in problem.groups_of(stops[one.stop]):
        return broken("agenda.not_its_group", one.stop, group=one.group)
    if not 0 <= one.day < len(problem.days):
        return broken("agenda.unknown_day", one.stop, group=one.group, number=one.day)
    return None


def misplaced(problem: Problem, visits: Sequence[Visit], unmoved: frozenset[tuple[str, str]]) -> Iterator[Violation]:
    """unmoved: (stop, group) that the kept agenda holds where they are; they need no grid."""
    for visit in visits:
        day = problem.days[visit.day]
        where = {"date": day.date.isoformat(), "start": clock(visit.start), "end": clock(visit.end)}
        place = (visit.stop.id,)
        if visit.start < day.begin or visit.end > day.end:
            bounds = {"day_begin": clock(day.begin), "day_end": clock(day.end)}
            yield broken("agenda.outside_day", *place, group=visit.group, day=visit.day, **where, **bounds)
        if visit.stop.windows and not _in_a_window(visit):
            yield broken("agenda.outside_window", *place, group=visit.group, day=visit.day, **where)
        if _off_grid(problem, visit) and (visit.stop.id, visit.group) not in unmoved:
            grid = problem.limits.grid_minutes
            yield broken("agenda.off_grid", *place, group=visit.group, day=visit.day, grid=grid, **where)


def _in_a_window(visit: Visit) -> bool:
    return any(
        window.day == visit.day and window.earliest <= visit.start <= window.latest for window in visit.stop.windows
    )


def _off_grid(problem: Problem, visit: Visit) -> bool:
    if visit.frozen or not problem.limits.grid_minutes or not visit.start % problem.limits.grid_minutes:
        return False
    return not any(
        (fixed.stop, fixed.day, fixed.start) == (visit.stop.id, visit.day, visit.start)
        and (visit.stop.joint or fixed.group == visit.group)
        for fixed in problem.fixed
    )
