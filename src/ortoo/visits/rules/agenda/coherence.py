"""What a problem says must refer to something: stops, groups, days, hotels, ways between places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.agenda.agenda import Agenda
from ortoo.visits.rules.agenda.problem import Problem, Stop


def refuse_incoherent(problem: Problem, *, ways: bool = True) -> None:
    """Raises Refusal with the path, as in PROBLEM.json, of the first thing that refers to nothing.

    Wishes that exclude each other are no contradiction here: such a problem is infeasible, and has its conflict.
    ways: also of the first way that some order of the stops could need and that has no minutes.
    """
    _refuse_days(problem)
    for name, listed in (("groups", problem.groups), ("hotels", problem.hotels)):
        _refuse_twice(name, listed)
    if not problem.groups:
        raise Refusal("agenda.list_empty", path="groups")
    _refuse_twice("stops", [stop.id for stop in problem.stops], ".id")
    ids = {stop.id for stop in problem.stops}
    for number, stop in enumerate(problem.stops):
        _refuse_stop(problem, ids, stop, f"stops[{number}]")
    _refuse_fixed(problem, ids)
    _refuse_limits(problem)
    if ways:
        _refuse_missing_ways(problem)


def refuse_unkeepable(problem: Problem, unmoved: Sequence[int], keep: Agenda) -> None:
    """What stays where it is must have a stop, a group and a day to stay at. unmoved: indices of `keep.stops`."""
    attends = {(stop.id, group) for stop in problem.stops for group in problem.groups_of(stop)}
    for number in unmoved:
        one = keep.stops[number]
        if (one.stop, one.group) not in attends or one.day >= len(problem.days):
            raise Refusal("agenda.kept_unknown", path=f"stops[{number}]", stop=one.stop, group=one.group)


def _refuse_days(problem: Problem) -> None:
    if not problem.days:
        raise Refusal("agenda.list_empty", path="days")
    for number, day in enumerate(problem.days):
        if day.end < day.begin:
            raise Refusal("agenda.ends_before", path=f"days[{number}].to")
        if day.end_place is None and not problem.hotels:
            raise Refusal("agenda.no_hotels", path=f"days[{number}].end_place")
    if problem.days[0].start_place is None and not problem.hotels:
        raise Refusal("agenda.no_hotels", path="days[0].start_place")
    for number, (earlier, later) in enumerate(pairwise(problem.days), 1):
        if later.date <= earlier.date:
            raise Refusal("agenda.dates_not_ascending", path=f"days[{number}].date")
    if problem.now is not None:
        _refuse_day(problem, problem.now.day, "now.day")


def _refuse_stop(problem: Problem, ids: set[str], stop: Stop, path: str) -> None:
    for key, names, known in (
        ("groups", stop.groups, set(problem.groups)),
        ("after", stop.after, ids - {stop.id}),
        ("requires", stop.requires, ids - {stop.id}),
    ):
        for number, name in enumerate(names):
            if name not in known:
                raise Refusal("agenda.refers_to_nothing", path=f"{path}.{key}[{number}]", value=name)
    for number, window in enumerate(stop.windows):
        _refuse_day(problem, window.day, f"{path}.windows[{number}].day")
        if window.latest < window.earliest:
            raise Refusal("agenda.ends_before", path=f"{path}.windows[{number}].to")


def _refuse_fixed(problem: Problem, ids: set[str]) -> None:
    for number, fixed in enumerate(problem.fixed):
        path = f"fixed[{number}]"
        if fixed.stop not in ids:
            raise Refusal("agenda.refers_to_nothing", path=f"{path}.stop", value=fixed.stop)
        if fixed.group not in problem.groups_of(problem.stop(fixed.stop)):
            raise Refusal("agenda.refers_to_nothing", path=f"{path}.group", value=fixed.group)
        _refuse_day(problem, fixed.day, f"{path}.day")
    _refuse_twice("fixed", [f"{fixed.stop}, {fixed.group}" for fixed in problem.fixed])


def _refuse_limits(problem: Problem) -> None:
    lunch = problem.limits.lunch
    if lunch is not None and lunch.latest < lunch.earliest:
        raise Refusal("agenda.ends_before", path="limits.lunch.between[1]")


def _refuse_day(problem: Problem, day: int, path: str) -> None:
    if not 0 <= day < len(problem.days):
        raise Refusal("agenda.no_such_day", path=path, value=day, last=len(problem.days) - 1)


def _refuse_twice(path: str, names: Iterable[str], key: str = "") -> None:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            raise Refusal("agenda.name_twice", path=f"{path}[{number}]{key}", value=name)
        seen.add(name)


def _refuse_missing_ways(problem: Problem) -> None:
    for here, there in _ways(problem):
        if problem.minutes_between(here, there) is None:
            raise Refusal("agenda.way_missing", path=f"travel_minutes.{here}.{there}", here=here, there=there)


def _ways(problem: Problem) -> Iterator[tuple[str, str]]:
    """Every way that a group may have to drive: to, between and from the stops that a day may hold, and on a day with
    none from its start to its end.
    """
    for group in problem.groups:
        own = [stop for stop in problem.stops if group in problem.groups_of(stop)]
        evenings = problem.hotels
        for number, day in enumerate(problem.days):
            stops = sorted({stop.place for stop in own if _may_be_on(problem, stop, number)})
            mornings = evenings if day.start_place is None else (day.start_place,)
            evenings = problem.hotels if day.end_place is None else (day.end_place,)
            yield from ((here, there) for here in (*mornings, *stops) for there in (*stops, *evenings))


def _may_be_on(problem: Problem, stop: Stop, day: int) -> bool:
    return (
        not stop.windows
        or any(window.day == day for window in stop.windows)
        or any((fixed.stop, fixed.day) == (stop.id, day) for fixed in problem.fixed)
    )
