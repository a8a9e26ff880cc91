"""How long a sign-in holds: whole, and without a sign of its person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_SIGN_IN = timedelta(minutes=5)
"""Between the password and the code."""
TO_THE_MINUTE = timedelta(minutes=1)
"""A session is written so often at most, to say that its person is there."""


@dataclass(frozen=True)
class Spans:
    """`idle_with_factor` is for those whose roles need a second factor."""

    longest: timedelta = timedelta(hours=8)
    idle: timedelta = timedelta(hours=2)
    idle_with_factor: timedelta = timedelta(minutes=30)


def is_over(*, since: datetime, seen: datetime, at: datetime, needs_factor: bool, spans: Spans) -> bool:
    idle = spans.idle_with_factor if needs_factor else spans.idle
    return at - since >= spans.longest or at - seen >= idle
