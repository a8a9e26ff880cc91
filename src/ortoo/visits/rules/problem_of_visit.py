"""A visit as the problem of an agenda: its days, stops on offer, the ways between, and what the maker asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ortoo.visits.rules.agenda import Day, Limits, Lunch, Moment, Problem, Stop, Window

DEFAULT_GROUP = "all"
USUAL_LUNCH = Lunch(60, 11 * 60 + 30, 14 * 60 + 15)


@dataclass(frozen=True)
class Asked:
    """What the maker of an agenda chooses. Times in minutes after midnight at the host.

    base: the venue where each day begins and ends; None where hotels are free. content: minutes a day at most;
    interpreters: stops at once at most. None: no such limit.
    """

    begin: int = 9 * 60
    end: int = 18 * 60
    base: str | None = None
    content: int | None = 480
    lunch: Lunch | None = USUAL_LUNCH
    interpreters: int | None = 2
    grid: int | None = 15


@dataclass(frozen=True)
class Offered:
    """One stop as its host offers it. windows: day, earliest and latest start; people: keys of speakers."""

    code: str
    kind: str
    minutes: int
    venue: str
    value: int
    must: bool = False
    joint: bool = True
    interpreter: bool = True
    people: tuple[str, ...] = ()
    windows: tuple[tuple[date, int, int], ...] = ()
    before: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def days_between(begins: date, ends: date) -> tuple[date, ...]:
    """Both included."""
    return tuple(begins + timedelta(days) for days in range((ends - begins).days + 1))


def problem_of(
    days: Sequence[date],
    offered: Sequence[Offered],
    minutes: Mapping[tuple[str, str], int],
    groups: Iterable[str],
    asked: Asked,
    now: Moment | None = None,
) -> Problem:
    """`minutes`: (venue, venue) -> how long the way takes at the slowest. Groups: none means everybody together.

    KeyError for a window on a day that the visit does not have: hosts are refused such a window before.
    """
    numbers = {day: number for number, day in enumerate(days)}
    codes = {one.code for one in offered}
    travel: dict[str, dict[str, int]] = {}
    for (here, there), needed in sorted(minutes.items()):
        travel.setdefault(here, {})[there] = needed
    return Problem(
        days=tuple(Day(day, asked.begin, asked.end, asked.base, asked.base) for day in days),
        stops=tuple(_stop(one, numbers, codes) for one in sorted(offered, key=lambda one: one.code)),
        travel=travel,
        groups=tuple(sorted(set(groups))) or (DEFAULT_GROUP,),
        limits=Limits(asked.content, asked.lunch, asked.interpreters, asked.grid),
        hotels=() if asked.base else tuple(sorted({one.venue for one in offered})),
        now=now,
    )


def _stop(one: Offered, numbers: Mapping[date, int], codes: set[str]) -> Stop:
    """What comes before or is needed and was withdrawn binds nobody any more where it only came before."""
    return Stop(
        id=one.code,
        minutes=one.minutes,
        place=one.venue,
        kind=one.kind,
        value=one.value,
        must=one.must,
        windows=tuple(Window(numbers[day], earliest, latest) for day, earliest, latest in sorted(one.windows)),
        people=one.people,
        joint=one.joint,
        after=tuple(code for code in one.before if code in codes),
        requires=tuple(code for code in one.needs if code in codes),
        interpreter=one.interpreter,
    )


def asked_in(problem: Problem) -> Asked:
    """What the maker of an earlier problem chose, for the next one to begin with."""
    first, limits = problem.days[0], problem.limits
    return Asked(
        first.begin, first.end, first.start_place, limits.content_minutes_a_day, limits.lunch, limits.interpreters,
        limits.grid_minutes,
    )  # fmt: skip
