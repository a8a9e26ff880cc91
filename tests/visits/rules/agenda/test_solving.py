"""Worked cases by hand, and what holds of every agenda that is returned."""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ortoo.visits.rules.agenda import (
    Agenda,
    Change,
    Clause,
    Day,
    Fixed,
    LeftOut,
    Limits,
    Lunch,
    Moment,
    Night,
    Placed,
    Problem,
    Stop,
    Window,
    agenda_as_json,
    agenda_from_json,
    check,
    problem_as_json,
    problem_from_json,
    solve,
)
from tests.visits.rules.agenda.instances import drawn
from tests.visits.rules.agenda.two_days import GOOD, PROBLEM, VISIT, WALK

DAY = Day(datetime.date(2022, 12, 12), 540, 780, "A", "A")
EXAMPLE = Path(__file__).parents[4] / "docs/reference/agenda-example.json"


def test_four_hours_hold_two_of_three_stops() -> None:
    """A to B takes 60: B for 60 leaves 60 at A. The two at A are worth 7, B and the dearer one at A 9."""
    stops = (Stop("X", 60, "A", value=4), Stop("Y", 90, "A", value=3), Stop("Z", 60, "B", value=5))
    problem = Problem((DAY,), stops, {"A": {"B": 60}, "B": {"A": 60}}, limits=Limits(grid_minutes=60))
    agenda = solve(problem)
    assert (agenda.status, agenda.value, agenda.bound) == ("optimal", 9, 9)
    assert {one.stop for one in agenda.stops} == {"X", "Z"}
    assert agenda.left_out == (LeftOut("Y", "all", "lower-value"),)
    assert agenda.conflict is None
    assert agenda.changed is None


def test_two_musts_exclude_each_other_by_their_windows() -> None:
    window = (Window(0, 600, 615),)
    stops = (
        Stop("X", 60, "A", must=True, windows=window),
        Stop("Y", 60, "A", must=True, windows=window, people=("kim",)),
        Stop("Z", 60, "A", must=True),
    )
    agenda = solve(Problem((DAY,), stops, limits=Limits(content_minutes_a_day=300, grid_minutes=15)))
    assert agenda == Agenda(
        "infeasible",
        conflict=(Clause("stop", "X"), Clause("stop", "Y"), Clause("window", "X"), Clause("window", "Y")),
    )


def test_a_fixed_start_outside_its_window_or_the_day() -> None:
    stop = Stop("X", 60, "A", windows=(Window(0, 600, 615),))
    problem = Problem((DAY,), (stop,), fixed=(Fixed("X", "all", 0, 630),))
    assert solve(problem).conflict == (Clause("fixed", "X"), Clause("window", "X"))
    assert solve(replace(problem, fixed=(Fixed("X", "all", 0, 530),))).conflict in (
        (Clause("fixed", "X"), Clause("window", "X")),
        (Clause("fixed", "X"),),
    )
    outside = replace(problem, stops=(replace(stop, windows=()),), fixed=(Fixed("X", "all", 0, 530),))
    assert solve(outside).conflict == (Clause("fixed", "X"),)


def test_a_fixed_start_needs_no_grid_and_keeps_its_place() -> None:
    problem = Problem((DAY,), (Stop("X", 60, "A"),), limits=Limits(grid_minutes=15), fixed=(Fixed("X", "all", 0, 607),))
    assert solve(problem).stops == (Placed("X", "all", 0, 607),)


def test_a_person_cannot_serve_two_groups_at_once() -> None:
    """Two hours for two groups apart at one stop of an hour: one after the other. In ninety minutes not."""
    stop = Stop("X", 60, "A", must=True, people=("kim",))
    day = replace(DAY, end=660)
    problem = Problem((day,), (stop,), groups=("g1", "g2"))
    assert sorted(one.start for one in solve(problem).stops) == [540, 600]
    shorter = replace(problem, days=(replace(day, end=630),))
    assert solve(shorter).conflict == (Clause("stop", "X"), Clause("person", "kim"))
    together = solve(replace(shorter, stops=(replace(stop, joint=True),)))
    assert len({one.start for one in together.stops}) == 1
    assert len(together.stops) == 2


def test_windows_may_overlap_and_stand_in_any_order() -> None:
    """X from 9:00 leaves two hours for Y; from 10:00 only one."""
    windows = (Window(0, 600, 600), Window(0, 540, 600))
    day = replace(DAY, end=720)
    stops = (Stop("X", 60, "A", value=1, windows=windows), Stop("Y", 120, "A", value=1))
    assert solve(Problem((day,), stops, limits=Limits(grid_minutes=30))).value == 2


def test_value_counts_once_for_a_stop_however_many_attend() -> None:
    problem = Problem((DAY,), (Stop("X", 60, "A", value=7),), groups=("g1", "g2", "g3"))
    assert solve(problem).value == 7


