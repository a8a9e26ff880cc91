"""What a form's points are worth by item parameters, beside the table that counts: a check that uses nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ortoo.exams.rules.equating.anchor_drift import MOST_DISTANCE, MOST_Z, with_and_without
from ortoo.exams.rules.equating.curves import Items, items
from ortoo.exams.rules.equating.on_scale import MILLION
from ortoo.exams.rules.equating.true_score import true_scores
from ortoo.multilingual.refusals import Refusal

Parameters = Mapping[str, tuple[float, float]]
"""Item -> discrimination and difficulty."""


def worth_by_model(new: Parameters, old: Parameters, common: Sequence[str]) -> list[int] | None:
    """In millionths of a point, for the whole points of the new form from 0. `common`: items that link the two scales;
    none where chance dealt out the forms, so that both groups are of one ability.

    None where an item speaks against the model (a slope of 0 or below) or the items do not link.
    """
    try:
        ours, theirs = _items(new, list(new)), _items(old, list(old))
        if common:
            on_new, on_old = _items(new, common), _items(old, common)
            linked = with_and_without(on_new, on_old, most_z=MOST_Z, most_distance=MOST_DISTANCE)
            ours = linked.by_rest.of(ours)
        return [round(float(one) * MILLION) for one in true_scores(ours, theirs).worth]
    except Refusal:
        return None


def _items(of: Parameters, names: Sequence[str]) -> Items:
    slopes, difficulties = (np.array([of[name][place] for name in names]) for place in (0, 1))
    return items(difficulties.tolist(), slopes.tolist())
