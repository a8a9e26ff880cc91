"""Equating of observed scores by item parameters: percentiles of the distributions they foretell (chapter 6)."""

from __future__ import annotations

import numpy as np

from ortoo.exams.rules.equating.curves import Items
from ortoo.exams.rules.equating.linking import Abilities
from ortoo.exams.rules.equating.random_groups import equipercentile
from ortoo.exams.rules.equating.scores import Floats


def observed_scores(new: Items, old: Items, group: Abilities) -> Floats:
    """(new items + 1,) what each whole new score is worth in a `group`; both forms on one scale (`linking`)."""
    return equipercentile(distribution(new, group), distribution(old, group))


def distribution(form: Items, group: Abilities) -> Floats:
    """(items + 1,) the share of the group that has each score, adding one item at a time (Lord and Wingersky)."""
    right = form.right(group.place)
    chance = np.zeros((len(group.place), len(form) + 1))
    chance[:, 0] = 1.0
    for item in range(len(form)):
        gained = chance[:, : item + 1] * right[:, [item]]
        chance[:, : item + 1] -= gained
        chance[:, 1 : item + 2] += gained
    return np.asarray(group.weight / group.weight.sum() @ chance)
