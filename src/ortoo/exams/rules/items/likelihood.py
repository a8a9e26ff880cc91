"""The marginal likelihood of items with a slope and an intercept each, its slope, and what is known of them.

Abilities follow the standard normal law. Their integral is a sum over evenly spaced points, which for such smooth
functions, dying away on both sides, is exact to about as many digits as numbers have. Log odds = slope x ability +
intercept. Information by Louis, Finding the observed information matrix when using the EM algorithm (JRSS B 1982).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.items.responses import Floats, Responses

ABILITY = np.linspace(-6.0, 6.0, 121)
"""(Q,) A tenth apart: finer than what the answers to a hundred items tell about a person."""
LOG_WEIGHT = -(ABILITY**2) / 2 - np.log(np.exp(-(ABILITY**2) / 2).sum())


@dataclass(frozen=True, eq=False)
class Likelihood:
    """`slope` (2J,) of `value` by slopes, then by intercepts; `persons_at` (m, Q): the persons of each pattern, spread
    over the abilities that they may have."""

    value: float
    slope: Floats
    persons_at: Floats


def likelihood(responses: Responses, slopes: Floats, intercepts: Floats) -> Likelihood:
    """The log-likelihood at (J,) slopes and (J,) intercepts."""
    log_odds = slopes[:, None] * ABILITY + intercepts[:, None]
    joint = responses.solved @ log_odds
    joint -= responses.reached @ np.logaddexp(0.0, log_odds)
    joint += LOG_WEIGHT
    top = joint.max(axis=1)
    joint -= top[:, None]
    np.exp(joint, out=joint)
    whole = joint.sum(axis=1)
    value = float(responses.counts @ (np.log(whole) + top))
    joint *= (responses.counts / whole)[:, None]
    more = responses.solved.T @ joint - (responses.reached.T @ joint) * _chance(log_odds)
    return Likelihood(value, np.concatenate([more @ ABILITY, more.sum(axis=1)]), joint)


def information(responses: Responses, slopes: Floats, intercepts: Floats) -> Floats:
    """(2J, 2J) observed information: minus the second derivatives of the log-likelihood, slopes first.

    What would be known if abilities were, less what is lost because each person may have several.
    """
    persons_at = likelihood(responses, slopes, intercepts).persons_at
    chance = _chance(slopes[:, None] * ABILITY + intercepts[:, None])
    known = (responses.reached.T @ persons_at) * chance * (1 - chance)
    square, mixed, plain = (known @ ABILITY**power for power in (2, 1, 0))
    full = np.block([[np.diag(square), np.diag(mixed)], [np.diag(mixed), np.diag(plain)]])
    return full - _spread(responses, persons_at, chance)


def _spread(responses: Responses, persons_at: Floats, chance: Floats) -> Floats:
    """(2J, 2J) how much the slope of one person's log-likelihood varies over the abilities, summed over persons."""
    powers = ABILITY ** np.arange(3)[:, None]
    solved = responses.solved
    products = np.stack([(solved * weight[:, None]).T @ solved for weight in powers @ persons_at.T])
    for reached, rows in _alike(responses.reached):
        own, here = chance * reached[:, None], persons_at[rows]
        both = solved[rows].T @ here
        for product, power in zip(products, powers, strict=True):
            crossed = (both * power) @ own.T
            product += (own * (here.sum(axis=0) * power)) @ own.T - crossed - crossed.T
    mean = np.concatenate(
        [_mean(responses, persons_at * ABILITY, chance), _mean(responses, persons_at, chance)], axis=1
    )
    outer = (mean / responses.counts[:, None]).T @ mean
    plain, mixed, square = products
    return np.block([[square, mixed], [mixed, plain]]) - outer


def _alike(reached: Floats) -> Iterator[tuple[Floats, npt.NDArray[np.intp]]]:
    """Each set of items reached by somebody, (J,) of 0.0 and 1.0, and the rows of those who reached it."""
    sets, place, sizes = np.unique(reached, axis=0, return_inverse=True, return_counts=True)
    rows = np.split(np.argsort(place.ravel(), kind="stable"), np.cumsum(sizes)[:-1])
    yield from zip(sets, rows, strict=True)


def _mean(responses: Responses, weight: Floats, chance: Floats) -> Floats:
    """(m, J) more solved than expected, summed over abilities with (m, Q) weights."""
    return responses.solved * weight.sum(axis=1)[:, None] - responses.reached * (weight @ chance.T)


def _chance(log_odds: Floats) -> Floats:
    from scipy.special import expit

    chance: Floats = expit(log_odds)
    return chance
