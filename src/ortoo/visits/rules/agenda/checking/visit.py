"""What the checker looks at: one group at one stop, with everything that follows from the problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortoo.visits.rules.agenda.problem import Placed, Problem, Stop


@dataclass(frozen=True)
class Visit:
    """A placed stop whose stop, group and day are known."""

    stop: Stop
    group: str
    day: int
    start: int
    frozen: bool

    @property
    def end(self) -> int:
        return self.start + self.stop.minutes


@dataclass(frozen=True)
class Session:
    """Visits that are one event: of a joint stop those that begin at once, else one visit alone."""

    stop: Stop
    day: int
    start: int
    groups: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + self.stop.minutes


def visit_of(problem: Problem, placed: Placed) -> Visit:
    return Visit(problem.stop(placed.stop), placed.group, placed.day, placed.start, placed.frozen)


def sessions(visits: Iterable[Visit]) -> list[Session]:
    """By day, start and stop."""
    found: dict[tuple[int, int, str, str], list[Visit]] = {}
    for visit in visits:
        alone = "" if visit.stop.joint else visit.group
        found.setdefault((visit.day, visit.start, visit.stop.id, alone), []).append(visit)
    return [
        Session(some[0].stop, day, start, tuple(visit.group for visit in some))
        for (day, start, _, _), some in sorted(found.items(), key=lambda one: one[0])
    ]
