"""What a later version of an order changes, as values that a page says in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ortoo.permission.rules.order_of_merit import Line


class Kind(StrEnum):
    ENTERS = "enters"
    LEAVES = "leaves"


@dataclass(frozen=True)
class Change:
    """Somebody enters (in the seat of `follows`) or leaves (for `reason`). `place`: in the order of merit."""

    kind: Kind
    id: str
    place: int
    reason: str = ""
    follows: str | None = None


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Change, ...]:
    """Who leaves, then who enters, each in the order of merit; empty where both permit the same people."""
    was = {line.id for line in before if line.permitted}
    now = {line.id: line for line in sorted(after, key=lambda line: line.place)}
    left = [
        Change(Kind.LEAVES, line.id, line.place, now[line.id].reason if line.id in now else "")
        for line in sorted(before, key=lambda line: line.place)
        if line.permitted and not (line.id in now and now[line.id].permitted)
    ]
    entered = [
        Change(Kind.ENTERS, line.id, line.place, follows=line.follows)
        for line in now.values()
        if line.permitted and line.id not in was
    ]
    return (*left, *entered)
