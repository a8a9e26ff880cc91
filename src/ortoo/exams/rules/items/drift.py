"""Which common items became harder or easier from one administration to the next, by robust z.

Huynh and Meyer, Use of robust z in detecting unstable items in item response theory models (Practical Assessment,
Research and Evaluation 2010): the shift of an item less the median shift, over 0.74 times the interquartile range.
Two scales may differ by a constant; the median takes it out, and a few items that moved do not move the median.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import copysign, inf

import numpy as np

from ortoo.multilingual.refusals import Refusal

NORMAL_RANGE = 0.74
"""The interquartile range of a normal law, turned into its standard deviation."""
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
    shifts = np.array([now[item] - before[item] for item in shared])
    low, middle, high = np.percentile(shifts, [25, 50, 75])
    spread = NORMAL_RANGE * float(high - low)
    found = []
    for item, shift in zip(shared, shifts.tolist(), strict=True):
        z = _over(shift - float(middle), spread)
        found.append(Drift(item, shift, z, abs(z) > limit))
    return tuple(found)


def _over(distance: float, spread: float) -> float:
    if spread > 0:
        return distance / spread
    return copysign(inf, distance) if distance else 0.0
