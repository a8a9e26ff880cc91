"""One group's days as they are lived: stops with the rides between them, lunch, and where each night is spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from ortoo.visits.rules.agenda import Lunch, Placed, Problem

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
            _items(problem, _today(problem, placed, group, number), ends[number]),
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
    return out + back + (WRONG if wrong else 0)


def _minutes(problem: Problem, here: str, there: str) -> int:
    needed = problem.minutes_between(here, there)
    return WRONG if needed is None else needed


# ---- one day


def _items(problem: Problem, today: Sequence[Item], ends: _Ends) -> tuple[Item, ...]:
    if not today:
        return tuple(_moving(problem, ends))
    for late in (True, False):  # just in time leaves the gap before a ride for lunch, at once the gap behind it
        items = list(_driven(problem, today, ends, late=late))
        lunch = _lunch(problem.limits.lunch, items)
        if lunch is not None or problem.limits.lunch is None:
            break
    return tuple(sorted([*items, *([lunch] if lunch else [])], key=lambda item: (item.start, item.end)))


def _moving(problem: Problem, ends: _Ends) -> Iterator[Item]:
    """A day without a stop on which the group only changes its place."""
    needed = problem.minutes_between(ends.morning, ends.evening)
    if needed:
        yield Item("ride", NOON, NOON + needed, here=ends.morning, there=ends.evening)


def _driven(problem: Problem, today: Sequence[Item], ends: _Ends, *, late: bool) -> Iterator[Item]:
    out = problem.minutes_between(ends.morning, today[0].there) if ends.morning else 0
    if out:
        yield Item("ride", today[0].start - out, today[0].start, here=ends.morning, there=today[0].there)
    for earlier, later in pairwise(today):
        yield earlier
        needed = problem.minutes_between(earlier.there, later.there)
        if needed:
            start = later.start - needed if late else earlier.end
            yield Item("ride", start, start + needed, here=earlier.there, there=later.there)
    last = today[-1]
    yield last
    back = problem.minutes_between(last.there, ends.evening) if ends.evening else 0
    if back:
        yield Item("ride", last.end, last.end + back, here=last.there, there=ends.evening)


def _lunch(lunch: Lunch | None, items: Sequence[Item]) -> Item | None:
    """As near to noon as the first gap that is long enough allows."""
    if lunch is None:
        return None
    edges = [(item.start, item.end) for item in items]
    gaps = [(0, edges[0][0]), *((one[1], other[0]) for one, other in pairwise(edges)), (edges[-1][1], 10**6)]
    for begin, end in gaps:
        low, high = max(begin, lunch.earliest), min(end, lunch.latest)
        if high - low >= lunch.minutes:
            start = min(max(NOON, low), high - lunch.minutes)
            return Item("lunch", start, start + lunch.minutes)
    return None
