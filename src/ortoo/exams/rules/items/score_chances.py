"""How likely a score is, and which items make it up: elementary symmetric functions without their size.

The symmetric functions of exp(-difficulty) outgrow every number with hundreds of items. Put in relation to the chances
of a person whose ability suits the score they stay of the order of one; and every sum here has only positive members,
so that no digits are lost by subtraction either.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]
"""Real, or complex where a derivative is carried along (see `rasch`)."""

Floats = npt.NDArray[np.float64]
Reached = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.intp]

AT_ONCE = 512
"""Groups: their tables then take some dozen megabytes."""
FAR, ROUNDS = 20.0, 24
"""Nobody solves a millionth more or less of an item beyond FAR; halved so often, it is found to a millionth."""


def score_chances(difficulty: Numbers, reached: Reached, scores: Scores, ability: Floats) -> tuple[Numbers, Numbers]:
    """For g groups that reached (g, J) items and solved (g,) of them, at least one.

    (g,) logarithm of the symmetric function of that order; (g, J) chance of each item to be among those solved.
    `ability` (g,) plays no part in either; of `fitting_ability`, it keeps all figures in range.
    """
    chance = np.where(reached, 1 / (1 + np.exp(difficulty - ability[:, None])), 0)
    parts = [
        _of_some(chance[first : first + AT_ONCE], scores[first : first + AT_ONCE])
        for first in range(0, len(scores), AT_ONCE)
    ]
    log_chance, solving = (np.concatenate(part) for part in zip(*parts, strict=True))
    return log_chance - np.log(1 - chance).sum(axis=1) - scores * ability, solving


def fitting_ability(difficulty: Floats, reached: Reached, scores: Scores) -> Floats:
    """(g,) the ability at which each group's score, more than none and less than all, is the one to be expected."""
    from scipy.special import expit

    low = np.full(len(scores), difficulty.min() - FAR)
    high = np.full(len(scores), difficulty.max() + FAR)
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        below = (expit(middle[:, None] - difficulty) * reached).sum(axis=1) < scores
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _of_some(chance: Numbers, scores: Scores) -> tuple[Numbers, Numbers]:
    """(g,) log chance of the score, (g, J) chance of each item given the score."""
    before = _scores_of_the_first(chance)
    behind = _scores_of_the_first(chance[:, ::-1])[::-1]
    score = np.take_along_axis(before[-1], scores[:, None], axis=1)
    # The others have solved one item less: so many before the item, the rest of them behind it.
    rest = scores[:, None] - 1 - np.arange(before.shape[2])
    others = [
        (first * np.where(rest >= 0, np.take_along_axis(last, np.maximum(rest, 0), axis=1), 0)).sum(axis=1)
        for first, last in zip(before[:-1], behind[1:], strict=True)
    ]
    return np.log(score[:, 0]), chance * np.stack(others, axis=1) / score


def _scores_of_the_first(chance: Numbers) -> Numbers:
    """(J + 1, g, J + 1): [j, group, s] = chance that the group solves s of its first j items."""
    groups, size = chance.shape
    found = np.zeros((size + 1, groups, size + 1), dtype=chance.dtype)
    found[0, :, 0] = 1
    for item in range(size):
        own = chance[:, item, None]
        found[item + 1] = found[item] * (1 - own)
        found[item + 1, :, 1:] += found[item, :, :-1] * own
    return found
