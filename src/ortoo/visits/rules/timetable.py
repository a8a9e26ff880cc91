"""One group's days as they are lived: stops with the rides between them, lunch, and where each night is spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from ortoo.visits.rules.agenda import Day, Lunch, Placed, Problem

NOON = 12 * 60
WRONG = 100_000
"""Weighs more than any ride: a night from which the day cannot be kept is taken only where no other will do."""


@dataclass(frozen=True)
class Item:
    """start, end: minutes after midnight. A ride leads from `here` to `there`; a stop is at `there`."""

    kind: Literal["stop", "ride", "lunch"]
    start: int
    end: int
    stop: str = ""
    here: str = ""
    there: str = ""


@dataclass(frozen=True)
class DayPlan:
    """night: the place where the group ends the day; empty on the last day, and where the problem knows no place."""

    number: int
    date: date
    items: tuple[Item, ...]
    night: str = ""


@dataclass(frozen=True)
class _Ends:
    morning: str
    evening: str


def timetable(
    problem: Problem, placed: Sequence[Placed], group: str, known: Sequence[str | None] = ()
) -> tuple[DayPlan, ...]:
    """known: where each day ends, as a solved agenda says; else the nights with the least driving are taken."""
    ends = _ends(problem, placed, group, known)
    last = len(problem.days) - 1
    return tuple(
        DayPlan(
            number,
            day.date,
            _items(problem, _today(problem, placed, group, number), ends[number], number),
            ends[number].evening if number < last else "",
        )
        for number, day in enumerate(problem.days)
    )


def _today(problem: Problem, placed: Sequence[Placed], group: str, number: int) -> list[Item]:
    """The stops of one day, in order."""
    stops = {stop.id: stop for stop in problem.stops}
    return sorted(
        (
            Item("stop", one.start, one.start + stops[one.stop].minutes, one.stop, there=stops[one.stop].place)
            for one in placed
            if (one.group, one.day) == (group, number)
        ),
        key=lambda item: (item.start, item.end),
    )


# ---- nights


def _ends(problem: Problem, placed: Sequence[Placed], group: str, known: Sequence[str | None]) -> list[_Ends]:
    evenings = _evenings(problem, placed, group, known)
    if not evenings:
        return [_Ends("", "") for _ in problem.days]
    mornings = [evenings[0], *evenings[1:-1]]
    return [_Ends(day.start_place or mornings[number], evenings[number + 1]) for number, day in enumerate(problem.days)]


def _evenings(problem: Problem, placed: Sequence[Placed], group: str, known: Sequence[str | None]) -> list[str]:
    """Where the group wakes up first, and then where each day ends: the least driving of all. Empty: no place is known.

    A shortest path through the days, each night one of the places it may be spent at.
    """
    starts = (problem.days[0].start_place,) if problem.days[0].start_place else tuple(problem.hotels)
    best: dict[str, tuple[int, list[str]]] = {place: (0, [place]) for place in starts if place}
    for number, day in enumerate(problem.days):
        fixed = known[number] if number < len(known) else None
        possible = [one for one in (fixed or day.end_place,) if one] or list(problem.hotels)
        today = _today(problem, placed, group, number)
        found: dict[str, tuple[int, list[str]]] = {}
        for evening in possible:
            ways = [
                (cost + _driving(problem, number, today, day.start_place or morning, evening), path)
                for morning, (cost, path) in best.items()
            ]
            if ways:
                cost, path = min(ways)
                found[evening] = (cost, [*path, evening])
        best = found
    return min(best.values())[1] if best else []


def _driving(problem: Problem, number: int, today: Sequence[Item], morning: str, evening: str) -> int:
    """Minutes on the road at both ends of a day."""
    day = problem.days[number]
    if not today:
        needed = _minutes(problem, morning, evening)
        return needed if needed <= day.end - day.begin else needed + WRONG
    out = _minutes(problem, morning, today[0].there)
    last = max(today, key=lambda item: item.end)
    back = _minutes(problem, last.there, evening)
    wrong = today[0].start < day.begin + out or last.end + back > day.end
    if problem.limits.lunch is not None and not wrong:
        wrong = all(item.kind != "lunch" for item in _items(problem, today, _Ends(morning, evening), number))
    return out + back + (WRONG if wrong else 0)


def _minutes(problem: Problem, here: str, there: str) -> int:
    needed = problem.minutes_between(here, there)
    return WRONG if needed is None else needed


# ---- one day


@dataclass(frozen=True)
class _Ride:
    """May leave from `first` to `last`, and usually leaves at `usual`."""

    first: int
    last: int
    usual: int
    minutes: int
    here: str
    there: str

    def at(self, start: int) -> Item:
        return Item("ride", start, start + self.minutes, here=self.here, there=self.there)


def _items(problem: Problem, today: Sequence[Item], ends: _Ends, number: int) -> tuple[Item, ...]:
    if not today:
        return tuple(_moving(problem, ends))
    rides = list(_rides(problem, today, ends, problem.days[number]))
    usual = [*today, *(ride.at(ride.usual) for ride in rides)]
    limit = problem.limits.lunch
    if limit is None:
        return _in_order(usual)
    lunch = _lunch(limit, usual)
    return _in_order([*usual, lunch]) if lunch else _making_room(limit, today, rides) or _in_order(usual)


def _making_room(limit: Lunch, today: Sequence[Item], rides: Sequence[_Ride]) -> tuple[Item, ...]:
    """The day with one ride moved so that lunch has its room, as little as will do; empty where none makes it."""
    for moved in rides:
        others = [*today, *(ride.at(ride.usual) for ride in rides if ride is not moved)]
        for start in (moved.first, moved.last):
            lunch = _lunch(limit, [*others, moved.at(start)])
            if lunch is not None:
                late = lunch.end <= start
                near = max(moved.first, lunch.end) if late else min(moved.last, lunch.start - moved.minutes)
                return _in_order([*others, moved.at(near), lunch])
    return ()


def _in_order(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))


def _moving(problem: Problem, ends: _Ends) -> Iterator[Item]:
    """A day without a stop on which the group only changes its place."""
    needed = problem.minutes_between(ends.morning, ends.evening)
    if needed:
        yield Item("ride", NOON, NOON + needed, here=ends.morning, there=ends.evening)


def _rides(problem: Problem, today: Sequence[Item], ends: _Ends, day: Day) -> Iterator[_Ride]:
    """Usually just in time, and back at once."""
    first, last = today[0], max(today, key=lambda item: item.end)
    out = problem.minutes_between(ends.morning, first.there) if ends.morning else 0
    if out:
        yield _Ride(day.begin, first.start - out, first.start - out, out, ends.morning, first.there)
    for earlier, later in pairwise(today):
        needed = problem.minutes_between(earlier.there, later.there)
        if needed:
            leaves = later.start - needed
            yield _Ride(earlier.end, leaves, leaves, needed, earlier.there, later.there)
    back = problem.minutes_between(last.there, ends.evening) if ends.evening else 0
    if back:
        yield _Ride(last.end, day.end - back, last.end, back, last.there, ends.evening)


def _lunch(lunch: Lunch, items: Sequence[Item]) -> Item | None:
    """As near to noon as the first gap that is long enough allows."""
    edges = [(item.start, item.end) for item in _in_order(items)]
    gaps = [(0, edges[0][0]), *((one[1], other[0]) for one, other in pairwise(edges)), (edges[-1][1], 10**6)]
    for begin, end in gaps:
        low, high = max(begin, lunch.earliest), min(end, lunch.latest)
        if high - low >= lunch.minutes:
            start = min(max(NOON, low), high - lunch.minutes)
            return Item("lunch", start, start + lunch.minutes)
    return None
