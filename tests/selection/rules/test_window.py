"""The window closes at the end of its last day, where the programme is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ortoo.selection.rules.window import Left, closes_at, is_open, left

THERE = ZoneInfo("Asia/Ulaanbaatar")


def test_the_last_day_ends_in_the_programmes_time_zone() -> None:
    assert closes_at(date(2026, 3, 2), 10, THERE) == datetime(2026, 3, 12, 15, 59, 59, tzinfo=UTC)


def test_one_day_is_the_whole_next_day() -> None:
    assert closes_at(date(2026, 2, 28), 1, THERE).date() == date(2026, 3, 1)


def test_it_is_open_up_to_its_last_second() -> None:
    until = closes_at(date(2026, 3, 2), 10, UTC)
    assert is_open(until, until)
    assert not is_open(until, until + timedelta(microseconds=1))
    assert not is_open(None, until)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(), Left(0, 0)),
        (timedelta(minutes=59), Left(0, 0)),
        (timedelta(hours=1), Left(0, 1)),
        (timedelta(days=3, hours=4, minutes=30), Left(3, 4)),
        (timedelta(days=-1), Left(0, 0)),
    ],
)
def test_what_is_left(before: timedelta, expected: Left) -> None:
    until = datetime(2026, 3, 12, 15, 59, 59, tzinfo=UTC)
    assert left(until, until - before) == expected
