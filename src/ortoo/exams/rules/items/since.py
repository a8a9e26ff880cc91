"""Which items of a form became harder or easier since an earlier sitting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ortoo.exams.rules.equating.anchor_drift import MOST_DISTANCE, MOST_Z, deltas, drift
from ortoo.multilingual.refusals import Refusal


def since(before: Mapping[str, float], now: Mapping[str, float]) -> dict[str, dict[str, Any]]:
    """Item -> its delta then and now, and how far it moved beside the others (`anchor_drift`).

    `before`, `now`: item -> share solved. Of items that both have and that neither all nor nobody solved; nothing at
    all where that says nothing: fewer than three, all alike, or hard ones then easy.
    """
    shared = [item for item in now if 0 < before.get(item, 0.0) < 1 and 0 < now[item] < 1]
    then, here = (deltas(np.array([year[item] for item in shared])) for year in (before, now))
    try:
        found = drift(here, then, most_z=MOST_Z, most_distance=MOST_DISTANCE)
    except Refusal:
        return {}
    return {
        item: {
            "before": round(float(then[place]), 6),
            "now": round(float(here[place]), 6),
            "z": round(float(found.z[place]), 6) if np.isfinite(found.z[place]) else None,
            "distance": round(float(found.distance[place]), 6),
            "shown": bool(found.shown[place]),
            "harder": bool(found.distance[place] < 0),
        }
        for place, item in enumerate(shared)
    }
