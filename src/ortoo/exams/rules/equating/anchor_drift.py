"""Which common items moved between two occasions: shown by two measures, with and without them; nobody is put out here.

Robust z: Huynh and Meyer, Use of robust z in detecting unstable items (2010). Perpendicular distance: the delta plot of
Angoff and Ford (1973), for difficulties on any scale.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.equating.curves import Items
from ortoo.exams.rules.equating.linking import FEWEST_COMMON, Link, mean_sigma
from ortoo.exams.rules.equating.scores import Floats
from ortoo.multilingual.refusals import Refusal

MOST_Z, MOST_DISTANCE = 4.5, 1.5
"""What pages go by: a robust z that hardly any sound item of a dozen has, and a delta and a half off the line (Angoff
and Ford)."""
NORMAL_QUARTILES = 0.74
"""A normal law's standard deviation for one of its distance between quartiles, as the source has it."""


@dataclass(frozen=True, eq=False)
class Drift:
    """(k,) of each common item: `z`, `distance` (signed, above the line: harder on the old occasion), `shown`."""

    z: Floats
    distance: Floats
    shown: npt.NDArray[np.bool_]


def drift(new: Floats, old: Floats, *, most_z: float, most_distance: float) -> Drift:
    """`new`, `old`: (k,) difficulties of the common items on either occasion, each on its own scale.

    An item is shown where its robust z is beyond `most_z`, or its distance from the line through all (the main axis)
    beyond `most_distance`, in units of the scale. Both limits are stated by the caller before the data are seen.
    """
    if len(new) != len(old) or len(new) < FEWEST_COMMON:
        raise Refusal("equating.common_too_few", items=min(len(new), len(old)), fewest=FEWEST_COMMON)
    z, distance = robust_z(new, old), perpendicular(new, old)
    return Drift(z, distance, (np.abs(z) > most_z) | (np.abs(distance) > most_distance))


def robust_z(new: Floats, old: Floats) -> Floats:
    """(k,) how far each item's change is from the median change, by the quartiles of all changes.

    Where most items changed alike, those that did not are infinitely far.
    """
    change = old - new
    low, middle, high = np.quantile(change, [0.25, 0.5, 0.75])
    off = change - middle
    spread = NORMAL_QUARTILES * (high - low)
    if spread > 1e-12:
        return np.asarray(off / spread)
    return np.where(np.abs(off) > 1e-12, np.copysign(np.inf, off), 0.0)


def perpendicular(new: Floats, old: Floats) -> Floats:
    """(k,) distances from the main axis of the points (new, old). Refused: difficulties all alike."""
    both = np.cov(new, old)
    if not both[0, 0] or not both[1, 1] or both[0, 1] <= 0:
        raise Refusal("equating.difficulties_alike")
    wider = both[1, 1] - both[0, 0]
    slope = (wider + np.hypot(wider, 2 * both[0, 1])) / (2 * both[0, 1])
    intercept = old.mean() - slope * new.mean()
    return np.asarray((old - slope * new - intercept) / np.hypot(slope, 1))


def deltas(facility: Floats) -> Floats:
    """Difficulties from the shares of right answers, of mean 13 and spread 4 as delta plots have them.

    Refused: an item that nobody or everybody solved.
    """
    from scipy.special import ndtri

    if ((facility <= 0) | (facility >= 1)).any():
        place = int(np.argmax((facility <= 0) | (facility >= 1))) + 1
        raise Refusal("equating.facility_off", place=place, value=float(facility[place - 1]))
    return np.asarray(13 - 4 * ndtri(facility))


@dataclass(frozen=True, eq=False)
class WithAndWithout:
    """The link by all common items, by those not shown, and what was shown."""

    by_all: Link
    by_rest: Link
    found: Drift


def with_and_without(
    new: Items,
    old: Items,
    *,
    most_z: float,
    most_distance: float,
    method: Callable[[Items, Items], Link] = mean_sigma,
) -> WithAndWithout:
    """Difficulties of the new scale are put on the old by all items, then looked at; `method`: one of `linking`.

    Refused: fewer than three items that are not shown.
    """
    by_all = method(new, old)
    found = drift(by_all.of(new).difficulty, old.difficulty, most_z=most_z, most_distance=most_distance)
    rest = ~found.shown
    return WithAndWithout(by_all, method(new.some(rest), old.some(rest)), found)
