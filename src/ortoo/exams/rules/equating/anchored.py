"""Equating where the two groups differ and some items are common (Kolen and Brennan, chapter 4).

The anchor is internal: its items count in the score. All four are linear; Tucker and Levine meet in a synthetic
population, `new_weight` (w1) of which is the new group and the rest the old one.
"""

from __future__ import annotations

import numpy as np

from ortoo.exams.rules.equating import random_groups
from ortoo.exams.rules.equating.lines import Line
from ortoo.exams.rules.equating.moments import Moments
from ortoo.exams.rules.equating.scores import Floats


def tucker(new: Moments, old: Moments, new_weight: float = 1.0) -> Line:
    """The regression of the score on the anchor is the same in both groups: for groups that differ little."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _synthetic(
            new, old, new.covariance / new.anchor_variance, old.covariance / old.anchor_variance, new_weight
        )


def levine(new: Moments, old: Moments, new_weight: float = 1.0) -> Line:
    """Levine's observed-score method: true scores of form and anchor are tied: for groups that differ more."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return _synthetic(new, old, new.variance / new.covariance, old.variance / old.covariance, new_weight)


def chained(new: Moments, old: Moments) -> Line:
    """From the new form to the anchor in the new group, from the anchor to the old form in the old group."""
    to_anchor = random_groups.linear(new, _of_anchor(new))
    return to_anchor.then(random_groups.linear(_of_anchor(old), old))


def _synthetic(new: Moments, old: Moments, new_ratio: Floats, old_ratio: Floats, new_weight: float) -> Line:
    """Both forms in the synthetic population, then linear. The ratios: points of a form for a point of the anchor.

    NaN where the assumptions leave a form no variance.
    """
    old_weight = 1.0 - new_weight
    apart = new.anchor_mean - old.anchor_mean
    wider = new.anchor_variance - old.anchor_variance
    between = new_weight * old_weight * apart**2
    new_form = _form(
        new.mean - old_weight * new_ratio * apart, new.variance + new_ratio**2 * (between - old_weight * wider)
    )
    old_form = _form(
        old.mean + new_weight * old_ratio * apart, old.variance + old_ratio**2 * (between + new_weight * wider)
    )
    return random_groups.linear(new_form, old_form)


def _form(mean: Floats, variance: Floats) -> Moments:
    variance = np.where(variance > 0, variance, np.nan)
    return Moments(mean, variance, mean, variance, variance)


def _of_anchor(group: Moments) -> Moments:
    return _form(group.anchor_mean, group.anchor_variance)
