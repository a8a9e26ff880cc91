"""Which common items became harder or easier from one administration to the next, by robust z.

Huynh and Meyer, Use of robust z in detecting unstable items in item response theory models (Practical Assessment,
Research and Evaluation 2010): the shift of an item less the median shift, over 0.74 times the interquartile range.
Two scales may differ by a constant; the median takes it out, and a few items that moved do not move the median.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.equating.anchor_drift import robust_z
from ortoo.multilingual.refusals import Refusal

FEWEST = 3


@dataclass(frozen=True)
class Drift:
    """`shift`: difficulty now less difficulty before. `z` is infinite where more than half of the items moved exactly
    alike and this one did not."""

    item: str
    shift: float
    z: float
    drifted: bool


def drift(before: Mapping[str, float], now: Mapping[str, float], limit: float) -> tuple[Drift, ...]:
    """Of the items that both have, in the order of `now`; drifted where z is beyond `limit` either way.

    Refuses fewer than three common items: of two, nobody can say which one moved.
    """
    shared = [item for item in now if item in before]
    if len(shared) < FEWEST:
        raise Refusal("items.too_few_shared", found=len(shared), fewest=FEWEST)
    earlier, later = (np.array([year[item] for item in shared]) for year in (before, now))
    far = robust_z(earlier, later).tolist()
    return tuple(
        Drift(item, shift, z, abs(z) > limit)
        for item, shift, z in zip(shared, (later - earlier).tolist(), far, strict=True)
    )
