"""What a person should look at. A flag decides nothing: until somebody judges, what is flagged counts."""

from __future__ import annotations

from enum import StrEnum


class Flag(StrEnum):
    FAST = "fast"
    """A test finished faster than a person can read it."""
    ABSENT = "absent"
    """Completed, and never present although classes were held."""


def is_too_fast(seconds: int, least_minutes: int) -> bool:
    """Under the least time that the course states; a course that states none (0) flags nobody."""
    return seconds < least_minutes * 60


def is_never_present(completed: bool, attended: int, parts: int) -> bool:
    return completed and parts > 0 and attended == 0
