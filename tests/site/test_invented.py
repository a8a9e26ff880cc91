"""Invented people and marks: the same seed gives the same, and what must not be real is marked."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.people.rules.conventions import is_synthetic
from ortoo.site.demonstration.files import marks_file, register_file
from ortoo.site.demonstration.marks import marks_of
from ortoo.site.demonstration.offices import given_names, offices
from ortoo.site.demonstration.officials import Invented, invent, move

DAY = date(2021, 3, 1)


def people(seed: int = 2050, count: int = 300) -> list[Invented]:
    return invent(count, given_names(), offices(DAY), DAY, seed)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert people() == people()
    assert people(2051) != people()


def test_a_larger_demonstration_begins_with_the_same_people() -> None:
    assert people(count=40) == people()[:40]


def test_numbers_are_their_own_and_none_can_be_real() -> None:
    found = people()
    assert [person.number for person in found[:2]] == ["A000001", "A000002"]
    assert len({person.register_number for person in found}) == 300
    assert all(is_synthetic(person.register_number) for person in found)
    assert all(date(1959, 1, 1) < person.born_on < date(2002, 1, 1) for person in found)
    assert all(person.appointed_on <= DAY for person in found)


def test_marks_are_half_points_and_some_are_missing() -> None:
    found = marks_of(people(), "2021", 2050)
    assert found == marks_of(people(), "2021", 2050)
    assert found != marks_of(people(), "2022", 2050)
    assert 0.9 < len(found) / 300 < 1
    assert {mark % 500 for mark in found.values()} == {0}
    assert all(0 <= mark <= 100_000 for mark in found.values())


def test_those_who_move_are_as_many_as_asked_and_go_elsewhere() -> None:
    before = people()
    day = date(2022, 3, 1)
    after = move(before, offices(day), 15, day, 1)
    moved = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(moved) == 15
    assert all(old.organization != new.organization for old, new in moved)
    assert {(new.appointed_on, new.number == old.number, new.given_name == old.given_name) for old, new in moved} == {
        (day, True, True)
    }
    assert after == move(before, offices(day), 15, day, 1)


def test_the_files_are_what_an_academy_would_bring() -> None:
    head, first, *_ = register_file(people(count=2)).decode().splitlines()
    assert head.startswith("number,patronymic,given_name,")
    assert first.startswith("A000001,")
    assert "ability" not in head
    assert marks_file({"A000001": 62_500, "A000002": 100_000}) == b"number,mark\nA000001,62.5\nA000002,100.0\n"


@pytest.mark.parametrize("day", [date(2021, 3, 1), date(2022, 3, 1), date(2023, 3, 1)])
def test_offices_are_those_of_the_day_and_weigh_something(day: date) -> None:
    found = offices(day)
    assert len({office.organization for office in found}) == len(found)
    assert {office.central for office in found} == {True, False}
    assert all(office.weight > 0 and office.since <= day for office in found)
