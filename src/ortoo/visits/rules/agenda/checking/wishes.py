"""What must be in, stay where it was set, or come before something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ortoo.visits.rules.agenda.agenda import Agenda
from ortoo.visits.rules.agenda.checking.violation import Violation, broken, clock
from ortoo.visits.rules.agenda.checking.visit import Visit
from ortoo.visits.rules.agenda.problem import Fixed, Placed, Problem, Stop

Attended = Mapping[str, Mapping[str, Visit]]
"""Stop -> group -> visit."""


def wished(problem: Problem, visits: Sequence[Visit]) -> Iterator[Violation]:
    attended = _attended(visits)
    for stop in problem.stops:
        if stop.must and stop.id not in attended:
            yield broken("agenda.must_left_out", stop.id)
    yield from _fixed(problem, attended)
    for stop in problem.stops:
        if stop.id in attended:
            yield from _order(stop, attended)


def _attended(visits: Sequence[Visit]) -> Attended:
    found: dict[str, dict[str, Visit]] = {}
    for visit in visits:
        found.setdefault(visit.stop.id, {})[visit.group] = visit
    return found


def _fixed(problem: Problem, attended: Attended) -> Iterator[Violation]:
    for fixed in problem.fixed:
        visit = attended.get(fixed.stop, {}).get(fixed.group)
        if visit is None or (visit.day, visit.start) != (fixed.day, fixed.start):
            set_to = {"date": problem.days[fixed.day].date.isoformat(), "start": clock(fixed.start)}
            yield broken("agenda.fixed_not_kept", fixed.stop, group=fixed.group, day=fixed.day, **set_to)


def _order(stop: Stop, attended: Attended) -> Iterator[Violation]:
    for required in stop.requires:
        if required not in attended:
            yield broken("agenda.requires", stop.id, required, required=required)
    for before in dict.fromkeys((*stop.after, *stop.requires)):
        earlier, later = attended.get(before, {}), attended[stop.id]
        both = [group for group in later if group in earlier]
        pairs = [(earlier[group], later[group]) for group in both] or [
            (one, other) for one in earlier.values() for other in later.values()
        ]
        for one, other in pairs:
            if (one.day, one.end) > (other.day, other.start):
                yield broken("agenda.wrong_order", stop.id, before, group=other.group, day=other.day, before=before)


def unmoved(problem: Problem, keep: Agenda | None) -> tuple[Placed, ...]:
    """Of a kept agenda those that stay where they are: frozen, or begun before now."""
    now = problem.now
    return tuple(
        one
        for one in (keep.stops if keep else ())
        if one.frozen or (now is not None and (one.day, one.start) < (now.day, now.time))
    )


def with_joint(problem: Problem, set_times: Iterable[Placed | Fixed]) -> frozenset[tuple[str, str]]:
    """(stop, group) whose time is set; of a joint stop for all groups, whichever it was set for."""
    stops = {stop.id: stop for stop in problem.stops}
    return frozenset(
        (one.stop, group)
        for one in set_times
        if one.stop in stops
        for group in (problem.groups_of(stops[one.stop]) if stops[one.stop].joint else (one.group,))
    )


def kept(problem: Problem, visits: Sequence[Visit], keep: Agenda) -> Iterator[Violation]:
    held = unmoved(problem, keep)
    places = {(visit.stop.id, visit.group): (visit.day, visit.start) for visit in visits}
    for one in held:
        if places.get((one.stop, one.group)) != (one.day, one.start):
            yield broken("agenda.kept_moved", one.stop, group=one.group, start=clock(one.start))
    now = problem.now
    free = with_joint(problem, (*held, *problem.fixed))
    for visit in visits:
        if now and (visit.day, visit.start) < (now.day, now.time) and (visit.stop.id, visit.group) not in free:
            times = {"start": clock(visit.start), "now": clock(now.time)}
            yield broken("agenda.in_the_past", visit.stop.id, group=visit.group, day=visit.day, **times)
