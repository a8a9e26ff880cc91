"""Places in a class, in the order of signing up; whoever comes after the last place waits, and moves up.

Promise: nobody who signed up later is in before somebody who signed up earlier and has not left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Who = TypeVar("Who")


def queue_of(order: Sequence[Who], capacity: int) -> tuple[tuple[Who, ...], tuple[Who, ...]]:
    """(who has a place, who waits), both in order. `order`: who signed up and has not left, the earliest first."""
    return tuple(order[:capacity]), tuple(order[capacity:])


def place_after(earlier: int, capacity: int) -> int:
    """0 for a place, 1 for the first on the waiting list, and so on; `earlier` signed up before and have not left."""
    return 0 if earlier < capacity else earlier - capacity + 1


def moved_up(before: Sequence[Who], after: Sequence[Who], capacity: int) -> tuple[Who, ...]:
    """Who has a place now and had none before somebody left."""
    had = set(before[:capacity])
    return tuple(who for who in after[:capacity] if who not in had)
