"""Whether somebody completed a course: the rule that was stated before, over attendance and the attempt that counts.

Promise: the answer depends on nothing but the rule, the parts attended, and the attempts; it names everything lacking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WHOLE = 1_000


class Counts(StrEnum):
    """Which of several attempts counts."""

    FIRST = "first"
    BEST = "best"
    LAST = "last"


class Lack(StrEnum):
    """Why a course is not completed."""

    ATTENDANCE = "attendance"
    ATTEMPT = "attempt"
    SCORE = "score"
    JUDGED = "judged"


@dataclass(frozen=True)
class Rule:
    """`least_attendance` in thousandths of the parts, `least_score` in thousandths of a point.

    `attempts` 0: the course has no test, and no score is asked.
    """

    least_attendance: int
    least_score: int
    attempts: int
    counts: Counts


@dataclass(frozen=True)
class Tried:
    """One attempt; `out` where a person judged that it does not count."""

    number: int
    score: int
    out: bool = False


@dataclass(frozen=True)
class Completion:
    """`lacks` is empty where completed. `attempt` is the number of the one that counts, None where none does."""

    completed: bool
    lacks: tuple[Lack, ...]
    attempt: int | None


def complete(rule: Rule, attended: int, parts: int, tried: Iterable[Tried], judged_out: bool = False) -> Completion:
    """`attended` of `parts`: of how many parts of the course a class was attended. Without any part nobody attended.

    `judged_out`: a person judged that the completion as a whole does not count.
    """
    counting = attempt_that_counts(rule, tried)
    lacks = []
    if attended * WHOLE < rule.least_attendance * parts or (rule.least_attendance and not parts):
        lacks.append(Lack.ATTENDANCE)
    if rule.attempts and counting is None:
        lacks.append(Lack.ATTEMPT)
    if rule.attempts and counting is not None and counting.score < rule.least_score:
        lacks.append(Lack.SCORE)
    if judged_out:
        lacks.append(Lack.JUDGED)
    return Completion(not lacks, tuple(lacks), counting.number if counting else None)


def attempt_that_counts(rule: Rule, tried: Iterable[Tried]) -> Tried | None:
    """Of the attempts that are allowed and not judged out: the first, the last, or the best (the earlier of equals)."""
    allowed = sorted((one for one in tried if one.number <= rule.attempts and not one.out), key=lambda one: one.number)
    if not allowed:
        return None
    if rule.counts is Counts.FIRST:
        return allowed[0]
    return allowed[-1] if rule.counts is Counts.LAST else max(allowed, key=lambda one: one.score)


def share(attended: int, parts: int) -> int:
    """Attendance in thousandths, rounded down: a share that is shown as reached was reached."""
    return attended * WHOLE // parts if parts else 0
