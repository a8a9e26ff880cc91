"""Equating of true scores: what the expected score of the same ability is on the other form (chapter 6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.equating.curves import Items
from ortoo.exams.rules.equating.scores import Floats
from ortoo.multilingual.refusals import Refusal

FURTHEST = 2.0**20
"""How far out an ability is looked for, either way."""


@dataclass(frozen=True, eq=False)
class TrueScores:
    """(items + 1,) for the whole new scores from 0: the ability that expects them, and the old score it expects.

    No ability expects a score up to the guesses' sum, nor the highest: NaN there.
    """

    ability: Floats
    worth: Floats


def true_scores(new: Items, old: Items) -> TrueScores:
    """Both forms on one scale (`linking`). New scores up to the sum of the guesses are worth in proportion.

    The highest new score is worth the highest old one.
    """
    if not len(new) or not len(old):
        raise Refusal("equating.items_uneven")
    scores = np.arange(len(new) + 1, dtype=np.float64)
    floor_new, floor_old = float(new.guess.sum()), float(old.guess.sum())
    reached = (scores > floor_new + 1e-9) & (scores < len(new))
    ability = np.full(len(scores), np.nan)
    ability[reached] = _abilities(new, scores[reached])
    worth = np.full(len(scores), float(len(old)))
    worth[reached] = old.expected_score(ability[reached])
    low = ~reached & (scores < len(new))
    worth[low] = scores[low] * (floor_old / floor_new) if floor_new else 0.0
    return TrueScores(ability, worth)


def _abilities(form: Items, scores: Floats) -> Floats:
    """(points,) by halving: the expected score rises with ability, so there is one for each."""
    low, high = np.full(len(scores), -1.0), np.full(len(scores), 1.0)
    while (below := (form.expected_score(low) > scores) & (low > -FURTHEST)).any():
        low = np.where(below, 2 * low, low)
    while (above := (form.expected_score(high) < scores) & (high < FURTHEST)).any():
        high = np.where(above, 2 * high, high)
    for _ in range(80):
        middle = (low + high) / 2
        under = form.expected_score(middle) < scores
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return (low + high) / 2
