"""Linking of two scales of ability by items that stand on both (chapter 6).

Each function takes the common items as they were estimated on the new and on the old scale, in one order, and says how
the new scale is put on the old: ability on the old = slope x ability on the new + intercept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.equating.curves import Items
from ortoo.exams.rules.equating.scores import Floats
from ortoo.multilingual.refusals import Refusal

FEWEST_COMMON = 3


@dataclass(frozen=True)
class Link:
    """old = slope x new + intercept, for abilities and difficulties."""

    slope: float
    intercept: float

    def of(self, new: Items) -> Items:
        """Items of the new scale on the old one."""
        return Items(new.slope / self.slope, self.slope * new.difficulty + self.intercept, new.guess, new.factor)

    def back(self) -> Link:
        """From the old scale to the new one."""
        return Link(1 / self.slope, -self.intercept / self.slope)


@dataclass(frozen=True, eq=False)
class Abilities:
    """(points,) places on a scale and how many people are there, in any unit: where curves are compared."""

    place: Floats
    weight: Floats


def even(low: float = -4.0, high: float = 4.0, points: int = 81) -> Abilities:
    """All places from `low` to `high` weigh alike."""
    return Abilities(np.linspace(low, high, points), np.full(points, 1 / points))


def normal(points: int = 81, reach: float = 4.0) -> Abilities:
    """A standard normal group."""
    place = np.linspace(-reach, reach, points)
    weight = np.exp(-(place**2) / 2)
    return Abilities(place, weight / weight.sum())


def mean_mean(new: Items, old: Items) -> Link:
    """Slope from the mean slopes of the items, intercept from their mean difficulties."""
    _check(new, old)
    return _through_means(new, old, float(new.slope.mean() / old.slope.mean()))


def mean_sigma(new: Items, old: Items) -> Link:
    """Slope from the spreads of the difficulties, intercept from their means. Refused: difficulties all alike."""
    _check(new, old)
    if not new.difficulty.std() or not old.difficulty.std():
        raise Refusal("equating.difficulties_alike")
    return _through_means(new, old, float(old.difficulty.std() / new.difficulty.std()))


def haebara(new: Items, old: Items, new_group: Abilities | None = None, old_group: Abilities | None = None) -> Link:
    """The curves of each item lie as near to each other as they can: least squares over items and abilities.

    Symmetric: in both directions, over the old group on the old scale and the new group on the new one (`normal` each
    where none is given).
    """
    return _by_curves(new, old, new_group, old_group, lambda one, other: one - other)


def stocking_lord(
    new: Items, old: Items, new_group: Abilities | None = None, old_group: Abilities | None = None
) -> Link:
    """The expected scores on all common items lie as near to each other as they can; symmetric as `haebara`."""
    return _by_curves(new, old, new_group, old_group, lambda one, other: (one - other).sum(axis=1, keepdims=True))


def _by_curves(
    new: Items,
    old: Items,
    new_group: Abilities | None,
    old_group: Abilities | None,
    apart: Callable[[Floats, Floats], Floats],
) -> Link:
    from scipy.optimize import least_squares

    _check(new, old)
    on_new, on_old = new_group or normal(), old_group or normal()
    new_right, old_right = new.right(on_new.place), old.right(on_old.place)

    def distances(tried: Floats) -> Floats:
        link = Link(float(np.exp(tried[0])), float(tried[1]))
        there = apart(old_right, link.of(new).right(on_old.place)) * _root(on_old)
        back = apart(new_right, link.back().of(old).right(on_new.place)) * _root(on_new)
        return np.concatenate([there.ravel(), back.ravel()])

    begin = mean_mean(new, old)
    start = [np.log(begin.slope), begin.intercept]
    found = least_squares(distances, start, xtol=1e-14, ftol=1e-14, gtol=1e-14, x_scale="jac", max_nfev=500)
    if not found.success:
        raise Refusal("equating.link_not_found")
    return Link(float(np.exp(found.x[0])), float(found.x[1]))


def _root(group: Abilities) -> Floats:
    """(points, 1) what a difference is multiplied by before it is squared."""
    return np.asarray(np.sqrt(group.weight / group.weight.sum())[:, None])


def _through_means(new: Items, old: Items, slope: float) -> Link:
    return Link(slope, float(old.difficulty.mean() - slope * new.difficulty.mean()))


def _check(new: Items, old: Items) -> None:
    if len(new) != len(old) or new.factor != old.factor:
        raise Refusal("equating.common_uneven", new=len(new), old=len(old))
    if len(new) < FEWEST_COMMON:
        raise Refusal("equating.common_too_few", items=len(new), fewest=FEWEST_COMMON)
