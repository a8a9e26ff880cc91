"""How many people have each score (and each score on the anchor), in one order whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.multilingual.refusals import Refusal

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

FEWEST_PEOPLE = 10
"""Below, a bootstrap draws the same few people again and again, and its standard errors mean nothing."""
FEWEST_ANCHOR_VALUES = 4
"""What an anchor of three items can give; with less it cannot tell how two groups differ."""
HIGHEST_SCORE = 10_000
MOST_PEOPLE = 10**9


@dataclass(frozen=True, eq=False)
class Scores:
    """Different pairs of a group, ascending: (m,) `score`, `anchor` (None: no anchor) and `n`, how many people have it.

    `highest` is the highest score that is named at all, also by a pair that nobody has.
    """

    score: Integers
    n: Integers
    highest: int
    anchor: Integers | None = None

    @property
    def people(self) -> int:
        return int(self.n.sum())

    def counts(self, n: Integers | None = None) -> Integers:
        """(..., highest + 1) people with each whole score from 0; `n` (..., m) takes the place of the own counts."""
        held = self.n if n is None else n
        ladder = np.zeros((*held.shape[:-1], self.highest + 1), dtype=np.int64)
        starts = np.flatnonzero(np.diff(self.score, prepend=-1))
        ladder[..., self.score[starts]] = np.add.reduceat(held, starts, axis=-1)
        return ladder


def gather(score: Sequence[int], n: Sequence[int] | None = None, anchor: Sequence[int] | None = None) -> Scores:
    """One entry a row; `n` = how many people a row stands for (default one). Refused: nobody at all.

    >>> gather([3, 1, 3]).counts().tolist()
    [0, 1, 0, 2]
    """
    held = np.ones(len(score), dtype=np.int64) if n is None else np.asarray(n, dtype=np.int64)
    if not held.sum():
        raise Refusal("equating.nobody")
    pairs = np.asarray([score, score if anchor is None else anchor], dtype=np.int64)
    different, place = np.unique(pairs[:, held > 0], axis=1, return_inverse=True)
    together = np.zeros(different.shape[1], dtype=np.int64)
    np.add.at(together, place.ravel(), held[held > 0])
    return Scores(different[0], together, int(max(score)), None if anchor is None else different[1])


def check(scores: Scores) -> None:
    """What no method can equate: too few people, everybody equal, an anchor that tells too little."""
    if scores.people < FEWEST_PEOPLE:
        raise Refusal("equating.too_few_people", people=scores.people, fewest=FEWEST_PEOPLE)
    if scores.score[0] == scores.score[-1]:
        raise Refusal("equating.all_equal", score=int(scores.score[0]))
    if scores.anchor is None:
        return
    values = len(np.unique(scores.anchor))
    if values < FEWEST_ANCHOR_VALUES:
        raise Refusal("equating.anchor_too_short", values=values, fewest=FEWEST_ANCHOR_VALUES)
    if _covariance(scores, scores.anchor) <= 0:
        raise Refusal("equating.anchor_tells_nothing")


def _covariance(scores: Scores, anchor: Integers) -> float:
    from_mean = scores.score - np.average(scores.score, weights=scores.n)
    return float((scores.n * from_mean * (anchor - np.average(anchor, weights=scores.n))).sum())
