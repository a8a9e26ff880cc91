"""The answer: what is placed where, what is left out and why, or which wishes exclude each other."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.visits.rules.agenda.problem import Placed

STATUSES = ("optimal", "feasible", "infeasible", "unknown")


@dataclass(frozen=True)
class LeftOut:
    """A stop that a group does not attend. reason: a code, see REASONS in `reasons.py` and docs/reference/agenda.md."""

    stop: str
    group: str
    reason: str


@dataclass(frozen=True)
class Night:
    """Where a group ends a day whose end place is free, and begins the next one."""

    group: str
    day: int
    place: str


@dataclass(frozen=True)
class Change:
    """Against the kept agenda, this group's attendance of this stop came in, fell out or moved."""

    stop: str
    group: str


@dataclass(frozen=True)
class Clause:
    """One wish of a conflict. kind: "stop" (a must), "fixed", "window", "person" or "limit"; `name`: its id or name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Agenda:
    """status: "optimal", "feasible" (not proven), "infeasible" or "unknown" (nothing found in time).

    value: of the stops that are in; bound: no agenda is worth more. Both None where there is no agenda.
    conflict: only of "infeasible"; conflict_minimal: whether each of its clauses is known to be needed.
    changed: None without a kept agenda.
    """

    status: str
    value: int | None = None
    bound: int | None = None
    stops: tuple[Placed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    nights: tuple[Night, ...] = ()
    conflict: tuple[Clause, ...] | None = None
    conflict_minimal: bool = True
    changed: tuple[Change, ...] | None = None
