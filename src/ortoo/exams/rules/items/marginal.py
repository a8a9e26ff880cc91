"""Items with one common slope (1PL) or a slope each (2PL), by marginal maximum likelihood over a standard normal law.

Bock and Aitkin, Marginal maximum likelihood estimation of item parameters (Psychometrika 1981). The maximum is climbed
by quasi-Newton steps with the exact slope and reached by Newton's with the exact information, from which the standard
errors follow; so no number of rounds and no tolerance of an EM algorithm shows in the figures.
"""

from __future__ import annotations

import numpy as np

from ortoo.exams.rules.items.estimates import Estimates
from ortoo.exams.rules.items.likelihood import information, likelihood
from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.multilingual.refusals import Refusal

STEEPEST = 10.0
"""A slope that comes here has no finite estimate: no item of any published test is half as steep."""
FLATTEST = 1e-3
FEWEST_WITH_SLOPES = 3
_SMALL, _ROUNDS = 1e-6, 20


def marginal(responses: Responses, *, common_slope: bool) -> Estimates:
    """The difficulty of each item, its slope, and the standard error of the difficulty by the delta method.

    Refuses a slope without a finite estimate, by item; items with nothing in common (a slope of nothing); too few
    answers to tell the items apart from each other.
    """
    size = len(responses.items)
    if not common_slope and size < FEWEST_WITH_SLOPES:
        raise Refusal("items.too_few_for_slopes", fewest=FEWEST_WITH_SLOPES)
    # (2J, free): which slopes and intercepts the free figures are.
    slopes = np.ones((size, 1)) if common_slope else np.eye(size)
    layout = np.block([[slopes, np.zeros((size, size))], [np.zeros((size, slopes.shape[1])), np.eye(size)]])
    free, inverse, value = _summit(responses, layout, _climbed(responses, layout))
    found, spread = layout @ free, layout @ inverse @ layout.T
    slope, intercept = found[:size], found[size:]
    difficulty = -intercept / slope
    return Estimates(difficulty, slope, _errors(slope, difficulty, spread), value)


def _climbed(responses: Responses, layout: Floats) -> Floats:
    """Free figures near the maximum: those of the slopes first."""
    from scipy.optimize import minimize

    size = len(responses.items)
    slopes = layout.shape[1] - size
    odds = np.log(responses.facility / (1 - responses.facility))

    def falling(free: Floats) -> tuple[float, Floats]:
        found = likelihood(responses, *np.split(layout @ free, 2))
        return -found.value / responses.persons, -(found.slope @ layout) / responses.persons

    bounds = [(0.0 if slopes == 1 else -STEEPEST, STEEPEST)] * slopes + [(None, None)] * size
    start = np.concatenate([np.ones(slopes), odds * 1.2])
    options = {"ftol": 1e-13, "gtol": 1e-7, "maxiter": 2000, "maxfun": 4000}
    found: Floats = minimize(falling, start, (), "L-BFGS-B", jac=True, bounds=bounds, options=options).x
    _refuse_slopes(responses, found[:slopes])
    return found


def _refuse_slopes(responses: Responses, slopes: Floats) -> None:
    if len(slopes) == 1:
        if slopes[0] >= STEEPEST:
            raise Refusal("items.slope_of_all_runs_off")
        if slopes[0] < FLATTEST:
            raise Refusal("items.nothing_in_common")
        return
    for item, slope in zip(responses.items, slopes, strict=True):
        if abs(slope) >= STEEPEST:
            raise Refusal("items.slope_runs_off", item=item)
        if abs(slope) < FLATTEST:
            raise Refusal("items.slope_of_nothing", item=item)


def _summit(responses: Responses, layout: Floats, free: Floats) -> tuple[Floats, Floats, float]:
    """The free figures at the maximum, the inverse of their information, and the log-likelihood there."""
    for _ in range(_ROUNDS):
        slopes, intercepts = np.split(layout @ free, 2)
        known = layout.T @ information(responses, slopes, intercepts) @ layout
        here = likelihood(responses, slopes, intercepts)
        inverse = _inverse(responses, known)
        step = inverse @ (here.slope @ layout)
        if np.abs(step).max() < _SMALL:
            return free + step, inverse, here.value
        free = free + step
        _refuse_slopes(responses, free[: layout.shape[1] - len(responses.items)])
    raise Refusal("items.not_determined", persons=responses.persons)


def _inverse(responses: Responses, known: Floats) -> Floats:
    """Refuses an information that is none in some direction: there the likelihood is flat, or this is no maximum."""
    values, directions = np.linalg.eigh(known)
    if values[0] <= values[-1] * 1e-10:
        raise Refusal("items.not_determined", persons=responses.persons)
    return (directions / values) @ directions.T


def _errors(slope: Floats, difficulty: Floats, spread: Floats) -> Floats:
    """(J,) of difficulty = -intercept / slope, from the (2J, 2J) covariances of slopes and intercepts."""
    of_slope, of_intercept = np.split(np.diag(spread), 2)
    both = np.diag(spread[: len(slope), len(slope) :])
    return np.sqrt(of_intercept + difficulty**2 * of_slope + 2 * difficulty * both) / np.abs(slope)
