"""What the classical theory of tests says of items and of their sum.

What was not reached is 0 in totals, and missing wherever an item itself is looked at (share, correlations, groups).
Alpha is Cronbach's, of the items as they count in totals; a standard error of measurement is sd x sqrt(1 - alpha).
Where an answer earns a part of an item, `solved` may hold that part, from 0.0 to 1.0; models take 0.0 and 1.0 alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.exams.rules.items.score_groups import parts_of_groups
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class ClassicalItem:
    """`p` share solved; correlations with the total and with the total without the item; `upper_lower` share solved
    in the upper 27 % less that in the lower 27 %; `not_reached` a share. None: not defined, as a correlation with
    what does not vary."""

    item: str
    p: float
    item_total: float | None
    item_rest: float | None
    upper_lower: float | None
    not_reached: float


@dataclass(frozen=True)
class Classical:
    """Of the whole test. `variance` with n - 1; `alpha` and `sem` None where totals do not vary."""

    items: tuple[ClassicalItem, ...]
    n: int
    mean: float
    variance: float
    alpha: float | None
    sem: float | None


def classical(responses: Responses) -> Classical:
    """Of at least two persons and two items; items that all or nobody solved are allowed."""
    n, totals, counts = responses.persons, responses.totals, responses.counts
    if n < 2 or len(responses.items) < 2:
        raise Refusal("items.too_small", persons=n, items=len(responses.items))
    mean = float(counts @ totals) / n
    variance = float(counts @ (totals - mean) ** 2) / (n - 1)
    alpha = _alpha(responses, variance)
    # Rounding may bring a test of items that all agree a hair above one.
    sem = None if alpha is None else sqrt(variance * max(1 - alpha, 0.0))
    return Classical(_items(responses), n, mean, variance, alpha, sem)


def conditional_sem(cut: float, items: int) -> float:
    """The standard error of measurement at a raw score `cut` of so many items, in raw points.

    The binomial error of Lord, Do tests of the same length have the same standard error of measurement? (Educational
    and Psychological Measurement 1957): sqrt(cut (items - cut) / (items - 1)).
    """
    if items < 2 or not 0 <= cut <= items:
        raise Refusal("items.cut_off_scale", cut=cut, items=items)
    return sqrt(cut * (items - cut) / (items - 1))


def _alpha(responses: Responses, variance: float) -> float | None:
    if variance == 0:
        return None
    n, size = responses.persons, len(responses.items)
    means, squares = (responses.counts @ responses.solved**power / n for power in (1, 2))
    of_items = float((squares - means**2).sum()) * n / (n - 1)
    return size / (size - 1) * (1 - of_items / variance)


def _items(responses: Responses) -> tuple[ClassicalItem, ...]:
    solved, reached, totals = responses.solved, responses.reached, responses.totals[:, None]
    lower, _, upper = parts_of_groups(responses.totals, responses.counts).T
    here = responses.counts[:, None] * reached
    with_total, with_rest = (correlations(solved, other, here) for other in (totals, totals - solved))
    apart = _shares(solved, upper[:, None] * reached) - _shares(solved, lower[:, None] * reached)
    missing = 1 - here.sum(axis=0) / responses.persons
    rows = zip(responses.items, responses.facility, with_total, with_rest, apart, missing, strict=True)
    return tuple(
        ClassicalItem(item, float(p), _defined(total), _defined(rest), _defined(gap), float(gone))
        for item, p, total, rest, gap, gone in rows
    )


def correlations(one: Floats, other: Floats, weights: Floats) -> Floats:
    """(J,) Pearson's of columns, with (m, J) weights; nan where one of the two does not vary."""
    whole = weights.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = one - (weights * one).sum(axis=0) / whole
        second = other - (weights * other).sum(axis=0) / whole
        spread = (weights * first**2).sum(axis=0) * (weights * second**2).sum(axis=0)
        found = np.clip((weights * first * second).sum(axis=0) / np.sqrt(spread), -1.0, 1.0)
    # Sums of squares of whole numbers and their weights: what rounding leaves of nothing is far below this.
    return np.where(spread > 1e-24 * whole**2, found, np.nan)


def _shares(solved: Floats, weights: Floats) -> Floats:
    """(J,) nan where nobody is."""
    whole = weights.sum(axis=0)
    return np.divide((weights * solved).sum(axis=0), whole, out=np.full(len(whole), np.nan), where=whole > 0)


def _defined(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)
