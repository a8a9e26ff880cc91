"""The window for appeals: when it closes, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

LAST = time(23, 59, 59)


@dataclass(frozen=True)
class Left:
    """Whole days and whole hours that are left."""

    days: int
    hours: int


def closes_at(published_on: date, days: int, zone: tzinfo) -> datetime:
    """The last second of the last day: the day of publication does not count, so nobody loses a part of a day.

    >>> from datetime import UTC
    >>> closes_at(date(2026, 3, 2), 10, UTC).isoformat()
    '2026-03-12T23:59:59+00:00'
    """
    return datetime.combine(published_on + timedelta(days=days), LAST, zone)


def is_open(until: datetime | None, at: datetime) -> bool:
    return until is not None and at <= until


def left(until: datetime, at: datetime) -> Left:
    """Nothing where it is closed.

    >>> left(datetime(2026, 3, 12, 23, 59, 59), datetime(2026, 3, 9, 19, 30))
    Left(days=3, hours=4)
    """
    remaining = max(until - at, timedelta())
    return Left(remaining.days, remaining.seconds // 3600)
