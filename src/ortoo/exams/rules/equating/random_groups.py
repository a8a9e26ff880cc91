"""Equating where chance decided who took which form (Kolen and Brennan, chapter 2)."""

from __future__ import annotations

import numpy as np

from ortoo.exams.rules.equating.lines import Line
from ortoo.exams.rules.equating.moments import Moments
from ortoo.exams.rules.equating.scores import Floats, Integers


def mean(new: Moments, old: Moments) -> Line:
    """Scores move by the difference of the means: both groups then have the same mean."""
    return Line(np.ones_like(new.mean), old.mean - new.mean)


def linear(new: Moments, old: Moments) -> Line:
    """Equal distances from the mean in standard deviations: both groups then have the same mean and spread.

    A group (or draw) in which everybody has one score gives NaN.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.asarray(np.sqrt(old.variance / new.variance))
        slope = np.where(new.variance > 0, slope, np.nan)
        return Line(slope, np.asarray(old.mean - slope * new.mean))


def percentile_ranks(counts: Integers | Floats) -> Floats:
    """(highest + 1,) the share of the group below each whole score, with half of those who have it (0 to 1).

    A whole score stands for half a point to each side, over which its people are spread evenly.
    """
    share = counts / counts.sum()
    return np.asarray(np.cumsum(share) - share / 2)


def equipercentile(new: Integers | Floats, old: Integers | Floats) -> Floats:
    """(highest new + 1,) the old scores of the same percentile ranks. `new`, `old`: people with each score from 0.

    Where a rank falls on old scores that nobody has, every point of the gap fits: the middle is taken, which keeps
    equating symmetric. So too at both ends, from half a point below 0 to half a point above the highest score.
    """
    ranks = percentile_ranks(new)
    below = np.concatenate([[0.0], np.cumsum(old / old.sum())])
    below[-1] = 1.0  # the share of the old group below -0.5, 0.5, ... highest + 0.5
    return (_lowest_point(ranks, below) + _highest_point(ranks, below)) / 2


def _lowest_point(ranks: Floats, below: Floats) -> Floats:
    """The lowest point of the old scale that has the share `ranks` below it."""
    end = np.searchsorted(below, ranks - _SAME, side="left")
    start = np.maximum(end - 1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = (ranks - below[start]) / (below[end] - below[start])
    return np.where(end > 0, start - 0.5 + np.minimum(part, 1.0), -0.5)


def _highest_point(ranks: Floats, below: Floats) -> Floats:
    """The highest point of the old scale that has the share `ranks` below it."""
    start = np.searchsorted(below, ranks + _SAME, side="right") - 1
    end = np.minimum(start + 1, len(below) - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = (ranks - below[start]) / (below[end] - below[start])
    return np.where(end > start, start - 0.5 + np.maximum(part, 0.0), start - 0.5)


_SAME = 1e-12
"""Two shares that differ by less are one: sums of the same people in another order."""
