"""Rounds with a call and no visit yet."""

from __future__ import annotations

from ortoo.permission.queries.calls import calls


def rounds_without_visit() -> list[tuple[str, str]]:
    """(code, name), the latest call first."""
    return [(call.round.code, call.round.name) for call in calls().filter(round__visits=None)]
