"""When each event may begin: windows, the day, the grid, what is fixed and what is past, before any search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ortoo.visits.rules.agenda.agenda import Clause
from ortoo.visits.rules.agenda.problem import Fixed, Placed, Problem, Stop

FAR = 10**10
"""Minutes to a place that cannot be reached."""


@dataclass(frozen=True)
class Event:
    """A stop attended at once: by all its groups where it is joint, else by one."""

    stop: Stop
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Starts:
    """Of an event on a day: step x k for k in one of `ranges`, both ends included, ordered by their first."""

    step: int
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Wishes:
    """What a solution must keep besides the problem's own words.

    dropped: clauses that do not hold. held: kept attendances that stay. only: the stops that may be in, None for all.
    days: the one day that each event may be on, None for all days.
    """

    dropped: frozenset[Clause] = frozenset()
    held: tuple[Placed, ...] = ()
    only: frozenset[str] | None = None
    days: Mapping[Event, int] | None = None

    def holds(self, kind: str, name: str) -> bool:
        return Clause(kind, name) not in self.dropped

    def set_times(self, problem: Problem) -> dict[tuple[str, str], set[tuple[int, int]]]:
        """(stop, group) -> (day, start) where it is fixed or held; more than one exclude each other."""
        found: dict[tuple[str, str], set[tuple[int, int]]] = {}
        every: list[Fixed | Placed] = [*problem.fixed, *self.held]
        for one in every:
            if self.holds("fixed", one.stop):
                found.setdefault((one.stop, one.group), set()).add((one.day, one.start))
        return found


def events(problem: Problem, stop: Stop) -> list[Event]:
    groups = problem.groups_of(stop)
    return [Event(stop, groups)] if stop.joint else [Event(stop, (group,)) for group in groups]


class Reach:
    """The least minutes between places over any places between: a bound that holds whatever is visited on the way."""

    def __init__(self, problem: Problem) -> None:
        self._least = {here: dict(ways) for here, ways in problem.travel.items()}
        for via in list(self._least):
            for ways in self._least.values():
                if via in ways:
                    for there, minutes in self._least[via].items():
                        ways[there] = min(ways.get(there, FAR), ways[via] + minutes)

    def least(self, here: Iterable[str], there: Iterable[str]) -> int:
        """From any of `here` to any of `there`."""
        goals = list(there)
        return min(
            (0 if one == other else self._least.get(one, {}).get(other, FAR) for one in here for other in goals),
            default=FAR,
        )


def ends_of(problem: Problem) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Of each day the places where it may begin and where it may end."""
    found = []
    evenings = problem.hotels
    for day in problem.days:
        mornings = evenings if day.start_place is None else (day.start_place,)
        evenings = problem.hotels if day.end_place is None else (day.end_place,)
        found.append((mornings, evenings))
    return found


def starts_of(problem: Problem, wishes: Wishes, reach: Reach, event: Event) -> Mapping[int, Starts]:
    """Day -> starts, only for days that have any."""
    found = _starts(problem, wishes, reach, event)
    if wishes.days is None:
        return found
    return {day: starts for day, starts in found.items() if wishes.days.get(event) == day}


def _starts(problem: Problem, wishes: Wishes, reach: Reach, event: Event) -> Mapping[int, Starts]:
    times = wishes.set_times(problem)
    wanted = [times[event.stop.id, group] for group in event.groups if (event.stop.id, group) in times]
    allowed = _allowed(problem, wishes, reach, event.stop)
    if wanted:
        agreed = set.intersection(*(set(some) for some in wanted)) if all(len(some) == 1 for some in wanted) else set()
        return {
            day: Starts(1, ((start, start),))
            for day, start in agreed
            if any(first <= start <= last for first, last in allowed.get(day, ()))
        }
    step = problem.limits.grid_minutes if wishes.holds("limit", "grid_minutes") else None
    found = {}
    for day, ranges in _from_now(problem, allowed).items():
        if on_grid := _on_grid(ranges, step or 1):
            found[day] = Starts(step or 1, on_grid)
    return found


def _allowed(problem: Problem, wishes: Wishes, reach: Reach, stop: Stop) -> dict[int, Sequence[tuple[int, int]]]:
    """Day -> ranges of minutes that the day and the windows leave."""
    found: dict[int, Sequence[tuple[int, int]]] = {}
    windows = stop.windows if wishes.holds("window", stop.id) else ()
    for number, (mornings, evenings) in enumerate(ends_of(problem)):
        day = problem.days[number]
        earliest = day.begin + reach.least(mornings, (stop.place,))
        latest = day.end - stop.minutes - reach.least((stop.place,), evenings)
        ranges = [(window.earliest, window.latest) for window in windows if window.day == number]
        if not windows:
            ranges = [(earliest, latest)]
        found[number] = [(max(first, earliest), min(last, latest)) for first, last in ranges]
    return found


def _from_now(
    problem: Problem, allowed: Mapping[int, Sequence[tuple[int, int]]]
) -> dict[int, Sequence[tuple[int, int]]]:
    """Without what lies before now."""
    now = problem.now
    if now is None:
        return dict(allowed)
    return {
        day: ranges if day > now.day else [(max(first, now.time), last) for first, last in ranges]
        for day, ranges in allowed.items()
        if day >= now.day
    }


def _on_grid(ranges: Sequence[tuple[int, int]], step: int) -> tuple[tuple[int, int], ...]:
    whole = ((-(-first // step), last // step) for first, last in ranges)
    return tuple(sorted((first, last) for first, last in whole if first <= last))


def pairs_in_order(earlier: Sequence[Event], later: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Attendances of two stops that keep the order: for each group that attends both, else every pair."""
    pairs = list(product(earlier, later))
    return [(one, other) for one, other in pairs if set(one.groups) & set(other.groups)] or pairs
