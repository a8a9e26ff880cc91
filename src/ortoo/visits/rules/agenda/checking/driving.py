"""Each group's days on the road: nothing overlaps, every way can be driven in time, lunch has its room, nights fit.

Where hotels are free, a group's day is looked at for every hotel it may come from and go to; only where none will do
is the least bad choice reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ortoo.visits.rules.agenda.checking.violation import Violation, broken, clock
from ortoo.visits.rules.agenda.checking.visit import Visit
from ortoo.visits.rules.agenda.problem import Lunch, Problem

LONG = 10**12
"""Minutes before and after any day: nobody drives there."""


def on_the_road(problem: Problem, visits: Sequence[Visit]) -> Iterator[Violation]:
    for group in problem.groups:
        mornings = evenings = tuple(problem.hotels)
        for number, day in enumerate(problem.days):
            today = sorted(
                (visit for visit in visits if (visit.group, visit.day) == (group, number)),
                key=lambda visit: (visit.start, visit.end),
            )
            yield from _between(problem, group, number, today)
            mornings = evenings if day.start_place is None else (day.start_place,)
            possible = tuple(problem.hotels) if day.end_place is None else (day.end_place,)
            faults = {
                end: min((_with_ends(problem, group, number, today, start, end) for start in mornings), key=len)
                for end in possible
            }
            evenings = tuple(end for end, found in faults.items() if not found)
            if not evenings:
                yield from min(faults.values(), key=len)
                evenings = possible


def _between(problem: Problem, group: str, day: int, today: Sequence[Visit]) -> Iterator[Violation]:
    """What does not depend on where the night is spent."""
    date = problem.days[day].date.isoformat()
    for earlier, later in pairwise(today):
        pair = (later.stop.id, earlier.stop.id)
        times = {"start": clock(later.start), "end": clock(earlier.end), "date": date, "earlier": earlier.stop.id}
        needed = problem.minutes_between(earlier.stop.place, later.stop.place)
        if later.start < earlier.end:
            yield broken("agenda.overlap", *pair, group=group, day=day, **times)
        elif needed is None:
            ways = {"here": earlier.stop.place, "there": later.stop.place}
            yield broken("agenda.no_way", *pair, group=group, day=day, date=date, **ways)
        elif later.start - earlier.end < needed:
            gap = later.start - earlier.end
            yield broken("agenda.not_driveable", *pair, group=group, day=day, minutes=needed, gap=gap, **times)


def _with_ends(
    problem: Problem, group: str, number: int, today: Sequence[Visit], start: str, end: str
) -> list[Violation]:
    """What is wrong with this day where it begins at `start` and ends at `end`."""
    if not today:
        return list(_without_stops(problem, group, number, start, end))
    out = problem.minutes_between(start, today[0].stop.place)
    last = max(today, key=lambda visit: visit.end)
    back = problem.minutes_between(last.stop.place, end)
    return [
        *_first(problem, today[0], start, out),
        *_last(problem, last, end, back),
        *_lunch(problem, group, number, today, (out or 0, back or 0)),
    ]


def _without_stops(problem: Problem, group: str, number: int, start: str, end: str) -> Iterator[Violation]:
    day, needed = problem.days[number], problem.minutes_between(start, end)
    where = {"date": day.date.isoformat(), "here": start, "there": end}
    if needed is None:
        yield broken("agenda.no_way", group=group, day=number, **where)
    elif needed > day.end - day.begin:
        times = {"minutes": needed, "day_begin": clock(day.begin), "day_end": clock(day.end)}
        yield broken("agenda.empty_day_too_short", group=group, day=number, **where, **times)


def _first(problem: Problem, visit: Visit, place: str, needed: int | None) -> Iterator[Violation]:
    day = problem.days[visit.day]
    where = {"date": day.date.isoformat()}
    if needed is None:
        ways = {"here": place, "there": visit.stop.place}
        yield broken("agenda.no_way", visit.stop.id, group=visit.group, day=visit.day, **ways, **where)
    elif day.begin <= visit.start < day.begin + needed:
        times = {"place": place, "minutes": needed, "start": clock(visit.start), "day_begin": clock(day.begin)}
        yield broken("agenda.too_early", visit.stop.id, group=visit.group, day=visit.day, **times, **where)


def _last(problem: Problem, visit: Visit, place: str, needed: int | None) -> Iterator[Violation]:
    day = problem.days[visit.day]
    where = {"date": day.date.isoformat()}
    if needed is None:
        ways = {"here": visit.stop.place, "there": place}
        yield broken("agenda.no_way", visit.stop.id, group=visit.group, day=visit.day, **ways, **where)
    elif day.end - needed < visit.end <= day.end:
        times = {"place": place, "minutes": needed, "end": clock(visit.end), "day_end": clock(day.end)}
        yield broken("agenda.too_late", visit.stop.id, group=visit.group, day=visit.day, **times, **where)


def _lunch(
    problem: Problem, group: str, number: int, today: Sequence[Visit], ends: tuple[int, int]
) -> Iterator[Violation]:
    """ends: minutes from the start place and to the end place."""
    lunch = problem.limits.lunch
    if lunch is not None and not _has_lunch(lunch, _free(problem, number, today, *ends)):
        times = {"minutes": lunch.minutes, "earliest": clock(lunch.earliest), "latest": clock(lunch.latest)}
        date = problem.days[number].date.isoformat()
        yield broken("agenda.no_lunch", group=group, day=number, date=date, **times)


def _free(problem: Problem, number: int, today: Sequence[Visit], out: int, back: int) -> Iterator[tuple[int, int]]:
    """Times free of stops and travel. A way is driven in one piece, right after what was before or just in time."""
    day = problem.days[number]
    yield -LONG, today[0].start - out
    yield day.begin + out, today[0].start
    ended = today[0].end
    for earlier, later in pairwise(today):
        ended = max(ended, earlier.end)
        needed = problem.minutes_between(earlier.stop.place, later.stop.place) or 0
        yield ended, later.start - needed
        yield ended + needed, later.start
    ended = max(ended, today[-1].end)
    yield ended, day.end - back
    yield ended + back, LONG


def _has_lunch(lunch: Lunch, free: Iterator[tuple[int, int]]) -> bool:
    return any(min(end, lunch.latest) - max(begin, lunch.earliest) >= lunch.minutes for begin, end in free)
