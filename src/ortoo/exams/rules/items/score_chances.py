"""How likely a score is, and which items make it up: elementary symmetric functions without their size.

The symmetric functions of exp(-difficulty) outgrow every number with hundreds of items. Put in relation to the chances
of a person whose ability suits the score they stay of the order of one; and every sum here has only positive members,
so that no digits are lost by subtraction either.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Reached = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.intp]

AT_ONCE = 512
"""Groups: their tables then take some dozen megabytes."""
FAR, ROUNDS = 20.0, 24
"""Nobody solves a millionth more or less of an item beyond FAR; halved so often, it is found to a millionth."""


def score_chances(difficulty: Floats, reached: Reached, scores: Scores, ability: Floats) -> tuple[Floats, Floats]:
    """For g groups that reached (g, J) items and solved (g,) of them.

    (g,) logarithm of the symmetric function of that order; (g, J) chance of each item to be among those solved.
    `ability` (g,) plays no part in either; of `fitting_ability`, it keeps all figures in range.
    """
    from scipy.special import expit

    log_odds = ability[:, None] - difficulty
    chance = expit(log_odds) * reached
    parts = [
        _of_some(chance[first : first + AT_ONCE], scores[first : first + AT_ONCE])
        for first in range(0, len(scores), AT_ONCE)
    ]
    log_chance, solving = (np.concatenate(part) for part in zip(*parts, strict=True))
    scale = (np.logaddexp(0.0, log_odds) * reached).sum(axis=1)
    return log_chance + scale - scores * ability, solving


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


def _of_some(chance: Floats, scores: Scores) -> tuple[Floats, Floats]:
    """(g,) log chance of the score, (g, J) chance of each item given the score."""
    before, behind = _solved_before(chance), _reaching(chance, scores)
    whole = behind[0, :, 0]
    others = np.einsum("jgs,jgs->gj", before[:-1, :, :-1], behind[1:, :, 1:])
    return np.log(whole), chance * others / whole[:, None]


def _solved_before(chance: Floats) -> Floats:
    """(J + 1, g, J + 1): [j, group, s] = chance that the group solves s of its first j items."""
    groups, size = chance.shape
    found = np.zeros((size + 1, groups, size + 1))
    found[0, :, 0] = 1
    for item in range(size):
        own = chance[:, item, None]
        found[item + 1] = found[item] * (1 - own)
        found[item + 1, :, 1:] += found[item, :, :-1] * own
    return found


def _reaching(chance: Floats, scores: Scores) -> Floats:
    """(J + 1, g, J + 1): [j, group, s] = chance that a group with s of its first j items comes to its score."""
    groups, size = chance.shape
    found = np.zeros((size + 1, groups, size + 1))
    found[size, np.arange(groups), scores] = 1
    for item in reversed(range(size)):
        own = chance[:, item, None]
        found[item] = found[item + 1] * (1 - own)
        found[item, :, :-1] += found[item + 1, :, 1:] * own
    return found
