"""Persons sorted by their total into groups of stated shares, without an order among equals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ortoo.exams.rules.items.responses import Floats

TAILS = (0.27, 0.73)
"""Lower 27 %, middle, upper 27 %: Kelley, The selection of upper and lower groups for the validation of test items
(Journal of Educational Psychology 1939)."""


def parts_of_groups(totals: Floats, counts: Floats, bounds: Sequence[float] = TAILS) -> Floats:
    """(m, len(bounds) + 1): how many persons of each row belong to each group, lowest first.

    Persons with one total are spread evenly over the groups that their places reach into, so that the order of rows
    decides nothing.
    """
    values, place = np.unique(totals, return_inverse=True)
    held = np.bincount(place.ravel(), weights=counts, minlength=len(values))
    ends = np.cumsum(held)
    edges = np.array([0.0, *(bound * ends[-1] for bound in bounds), ends[-1]])
    begins = (ends - held)[:, None]
    overlap = np.minimum(ends[:, None], edges[1:]) - np.maximum(begins, edges[:-1])
    share = np.maximum(overlap, 0.0) / held[:, None]
    parts: Floats = share[place.ravel()] * counts[:, None]
    return parts
