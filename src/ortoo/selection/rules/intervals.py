"""What errors say of everybody at once: exact for the 1,500 around the last seat, in stated blocks for the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.selection.rules.simultaneous import Progress, simultaneous_ranks
from ortoo.selection.rules.uncertainty import Floats, Integers, chance_of_top, rank_intervals

AROUND = 1_500
"""So many around the last seat are held against everybody with the errors as they are."""

COARSE = 8
"""The errors of the rest are put into so many blocks, each as large as its largest: wider, never narrower."""


@dataclass(frozen=True, eq=False)
class Intervals:
    """(n,) each. low to high: 95 % interval of one true rank, 1 best; with `_all`: of all true ranks together."""

    low: Integers
    high: Integers
    p_top: Floats
    low_all: Integers
    high_all: Integers


def intervals(merit: Floats, error: Floats, seats: int, progress: Progress | None = None) -> Intervals:
    """Of candidates with `merit` and standard `error` in points, best first. An error that nobody knows is NaN."""
    near = around(len(merit), seats)
    low, high = rank_intervals(merit, error, most=COARSE) if len(near) < len(merit) else (near + 1, near + 1)
    low[near], high[near] = rank_intervals(merit, error, near)
    p_top = chance_of_top(merit, error, seats)
    return Intervals(low, high, p_top, *simultaneous_ranks(merit, error, near, progress))


def around(count: int, seats: int) -> Integers:
    """The positions of the 1,500 nearest to the last seat, on either side the same, or all where there are no more."""
    first = max(0, min(seats - AROUND // 2, count - AROUND))
    return np.arange(first, min(count, first + AROUND))
