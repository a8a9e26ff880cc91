"""Items that are only tried out on a form: what answers tell of them beside the points, in which they do not count."""

from __future__ import annotations

from typing import Any

import numpy as np

from ortoo.exams.rules.items.answered import Answered, by_fifths, options_of, short
from ortoo.exams.rules.items.classical import correlations
from ortoo.exams.rules.items.flags import flags_of
from ortoo.exams.rules.items.responses import Floats
from ortoo.exams.rules.items.score_groups import parts_of_groups

NOTHING: dict[str, Any] = {
    "item_total": None, "difficulty": None, "discrimination": None, "error": None, "functioning": [], "drift": None,
    "taken_back": "",
}  # fmt: skip
"""What is not reckoned of such an item: it is in no total, and in no model."""


def tried_out(tried: Answered, totals: Floats) -> list[dict[str, Any]]:
    """`totals` (n,): points of the items that count."""
    found = []
    lower, _, upper = parts_of_groups(totals, np.ones(len(totals))).T
    for place, item in enumerate(tried.items):
        earned, reached = tried.earned[:, place], tried.reached[:, place]
        (rest,) = correlations(earned[:, None], totals[:, None], reached[:, None])
        told = {
            **NOTHING,
            "place": item.place,
            "item": item.item,
            "kind": item.kind,
            "facility": short(_mean(earned, reached)),
            "item_rest": short(float(rest)),
            "upper_lower": short(_mean(earned, upper * reached) - _mean(earned, lower * reached)),
            "not_reached": short(float(1 - reached.mean())),
            "by_group": by_fifths(tried, place, totals),
            "options": options_of(tried, place, totals),
        }
        found.append({**told, "flags": flags_of(told)})
    return found


def _mean(earned: Floats, weights: Floats) -> float:
    """nan where nobody is."""
    whole = float(weights.sum())
    return float(weights @ earned) / whole if whole else float("nan")
