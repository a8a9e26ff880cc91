"""A second solver, written apart: it tries every start of every stop. For a handful of stops and coarse times.

Drives and lunches are not reasoned about but tried, minute by minute in steps of five: all figures of the instances
are multiples of five.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, product
from math import prod

from ortoo.visits.rules.agenda import Clause, Fixed, Limits, Placed, Problem, Stop

STEP = 5
MOST = 50_000
Visit = tuple[int, int, str]
"""(start, end, place) of one group on one day."""


def every_agenda(problem: Problem, held: tuple[Placed, ...] = ()) -> Iterator[tuple[Placed, ...]]:
    """Every agenda that keeps all rules; `held` stay where they are."""
    options = [list(_options(problem, held, stop)) for stop in problem.stops]
    roads = Roads(problem)

    def extend(number: int, chosen: tuple[Placed, ...]) -> Iterator[tuple[Placed, ...]]:
        if number == len(options):
            if _in_order(problem, chosen) and roads.drivable(chosen):
                yield chosen
            return
        for option in options[number]:
            clashes = any(_clash(problem, one, other) for one in option for other in chosen)
            if not clashes and _enough_interpreters(problem, (*chosen, *option)):
                yield from extend(number + 1, (*chosen, *option))

    return extend(0, ())


def worth(problem: Problem, agenda: tuple[Placed, ...]) -> int:
    inside = {one.stop for one in agenda}
    return sum(stop.value for stop in problem.stops if stop.id in inside)


def best_value(problem: Problem) -> int | None:
    """None where there is no agenda."""
    return max((worth(problem, agenda) for agenda in every_agenda(problem)), default=None)


def possible(problem: Problem) -> bool | None:
    """Whether there is any agenda; only stops that are needed are tried, since every other can be left out.

    None where that would take too long: without a grid there are many starts.
    """
    needed = {stop.id for stop in problem.stops if stop.must} | {one.stop for one in problem.fixed}
    for _ in problem.stops:
        needed |= {required for stop in problem.stops if stop.id in needed for required in stop.requires}
    stops = tuple(stop for stop in problem.stops if stop.id in needed)
    if prod(len(list(_options(problem, (), stop))) for stop in stops) > MOST:
        return None
    return any(True for _ in every_agenda(replace(problem, stops=stops)))


def fewest_changes(problem: Problem, kept: tuple[Placed, ...], held: tuple[Placed, ...]) -> tuple[int, int] | None:
    """(best value, fewest changes to `kept` among the best)."""
    before = {(one.stop, one.group): (one.day, one.start) for one in kept}

    def changed(agenda: tuple[Placed, ...]) -> int:
        after = {(one.stop, one.group): (one.day, one.start) for one in agenda}
        return sum(before.get(row) != after.get(row) for row in {*before, *after})

    found = [(worth(problem, agenda), -changed(agenda)) for agenda in every_agenda(problem, held)]
    return (max(found)[0], -max(found)[1]) if found else None


def with_clauses(problem: Problem, clauses: set[Clause]) -> Problem:
    """The problem with only these of its wishes."""

    def kept(kind: str, name: str) -> bool:
        return Clause(kind, name) in clauses

    stops = tuple(
        replace(
            stop,
            must=stop.must and kept("stop", stop.id),
            windows=stop.windows if kept("window", stop.id) else (),
            people=tuple(person for person in stop.people if kept("person", person)),
        )
        for stop in problem.stops
    )
    limits = {name: value for name, value in vars(problem.limits).items() if kept("limit", name)}
    fixed = tuple(one for one in problem.fixed if kept("fixed", one.stop))
    return replace(problem, stops=stops, limits=Limits(**limits), fixed=fixed)


def _options(problem: Problem, held: tuple[Placed, ...], stop: Stop) -> Iterator[tuple[Placed, ...]]:
    """Each way to attend the stop, by all its groups; () to leave it out."""
    every: list[Fixed | Placed] = [*problem.fixed, *held]
    fixed = [one for one in every if one.stop == stop.id]
    if not stop.must and not fixed:
        yield ()
    groups = [group for group in problem.groups if not stop.groups or group in stop.groups]
    choices = []
    for group in groups:
        set_for_it = [(one.day, one.start) for one in fixed if stop.joint or one.group == group]
        times = [
            (day, start)
            for day in range(len(problem.days))
            for start in _starts(problem, day, bool(set_for_it))
            if _may_begin(problem, stop, day, start, bool(set_for_it))
            and all(one == (day, start) for one in set_for_it)
        ]
        choices.append(times)
    for agreed in product(*choices):
        if not stop.joint or len(set(agreed)) == 1:
            yield tuple(Placed(stop.id, group, *time) for group, time in zip(groups, agreed, strict=True))


def _starts(problem: Problem, day: int, anywhere: bool) -> range:
    step = STEP if anywhere else (problem.limits.grid_minutes or STEP)
    first = -(-problem.days[day].begin // step) * step
    return range(first, problem.days[day].end + 1, step)


def _may_begin(problem: Problem, stop: Stop, day: int, start: int, set_time: bool) -> bool:
    now = problem.now
    if now and not set_time and (day, start) < (now.day, now.time):
        return False
    return start + stop.minutes <= problem.days[day].end and (
        not stop.windows or any(one.day == day and one.earliest <= start <= one.latest for one in stop.windows)
    )


def _clash(problem: Problem, one: Placed, other: Placed) -> bool:
    """The same group or person at two stops at once."""
    if one.day != other.day:
        return False
    first, second = problem.stop(one.stop), problem.stop(other.stop)
    if one.start >= other.start + second.minutes or other.start >= one.start + first.minutes:
        return False
    return one.group == other.group or bool(set(first.people) & set(second.people))


def _enough_interpreters(problem: Problem, chosen: tuple[Placed, ...]) -> bool:
    """Also here: one person at two sessions of one stop, which groups attend apart."""
    sessions = {
        (one.stop, one.day, one.start, "" if problem.stop(one.stop).joint else one.group): problem.stop(one.stop)
        for one in chosen
    }
    limit = problem.limits.interpreters
    for day, minute in {(day, start) for _, day, start, _ in sessions}:
        going = [
            stop
            for (_, other, start, _), stop in sessions.items()
            if other == day and start <= minute < start + stop.minutes
        ]
        if limit is not None and sum(stop.interpreter for stop in going) > limit:
            return False
        people = [person for stop in going for person in set(stop.people)]
        if len(set(people)) < len(people):
            return False
    return True


def _in_order(problem: Problem, chosen: tuple[Placed, ...]) -> bool:
    inside = {one.stop for one in chosen}
    for stop in problem.stops:
        if stop.id in inside:
            if not set(stop.requires) <= inside:
                return False
            for earlier in {*stop.after, *stop.requires} & inside:
                if not _before(problem, chosen, earlier, stop.id):
                    return False
    return True


def _before(problem: Problem, chosen: tuple[Placed, ...], earlier: str, later: str) -> bool:
    firsts = [one for one in chosen if one.stop == earlier]
    seconds = [one for one in chosen if one.stop == later]
    both = {one.group for one in firsts} & {one.group for one in seconds}
    return all(
        one.day < other.day or (one.day == other.day and one.start + problem.stop(earlier).minutes <= other.start)
        for one in firsts
        for other in seconds
        if not both or (one.group == other.group)
    )


class Roads:
    """Whether a group's days can be driven and eaten, tried out and remembered."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, str, str, tuple[Visit, ...]], bool] = {}

    def drivable(self, chosen: tuple[Placed, ...]) -> bool:
        return all(self._group(chosen, group) for group in self.problem.groups)

    def _group(self, chosen: tuple[Placed, ...], group: str) -> bool:
        """Some choice of hotels will do."""
        days = self.problem.days
        visits = [
            tuple(sorted(self._visit(one) for one in chosen if (one.group, one.day) == (group, number)))
            for number in range(len(days))
        ]
        limit = self.problem.limits.content_minutes_a_day
        if limit is not None and any(sum(end - start for start, end, _ in today) > limit for today in visits):
            return False
        nights = [[day.end_place] if day.end_place else list(self.problem.hotels) for day in days]
        before = [days[0].start_place] if days[0].start_place else list(self.problem.hotels)
        return any(
            all(
                self._day(number, day.start_place or str(night[number]), str(night[number + 1]), visits[number])
                for number, day in enumerate(days)
            )
            for night in product(before, *nights)
        )

    def _visit(self, one: Placed) -> Visit:
        stop = self.problem.stop(one.stop)
        return one.start, one.start + stop.minutes, stop.place

    def _day(self, number: int, start: str, end: str, today: tuple[Visit, ...]) -> bool:
        key = (number, start, end, today)
        if key not in self._known:
            self._known[key] = self._try(number, start, end, today)
        return self._known[key]

    def _try(self, number: int, start: str, end: str, today: tuple[Visit, ...]) -> bool:
        day, lunch = self.problem.days[number], self.problem.limits.lunch
        stays = [(day.begin, day.begin, start), *today, (day.end, day.end, end)]
        drives = []
        for (_, left, here), (there, _, place) in pairwise(stays):
            needed = self.problem.travel.get(here, {}).get(place, 0 if here == place else 10**6)
            drives.append([(time, time + needed) for time in range(left, there - needed + 1, STEP)])
        if not all(drives):
            return False
        if lunch is None or not today:
            return True
        return any(
            all(end <= eat or start >= eat + lunch.minutes for start, end, _ in today)
            and all(any(end <= eat or start >= eat + lunch.minutes for start, end in ways) for ways in drives)
            for eat in range(lunch.earliest, lunch.latest - lunch.minutes + 1, STEP)
        )