def test_the_limit_that_is_in_the_way_is_named() -> None:
    must, wish = Stop("X", 120, "A", must=True, value=1), Stop("Y", 60, "A", value=1)
    plain = Problem((DAY,), (must, wish))
    reasons = {
        "too-much-content": replace(plain, limits=Limits(content_minutes_a_day=150)),
        "no-lunch": replace(plain, limits=Limits(lunch=Lunch(90, 540, 780))),
        "no-time": replace(plain, stops=(must, replace(wish, minutes=150))),
        "no-start": replace(plain, stops=(must, replace(wish, windows=(Window(0, 760, 800),)))),
        "past": replace(
            plain, now=Moment(0, 700), fixed=(Fixed("X", "all", 0, 540),), stops=(must, replace(wish, minutes=90))
        ),
        "no-interpreter": replace(
            plain,
            limits=Limits(interpreters=1),
            groups=("g", "h"),
            stops=(replace(must, groups=("g",)), replace(wish, groups=("h",), minutes=130)),
        ),
        "person-busy": replace(
            plain,
            groups=("g", "h"),
            stops=(
                replace(must, groups=("g",), people=("kim",)),
                replace(wish, groups=("h",), minutes=130, people=("kim",)),
            ),
        ),
        "requires-left-out": replace(plain, stops=(must, replace(wish, requires=("Z",)), Stop("Z", 300, "A"))),
    }
    found = {
        reason: {one.reason for one in solve(problem).left_out if one.stop == "Y"}
        for reason, problem in reasons.items()
    }
    assert found == {reason: {reason} for reason in reasons}


def test_a_free_hotel_and_the_morning_after() -> None:
    """The evening ends at B or C; only from C can the next day's stop be reached in its window."""
    days = (replace(DAY, end_place=None), Day(datetime.date(2022, 12, 13), 540, 780, None, "A"))
    stop = Stop("X", 60, "A", value=1, windows=(Window(1, 540, 570),))
    far, near = 90, 30
    travel = {here: {there: 10 for there in "ABC" if there != here} for here in "ABC"}
    travel["B"]["A"], travel["C"]["A"] = far, near
    agenda = solve(Problem(days, (stop,), travel, hotels=("B", "C"), limits=Limits(grid_minutes=30)))
    assert (agenda.stops, agenda.nights) == ((Placed("X", "all", 1, 570),), (Night("all", 0, "C"),))


def test_days_too_short_for_the_way_alone_have_an_empty_conflict() -> None:
    problem = Problem((replace(DAY, end_place="B"),), (), {"A": {"B": 300}})
    assert solve(problem) == Agenda("infeasible", conflict=())


def test_of_the_best_the_one_nearest_to_the_kept() -> None:
    """The visit's window closes at 13:45 now: it moves, everything else stays."""
    earlier = replace(VISIT, windows=(Window(0, 780, 825),))
    stops = tuple(earlier if stop.id == "V1" else stop for stop in PROBLEM.stops)
    told = Agenda("optimal", 19, 19, GOOD)
    agenda = solve(replace(PROBLEM, stops=stops), keep=told)
    assert agenda.changed == (Change("V1", "g1"),)
    assert {one for one in agenda.stops if one.stop != "V1"} == {one for one in GOOD if one.stop != "V1"}
    assert solve(PROBLEM, keep=told).changed == ()


def test_a_frozen_stop_stays_off_the_grid_and_a_stop_that_is_gone_is_a_change() -> None:
    told = Agenda("optimal", stops=(*GOOD[:-1], Placed("W", "g2", 1, 603, frozen=True), Placed("GONE", "g1", 1, 900)))
    agenda = solve(PROBLEM, keep=told)
    assert agenda.changed == (Change("GONE", "g1"),)
    assert Placed("W", "g2", 1, 603, frozen=True) in agenda.stops


def test_nothing_begins_in_the_past() -> None:
    agenda = solve(replace(PROBLEM, now=Moment(1, 700), fixed=(), stops=(WALK,)))
    assert all((one.day, one.start) >= (1, 700) for one in agenda.stops)
    assert agenda.value == 1


def test_without_time_nothing_is_claimed() -> None:
    agenda = solve(PROBLEM, seconds=1e-9)
    assert agenda.status in ("unknown", "feasible")


def test_the_same_problem_has_the_same_answer() -> None:
    for seed in (2, 5, 11):
        assert solve(drawn(seed)) == solve(drawn(seed))


def test_the_example_of_the_docs_is_proven() -> None:
    problem = problem_from_json(EXAMPLE.read_text("utf-8"))
    agenda = solve(problem)
    assert (agenda.status, agenda.value, agenda.bound) == ("optimal", 552, 552)
    assert check(problem, agenda.stops) == ()
    assert {(one.stop, one.reason) for one in agenda.left_out} >= {("F1", "lower-value")}


@settings(
    max_examples=2000 if os.environ.get("ORTOO_CAMPAIGN") else 40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.integers(0, 10**9))
def test_every_agenda_passes_the_checker_and_is_read_back(seed: int) -> None:
    problem = drawn(seed)
    assert problem_from_json(json.dumps(problem_as_json(problem))) == problem
    agenda = solve(problem)
    assert agenda_from_json(json.dumps(agenda_as_json(problem, agenda))) == agenda
    if agenda.status == "optimal":
        assert check(problem, agenda.stops) == ()
