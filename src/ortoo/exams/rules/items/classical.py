"""What the classical theory of tests says of items and of their sum.

What was not reached is 0 in totals, and missing wherever an item itself is looked at (share, correlations, groups).
Alpha is Cronbach's, of the items as they count in totals; a standard error of measurement is sd x sqrt(1 - alpha).
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
    means = responses.counts @ responses.solved / n
    of_items = float((means * (1 - means)).sum()) * n / (n - 1)
    return size / (size - 1) * (1 - of_items / variance)


def _items(responses: Responses) -> tuple[ClassicalItem, ...]:
    totals, counts, n = responses.totals, responses.counts, responses.persons
    lower, _, upper = parts_of_groups(totals, counts).T
    found = []
    for item, p, solved, reached in zip(
        responses.items, responses.facility, responses.solved.T, responses.reached.T, strict=True
    ):
        here = counts * reached
        found.append(
            ClassicalItem(
                item,
                float(p),
                correlation(solved, totals, here),
                correlation(solved, totals - solved, here),
                _difference(_share(solved, upper * reached), _share(solved, lower * reached)),
                1 - float(here.sum()) / n,
            )
        )
    return tuple(found)


def correlation(one: Floats, other: Floats, weights: Floats) -> float | None:
    """Pearson's, with weights; None where one of the two does not vary."""
    whole = float(weights.sum())
    if whole == 0:
        return None
    one = one - weights @ one / whole
    other = other - weights @ other / whole
    spread = float(weights @ one**2) * float(weights @ other**2)
    # Sums of squares of whole numbers and their weights: what is left of nothing by rounding is far below this.
    if spread <= 1e-18 * whole**2:
        return None
    return float(np.clip(weights @ (one * other) / sqrt(spread), -1.0, 1.0))


def _share(solved: Floats, weights: Floats) -> float | None:
    whole = float(weights.sum())
    return float(weights @ solved) / whole if whole > 0 else None


def _difference(upper: float | None, lower: float | None) -> float | None:
    return None if upper is None or lower is None else upper - lower
