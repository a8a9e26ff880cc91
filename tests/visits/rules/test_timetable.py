"""A day as it is lived: worked by hand, and held against the independent checker."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from ortoo.visits.rules.agenda import Day, Limits, Lunch, Placed, Problem, Stop, check
from ortoo.visits.rules.timetable import Item, timetable

MONDAY, TUESDAY = date(2022, 12, 12), date(2022, 12, 13)
LUNCH = Lunch(60, 690, 855)
TRAVEL = {"A": {"B": 80, "C": 30}, "B": {"A": 80, "C": 45}, "C": {"A": 30, "B": 45}}


def problem(base: str | None = "A", lunch: Lunch | None = LUNCH, days: int = 2) -> Problem:
    return Problem(
        days=tuple(Day(date(2022, 12, 12 + number), 480, 1080, base, base) for number in range(days)),
        stops=(Stop("L", 120, "A"), Stop("V", 90, "B"), Stop("W", 60, "C")),
        travel=TRAVEL,
        limits=Limits(lunch=lunch),
        hotels=() if base else ("A", "B", "C"),
    )


def placed(*rows: tuple[str, int, int]) -> list[Placed]:
    return [Placed(stop, "all", day, start) for stop, day, start in rows]


def test_rides_are_just_in_time_and_lunch_lies_near_noon() -> None:
    monday, tuesday = timetable(problem(), placed(("L", 0, 540), ("V", 0, 900)), "all")
    assert monday.items == (
        Item("stop", 540, 660, "L", there="A"),
        Item("lunch", 720, 780),
        Item("ride", 820, 900, here="A", there="B"),
        Item("stop", 900, 990, "V", there="B"),
        Item("ride", 990, 1070, here="B", there="A"),
    )
    assert (monday.night, tuesday.items, tuesday.night) == ("A", (), "")


def test_a_ride_gives_way_to_lunch() -> None:
    """Just in time the gap at A is 45 minutes; at once there are 45 at B: only the way back can wait."""
    (monday,) = timetable(problem(days=1), placed(("V", 0, 690)), "all")
    assert monday.items == (
        Item("ride", 610, 690, here="A", there="B"),
        Item("stop", 690, 780, "V", there="B"),
        Item("lunch", 780, 840),
        Item("ride", 840, 920, here="B", there="A"),
    )


def test_free_nights_are_those_with_the_least_driving() -> None:
    monday, _ = timetable(problem(None), placed(("L", 0, 540), ("V", 1, 540)), "all")
    assert monday.night == "C", "30 and 45 minutes are fewer than 80 at once"
    (kept, _) = timetable(problem(None), placed(("L", 0, 540), ("V", 1, 540)), "all", ("B", "B"))
    assert (kept.night, kept.items[1]) == ("B", Item("ride", 660, 740, here="A", there="B"))


def test_a_day_without_stops_only_moves() -> None:
    plans = timetable(problem(None, days=3), placed(("L", 0, 540), ("V", 2, 540)), "all", ("A", "B", "B"))
    assert plans[1].items == (Item("ride", 720, 800, here="A", there="B"),)


@some.composite
def cases(draw: some.DrawFn) -> tuple[Problem, list[Placed]]:
    base = draw(some.sampled_from(["A", "B", "C", None]))
    lunch = draw(some.sampled_from([LUNCH, None]))
    stops = draw(some.lists(some.sampled_from("LVW"), unique=True, min_size=1))
    rows = [(stop, draw(some.integers(0, 1)), draw(some.integers(480 // 15, 1050 // 15)) * 15) for stop in stops]
    return problem(base, lunch), placed(*rows)


@given(cases())
def test_what_the_checker_accepts_can_be_lived(case: tuple[Problem, list[Placed]]) -> None:
    """Nothing overlaps, everything lies inside its day, every ride takes its time, and lunch is there."""
    question, rows = case
    if check(question, rows):
        return
    for plan in timetable(question, rows, "all"):
        day = question.days[plan.number]
        assert all(one.end <= other.start for one, other in pairwise(plan.items))
        rides = [item for item in plan.items if item.kind == "ride"]
        assert all(item.end - item.start == TRAVEL[item.here][item.there] for item in rides)
        assert all(day.begin <= item.start and item.end <= day.end for item in plan.items if item.kind != "lunch")
        stops = [item for item in plan.items if item.kind == "stop"]
        lunches = [item for item in plan.items if item.kind == "lunch"]
        if stops and question.limits.lunch:
            (lunch,) = lunches
            assert LUNCH.earliest <= lunch.start
            assert lunch.end <= LUNCH.latest
