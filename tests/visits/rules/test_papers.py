"""The checklist: of whom each paper is, when it is due, which are red."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.visits.rules.papers import (
    Item,
    Kind,
    State,
    Who,
    Window,
    checklist,
    due_days,
    is_personal,
    months_from,
    red_first,
    state_of,
)

VISIT = Window(date(2022, 12, 12), date(2022, 12, 16))
PASSPORT = Kind(
    "B13", "before", "participant", "", "visit_start", -60, (), frozenset({"nominated", "departure"}), "identifier",
    True,
)  # fmt: skip
NOMINATION = Kind("B06", "before", "sending_body", "superior", "visit_start", -60, (), frozenset({"nominated"}))
CONCEPT = Kind("B02", "before", "secretariat", "secretariat", "visit_start", None, (-24,), frozenset({"host_agreed"}))
SCHEDULE = Kind("D01", "during", "host", "", "visit_start", -7, (), frozenset({"departure", "session"}), "none")
ATTENDANCE = Kind("D02", "during", "host", "host", "session_end", 0)
QUESTIONS = Kind("D04", "during", "participant", "", "session_end", 1, (), frozenset(), "anonymous")
PROGRESS = Kind("A04", "after", "planning_unit", "superior", "visit_end", None, (3, 6, 12))
LOOSE = Kind("X01", "after", "academy")


class TestOfWhom:
    def test_by_who_makes_or_signs_it(self) -> None:
        assert [is_personal(kind) for kind in (PASSPORT, NOMINATION, PROGRESS)] == [True, True, True]
        assert [is_personal(kind) for kind in (CONCEPT, SCHEDULE, ATTENDANCE, LOOSE)] == [False] * 4

    def test_an_anonymous_one_is_asked_of_nobody_by_name(self) -> None:
        assert not is_personal(QUESTIONS)


class TestDue:
    def test_by_hand(self) -> None:
        assert due_days(PASSPORT, VISIT) == (date(2022, 10, 13),)
        assert due_days(CONCEPT, VISIT) == (date(2020, 12, 12),)
        assert due_days(ATTENDANCE, VISIT) == (date(2022, 12, 16),)
        assert due_days(PROGRESS, VISIT) == (date(2023, 3, 16), date(2023, 6, 16), date(2023, 12, 16))
        assert due_days(LOOSE, VISIT) == (None,)
        assert due_days(Kind("X02", "after", "academy", "", "visit_end"), VISIT) == (None,)

    def test_a_month_ends_where_it_ends(self) -> None:
        assert months_from(date(2024, 1, 31), 1) == date(2024, 2, 29)
        assert months_from(date(2024, 3, 31), -1) == date(2024, 2, 29)
        assert months_from(date(2023, 12, 31), 2) == date(2024, 2, 29)

    @given(some.dates(date(2000, 1, 1), date(2100, 1, 1)), some.integers(-600, 600))
    def test_months_one_by_one_lead_to_the_same_month(self, day: date, months: int) -> None:
        year, month = day.year, day.month
        for _ in range(abs(months)):
            month += 1 if months > 0 else -1
            if month in (0, 13):
                year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
        found = months_from(day, months)
        assert (found.year, found.month) == (year, month)
        assert found.day == day.day or (found.day == calendar.monthrange(year, month)[1] < day.day)


class TestState:
    @pytest.mark.parametrize(
        ("kind", "on", "there", "state"),
        [
            (PASSPORT, date(2022, 10, 13), False, State.DUE),
            (PASSPORT, date(2022, 10, 14), False, State.RED),
            (PASSPORT, date(2022, 10, 14), True, State.DONE),
            (SCHEDULE, date(2022, 12, 5), False, State.DUE),
            (SCHEDULE, date(2022, 12, 6), False, State.RED),
            (ATTENDANCE, date(2022, 12, 16), False, State.DUE),
            (ATTENDANCE, date(2022, 12, 17), False, State.RED),
            (LOOSE, date(2030, 1, 1), False, State.OPEN),
            (LOOSE, date(2030, 1, 1), True, State.DONE),
        ],
    )
    def test_by_hand(self, kind: Kind, on: date, there: bool, state: State) -> None:
        (due,) = due_days(kind, VISIT)
        assert state_of(kind, due, there=there, window=VISIT, on=on) is state

    def test_what_the_departure_needs_is_red_a_week_before_though_it_is_due_later(self) -> None:
        late = Kind("X03", "before", "academy", "", "visit_end", 30, (), frozenset({"departure"}))
        (due,) = due_days(late, VISIT)
        days = (date(2022, 12, 5), date(2022, 12, 6))
        assert [state_of(late, due, there=False, window=VISIT, on=on) for on in days] == [State.DUE, State.RED]


class TestChecklist:
    ON = date(2022, 12, 1)

    def test_by_hand(self) -> None:
        people = [Who(1, frozenset({"B13"})), Who(2), Who(3, escort=True)]
        marked = {("B06", 2, 1), ("D01", None, 1)}
        kinds = [PASSPORT, NOMINATION, SCHEDULE, QUESTIONS]
        assert checklist(kinds, people, marked, VISIT, self.ON) == (
            Item("B13", 1, 1, date(2022, 10, 13), State.DONE),
            Item("B13", 2, 1, date(2022, 10, 13), State.RED),
            Item("B13", 3, 1, date(2022, 10, 13), State.RED),
            Item("B06", 1, 1, date(2022, 10, 13), State.RED),
            Item("B06", 2, 1, date(2022, 10, 13), State.DONE),
            Item("D01", None, 1, date(2022, 12, 5), State.DONE),
            Item("D04", None, 1, date(2022, 12, 17), State.DUE),
        )

    def test_a_dossier_holds_only_papers_of_a_dossier(self) -> None:
        (item,) = checklist([NOMINATION], [Who(1, frozenset({"B06"}))], set(), VISIT, self.ON)
        assert item.state is State.RED

    def test_each_part_is_marked_apart(self) -> None:
        found = checklist([PROGRESS], [Who(1)], {("A04", 1, 2)}, VISIT, date(2023, 4, 1))
        assert [(one.part, one.state) for one in found] == [(1, State.RED), (2, State.DONE), (3, State.DUE)]

    def test_nobody_travels(self) -> None:
        assert checklist([PASSPORT], [], set(), VISIT, self.ON) == ()

    def test_red_first_then_by_day(self) -> None:
        days = [self.ON + timedelta(days=after) for after in (3, 1, 2, 0, 5)]
        states = [State.DUE, State.DONE, State.RED, State.RED, State.OPEN]
        items = [Item(str(at), None, 1, *one) for at, one in enumerate(zip(days, states, strict=True))]
        assert [item.kind for item in red_first(items)] == ["3", "2", "0", "4", "1"]

    @given(some.dates(date(2022, 9, 1), date(2024, 1, 1)), some.sets(some.integers(1, 4)))
    def test_more_papers_never_make_more_red(self, on: date, there: set[int]) -> None:
        people, kinds = [Who(at) for at in range(1, 5)], [PASSPORT, NOMINATION, PROGRESS]
        marked = {(kind.code, who, 1) for who in there for kind in kinds}
        red = {(one.kind, one.traveller, one.part) for one in checklist(kinds, people, marked, VISIT, on)
               if one.state is State.RED}  # fmt: skip
        bare = {(one.kind, one.traveller, one.part) for one in checklist(kinds, people, set(), VISIT, on)
                if one.state is State.RED}  # fmt: skip
        assert red == bare - marked
