"""Smoothing of a distribution before percentiles are taken: log-linear, which keeps moments (chapter 3)."""

from __future__ import annotations

import numpy as np

from ortoo.exams.rules.equating.scores import Floats, Integers
from ortoo.multilingual.refusals import Refusal

STEPS = 200
CLOSE = 1e-11


def smooth(counts: Integers | Floats, degree: int) -> Floats:
    """(highest + 1,) expected people with each score: exp of a polynomial of `degree`, by maximum likelihood.

    The first `degree` moments stay as they were. Refused: a degree below 1, or not below the number of scores that
    somebody has; a fit that does not settle.
    """
    scores = int((np.asarray(counts) > 0).sum())
    if not 1 <= degree < scores:
        raise Refusal("equating.degree", degree=degree, most=scores - 1)
    held = np.asarray(counts, dtype=np.float64)
    design = _design(len(held), degree)
    log = np.log(held + held.sum() / len(held) / 10)
    fitted = np.exp(design @ np.linalg.lstsq(design, log, rcond=None)[0])
    fitted *= held.sum() / fitted.sum()
    coefficients = np.linalg.lstsq(design, np.log(fitted), rcond=None)[0]
    for _ in range(STEPS):
        fitted = np.exp(design @ coefficients)
        short = design.T @ (held - fitted)
        if np.abs(short).max() <= CLOSE * held.sum():
            return fitted
        step = np.linalg.solve(design.T @ (fitted[:, None] * design), short)
        coefficients = _better(design, held, coefficients, step)
    raise Refusal("equating.not_smooth", degree=degree)


def _design(scores: int, degree: int) -> Floats:
    """Powers of the score made orthogonal, so that a high degree stays solvable."""
    place = np.linspace(-1, 1, scores)
    return np.asarray(np.linalg.qr(np.vander(place, degree + 1, increasing=True))[0])


def _better(design: Floats, held: Floats, coefficients: Floats, step: Floats) -> Floats:
    """One step of Newton's, halved until the likelihood does not fall."""

    def likelihood(tried: Floats) -> float:
        with np.errstate(over="ignore"):
            return float(held @ design @ tried - np.exp(design @ tried).sum())

    now = likelihood(coefficients)
    for halvings in range(40):
        tried = coefficients + step / 2**halvings
        if likelihood(tried) >= now - 1e-9 * abs(now):
            return tried
    return coefficients
