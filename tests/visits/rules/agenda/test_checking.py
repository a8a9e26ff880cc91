"""The checker names each rule that an agenda breaks, and no other."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ortoo.multilingual.refusals import LANGUAGES, registry
from ortoo.visits.rules.agenda import Agenda, Day, Limits, Lunch, Moment, Placed, Problem, Stop, check, value_of
from tests.visits.rules.agenda.two_days import DAYS, GOOD, LECTURE, LIMITS, OPEN, PROBLEM, VISIT, WALK


def moved(stop: str, group: str, day: int, start: int) -> tuple[Placed, ...]:
    return tuple(Placed(stop, group, day, start) if (one.stop, one.group) == (stop, group) else one for one in GOOD)


def without(*stops: str) -> tuple[Placed, ...]:
    return tuple(one for one in GOOD if one.stop not in stops)


def limited(**limits: object) -> Problem:
    return replace(PROBLEM, limits=replace(LIMITS, **limits))  # type: ignore[arg-type]


def having(*stops: Stop) -> Problem:
    others = {stop.id: stop for stop in stops}
    return replace(PROBLEM, stops=tuple(others.get(stop.id, stop) for stop in PROBLEM.stops))


BREAKS: dict[str, tuple[Problem, tuple[Placed, ...]]] = {
    "unknown_stop": (PROBLEM, (*GOOD, Placed("X", "g1", 1, 600))),
    "unknown_group": (PROBLEM, (*GOOD, Placed("L1", "g9", 1, 600))),
    "not_its_group": (PROBLEM, (*GOOD, Placed("V1", "g2", 1, 600))),
    "unknown_day": (PROBLEM, (*without("W"), Placed("W", "g2", 2, 600))),
    "placed_twice": (PROBLEM, (*GOOD, Placed("W", "g2", 1, 900))),
    "outside_day": (PROBLEM, moved("W", "g2", 1, 1065)),
    "outside_window": (PROBLEM, moved("V1", "g1", 1, 840)),
    "off_grid": (PROBLEM, moved("W", "g2", 1, 605)),
    "overlap": (PROBLEM, moved("W", "g2", 0, 585)),
    "not_driveable": (limited(lunch=None), moved("V1", "g1", 0, 735)),
    "too_early": (having(replace(WALK, place="SCH")), moved("W", "g2", 1, 600)),
    "too_late": (having(replace(WALK, place="SCH")), moved("W", "g2", 1, 975)),
    "no_lunch": (PROBLEM, moved("V1", "g1", 0, 795)),
    "person_twice": (limited(interpreters=2), moved("L1", "g2", 0, 630)),
    "interpreters": (having(replace(LECTURE, people=())), moved("L1", "g2", 0, 615)),
    "too_much_content": (limited(content_minutes_a_day=205), GOOD),
    "group_missing": (PROBLEM, tuple(one for one in GOOD if (one.stop, one.group) != ("L1", "g2"))),
    "not_together": (limited(interpreters=2), moved("OPEN", "g2", 0, 555)),
    "must_left_out": (replace(PROBLEM, fixed=()), without("OPEN")),
    "fixed_not_kept": (replace(PROBLEM, fixed=(replace(PROBLEM.fixed[0], day=1),)), GOOD),
    "requires": (PROBLEM, without("L1")),
    "wrong_order": (PROBLEM, moved("L1", "g1", 1, 600)),
    "empty_day_too_short": (
        replace(PROBLEM, days=(DAYS[0], Day(datetime.date(2022, 12, 13), 540, 600, "LOG", "SCH"))),
        without("W"),
    ),
}
ALSO = {"not_driveable": {"outside_window"}}
"""What necessarily breaks with it."""


def test_a_good_agenda_breaks_nothing() -> None:
    assert check(PROBLEM, GOOD) == ()
    assert check(PROBLEM, GOOD, Agenda("feasible")) == ()
    assert value_of(PROBLEM, GOOD) == 19


@pytest.mark.parametrize("rule", BREAKS)
def test_one_broken_rule_is_named(rule: str) -> None:
    problem, placed = BREAKS[rule]
    codes = {violation.code.removeprefix("agenda.") for violation in check(problem, placed)}
    assert codes - ALSO.get(rule, set()) == {rule}


def test_every_rule_of_the_checker_is_broken_here_or_needs_a_kept_agenda() -> None:
    first = list(registry()).index("agenda.unknown_stop")
    last = list(registry()).index("agenda.in_the_past")
    codes = {code.removeprefix("agenda.") for code in list(registry())[first : last + 1]}
    assert codes - set(BREAKS) == {"kept_moved", "in_the_past", "no_way"}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_violation_has_its_sentence_in_each_language(rule: str) -> None:
    for violation in check(*BREAKS[rule]):
        assert len({violation.sentence(language) for language in LANGUAGES}) == 3


def test_a_sentence_names_place_and_remedy() -> None:
    (found,) = check(*BREAKS["no_lunch"])
    assert found.sentence("en") == (
        'Group "g1" has no 60 minutes free for lunch between 11:30 and 14:15 on 2022-12-12; make room for it.'
    )
    assert (found.group, found.day, found.stops) == ("g1", 0, ())


def test_all_that_is_broken_is_told_at_once() -> None:
    placed = (Placed("W", "g2", 1, 1077), Placed("X", "g1", 0, 0))
    assert sorted(violation.code for violation in check(PROBLEM, placed)) == [
        "agenda.fixed_not_kept",
        "agenda.must_left_out",
        "agenda.off_grid",
        "agenda.outside_day",
        "agenda.unknown_stop",
    ]


@pytest.mark.parametrize(
    ("start", "travel", "eaten"),
    [(795, 80, False), (800, 80, True), (820, 100, True), (815, 100, False), (760, 40, True), (755, 40, False)],
)
def test_lunch_needs_its_minutes_beside_the_way(start: int, travel: int, eaten: bool) -> None:
    """Stops end at 11:00; lunch lies between 11:30 and 14:15, before or after one drive in one piece.

    With 80 minutes: drive until 12:20, eat until 13:20 = 800. With 100: until 12:40, 13:40. With 40: 11:40, 12:40.
    """
    problem = replace(
        having(replace(VISIT, windows=())),
        travel={"LOG": {"SCH": travel}, "SCH": {"LOG": travel}},
        limits=replace(LIMITS, grid_minutes=None),
    )
    codes = [violation.code for violation in check(problem, moved("V1", "g1", 0, start))]
    assert codes == ([] if eaten else ["agenda.no_lunch"])


def test_hotels_are_chosen_for_each_group_so_that_all_fits() -> None:
    """From SCH in the evening of day 0 to LOG, or stay at SCH: only the latter lets day 1 begin there at 9:00."""
    days = (replace(DAYS[0], end_place=None), replace(DAYS[1], start_place=None))
    early = Stop("E", 60, "SCH", groups=("g1",), interpreter=False)
    problem = replace(PROBLEM, days=days, stops=(*PROBLEM.stops, early), hotels=("LOG", "SCH"))
    assert check(problem, (*GOOD, Placed("E", "g1", 1, 540))) == ()
    one_hotel = replace(problem, hotels=("LOG",))
    assert [one.code for one in check(one_hotel, (*GOOD, Placed("E", "g1", 1, 540)))] == ["agenda.too_early"]


def test_a_way_without_minutes_is_broken_only_where_it_is_driven() -> None:
    problem = replace(PROBLEM, travel={"LOG": {"SCH": 80}})
    assert [one.code for one in check(problem, GOOD)] == ["agenda.no_way"]
    assert check(problem, without("V1")) == ()


def test_what_is_kept() -> None:
    told = Agenda("feasible", stops=(replace(GOOD[-1], frozen=True), *GOOD[:-1]))
    assert [one.code for one in check(PROBLEM, moved("W", "g2", 1, 615), told)] == ["agenda.kept_moved"]
    assert check(PROBLEM, moved("L1", "g2", 0, 720), told) == ()
    later = replace(PROBLEM, now=Moment(0, 700))
    assert check(later, GOOD, told) == ()
    assert [one.code for one in check(later, moved("L1", "g2", 0, 720), told)] == ["agenda.kept_moved"]
    assert [one.code for one in check(later, GOOD, replace(told, stops=told.stops[:1]))] == ["agenda.in_the_past"] * 2


def test_people_are_not_needed_for_nothing() -> None:
    """Back to back is no overlap; a joint stop takes its people and one interpreter once."""
    problem = having(replace(OPEN, people=("kim",)))
    assert check(problem, GOOD) == ()
    assert check(replace(problem, limits=Limits()), GOOD) == ()
    assert check(replace(problem, limits=Limits(lunch=Lunch(60, 690, 855))), GOOD) == ()
