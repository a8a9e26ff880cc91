"""Means, variances and the covariance with the anchor, variances with n - 1; one group, or many draws of it at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.equating.scores import Floats, Integers, Scores


@dataclass(frozen=True, eq=False)
class Moments:
    """Of the score and of the anchor, each () or (draws,). Without an anchor the last three are those of the score."""

    mean: Floats
    variance: Floats
    anchor_mean: Floats
    anchor_variance: Floats
    covariance: Floats


def moments(scores: Scores, n: Integers | None = None) -> Moments:
    """`n` (..., m): counts of draws, which take the place of the group's own."""
    held = (scores.n if n is None else n).astype(np.float64)
    score = scores.score.astype(np.float64)
    anchor = score if scores.anchor is None else scores.anchor.astype(np.float64)
    # From a point near the means: sums of squares of what is left then lose nothing.
    near, anchor_near = np.average(score, weights=scores.n), np.average(anchor, weights=scores.n)
    x, v = score - near, anchor - anchor_near
    people, sum_x, sum_v, sum_xx, sum_vv, sum_xv = np.moveaxis(
        held @ np.stack([np.ones_like(x), x, v, x * x, v * v, x * v], axis=1), -1, 0
    )

    def spread(products: Floats, left: Floats, right: Floats) -> Floats:
        return np.asarray((products - left * right / people) / (people - 1))

    return Moments(
        mean=np.asarray(near + sum_x / people),
        variance=spread(sum_xx, sum_x, sum_x),
        anchor_mean=np.asarray(anchor_near + sum_v / people),
        anchor_variance=spread(sum_vv, sum_v, sum_v),
        covariance=spread(sum_xv, sum_x, sum_v),
    )
