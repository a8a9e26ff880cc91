"""Small problems drawn by a seed, with everything in them: groups, joint stops, people, lunch, hotels, fixed starts."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace

from ortoo.visits.rules.agenda import Day, Fixed, Limits, Lunch, Moment, Placed, Problem, Stop, Window

PLACES = ("A", "B", "C")
FIRST = datetime.date(2022, 12, 12)


def drawn(seed: int) -> Problem:
    """A problem of two to four stops, one or two days, one or two groups. Every figure is a multiple of five."""
    chance = random.Random(seed)
    groups = ("g1", "g2")[: chance.choice((1, 1, 2))]
    grid = chance.choice((30, 30, 60)) if len(groups) == 1 else 60
    days = tuple(_day(chance, number) for number in range(chance.choice((1, 2))))
    count = chance.choice((2, 3, 4)) if len(groups) == 1 else chance.choice((2, 3))
    ids = [f"S{number}" for number in range(count)]
    stops = tuple(_stop(chance, id, ids, groups, days) for id in ids)
    travel = {
        here: {there: chance.choice((0, 5, 15, 20, 40, 90)) for there in PLACES if there != here} for here in PLACES
    }
    problem = Problem(days, stops, travel, groups, _limits(chance, grid), hotels=("A", "C"))
    return replace(problem, fixed=_fixed(chance, problem))


def _day(chance: random.Random, number: int) -> Day:
    begin = chance.choice((540, 570, 600, 605))
    start = chance.choice(("A", "B", None))
    end = chance.choice(("A", "B", None))
    length = chance.choice((90, 180, 210, 240, 300))
    return Day(FIRST + datetime.timedelta(number), begin, begin + length, start, end)


def _stop(chance: random.Random, id: str, ids: list[str], groups: tuple[str, ...], days: tuple[Day, ...]) -> Stop:
    others = [other for other in ids if other != id]
    windows = []
    for _ in range(chance.choice((0, 0, 1, 2))):
        day = chance.randrange(len(days))
        earliest = days[day].begin + chance.choice((-30, 0, 30, 60, 120))
        windows.append(Window(day, earliest, earliest + chance.choice((0, 15, 60, 180))))
    return Stop(
        id=id,
        minutes=chance.choice((30, 45, 60, 90)),
        place=chance.choice(PLACES),
        value=chance.choice((0, 1, 2, 3, 3, 5, 8)),
        must=chance.random() < 0.12,
        windows=tuple(windows),
        people=tuple(chance.sample(("kim", "lee"), chance.choice((0, 1, 1, 2)))),
        groups=chance.choice(((), (), groups[-1:])),
        joint=chance.random() < 0.4,
        after=tuple(chance.sample(others, chance.choice((0, 0, 0, 1)))),
        requires=tuple(chance.sample(others, chance.choice((0, 0, 0, 1)))),
        interpreter=chance.random() < 0.8,
    )


def _limits(chance: random.Random, grid: int) -> Limits:
    earliest = chance.choice((600, 660, 690))
    lunch = Lunch(chance.choice((30, 45, 60)), earliest, earliest + chance.choice((30, 60, 90, 150)))
    return Limits(
        content_minutes_a_day=chance.choice((None, None, 60, 120, 180)),
        lunch=chance.choice((None, lunch, lunch)),
        interpreters=chance.choice((None, None, 0, 1, 1)),
        grid_minutes=grid,
    )


def _fixed(chance: random.Random, problem: Problem) -> tuple[Fixed, ...]:
    found = []
    for stop in problem.stops:
        if chance.random() < 0.1:
            group = chance.choice(problem.groups_of(stop))
            day = chance.randrange(len(problem.days))
            found.append(Fixed(stop.id, group, day, problem.days[day].begin + chance.choice((0, 5, 20, 60, 95))))
    return tuple(found)


def told(seed: int, problem: Problem) -> tuple[Problem, tuple[Placed, ...]]:
    """The problem with a now, perhaps, and an agenda that was told: any times, also impossible ones, some frozen."""
    chance = random.Random(seed)
    kept = []
    for stop in problem.stops:
        for group in problem.groups_of(stop):
            if chance.random() < 0.7:
                day = chance.randrange(len(problem.days))
                start = problem.days[day].begin // 30 * 30 + chance.choice((0, 30, 60, 90, 120))
                kept.append(Placed(stop.id, group, day, start, chance.random() < 0.1))
    now = Moment(0, problem.days[0].begin + chance.choice((0, 45, 60))) if chance.random() < 0.4 else None
    return replace(problem, now=now), tuple(kept)
