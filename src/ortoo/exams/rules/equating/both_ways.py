"""Equating by an anchor with all common items, and without those that drifted: what the drift does to the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.equating.anchor_drift import Drift, deltas, drift
from ortoo.exams.rules.equating.equate import DRAWS, SEED, Equated, equate
from ortoo.exams.rules.equating.linking import FEWEST_COMMON
from ortoo.exams.rules.equating.scores import Integers, Scores, check, gather
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True, eq=False)
class Taken:
    """One group: (people,) `score` on the whole form, and (people, k) 0 or 1 on each common item, which is in it.

    `highest`: what the form gives at most, where nobody may have it."""

    score: Integers
    common: Integers
    highest: int = 0

    def scores(self, used: npt.NDArray[np.bool_]) -> Scores:
        """The group with the items `used` as its anchor."""
        score, anchor = self.score.tolist(), self.common[:, used].sum(axis=1).tolist()
        return gather([*score, self.highest], [1] * len(score) + [0], [*anchor, 0])


@dataclass(frozen=True, eq=False)
class BothWays:
    """What drifted, on the scale of deltas; the table by all common items, and by those that are not shown."""

    found: Drift
    by_all: Equated
    by_rest: Equated


def both_ways(
    new: Taken, old: Taken, method: str, *, most_z: float, most_distance: float, draws: int = DRAWS, seed: int = SEED
) -> BothWays:
    """`method`: one with an anchor. An item that drifted leaves the anchor, and stays in the score as it was given.

    Limits as in `anchor_drift.drift`; distances are in deltas, where 4 is one standard deviation of ability. Refused:
    fewer than three common items that are not shown, what `deltas` and `scores.check` refuse.
    """
    found = drift(
        deltas(new.common.mean(axis=0)), deltas(old.common.mean(axis=0)), most_z=most_z, most_distance=most_distance
    )
    rest = ~found.shown
    if rest.sum() < FEWEST_COMMON:
        raise Refusal("equating.common_too_few", items=int(rest.sum()), fewest=FEWEST_COMMON)
    tables = []
    for used in (np.ones_like(rest), rest):
        groups = new.scores(used), old.scores(used)
        for group in groups:
            check(group)
        tables.append(equate(*groups, method=method, draws=draws, seed=seed))
    return BothWays(found, *tables)
