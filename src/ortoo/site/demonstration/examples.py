"""Examples that are shipped with the programme as JSON: read whole, by name."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from ortoo.site.demonstration.offices import shipped

Example = Any
"""As written: texts by language, days as ISO dates or as numbers from the first day of a visit."""

ULAANBAATAR = ZoneInfo("Asia/Ulaanbaatar")


@cache
def example(name: str) -> Example:
    return json.loads(shipped(f"{name}.json"))


def morning(day: date | str, hour: int = 10) -> datetime:
    """An office hour at home."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime.combine(on, time(hour), ULAANBAATAR)


def minutes(clock: str) -> int:
    """After midnight, of "09:30"."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def shifted(first: date, days: int) -> date:
    return first + timedelta(days=days)
