"""Exact tails: how many of a group solve an item, if in each stratum chance alone said which solvers are theirs.

In a stratum of N persons of whom K solved it, a group with n of them has a hypergeometric number of solvers; over
strata the numbers are independent and their sum is reckoned by convolution. Nothing is estimated or approximated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Tail:
    """of: chance of what was seen or farther off. least: the smallest that could have come, whatever was seen."""

    expected: float
    of: float
    least: float


def two_sided(seen: int, strata: Iterator[tuple[int, Floats]]) -> Tail:
    """Twice the smaller tail, at most 1. strata: (least number, chances from it on) each."""
    begin, chances = _sum(strata)
    place = seen - begin
    below, above = float(chances[: place + 1].sum()), float(chances[place:].sum())
    least = 2 * float(min(chances[0], chances[-1]))
    return Tail(_mean(begin, chances), min(1.0, 2 * min(below, above)), min(1.0, least))


def low_tail(seen: int, strata: Iterator[tuple[int, Floats]]) -> Tail:
    """So few or fewer."""
    begin, chances = _sum(strata)
    below = float(chances[: seen - begin + 1].sum())
    return Tail(_mean(begin, chances), min(1.0, below), float(chances[0]))


class Hypergeometric:
    """Chances from logarithms of factorials up to so many persons."""

    def __init__(self, persons: int) -> None:
        self.log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, persons + 1)))])

    def strata(self, size: Counts, solvers: Counts, group: Counts) -> Iterator[tuple[int, Floats]]:
        """Of strata with N, K and n persons each: the least number, and the chances from it on."""
        low = np.maximum(0, group - (size - solvers))
        spans = np.minimum(group, solvers) - low + 1
        steps = np.arange(int(spans.max()))
        x = np.where(steps < spans[:, None], low[:, None] + steps, low[:, None])
        log, others = self.log_factorial, size - solvers
        fixed = log[solvers] + log[others] - log[size] + log[group] + log[size - group]
        right, wrong = solvers[:, None] - x, group[:, None] - x
        chances = np.exp(fixed[:, None] - log[x] - log[right] - log[wrong] - log[others[:, None] - wrong])
        for first, span, row in zip(low.tolist(), spans.tolist(), chances, strict=True):
            yield first, row[:span]


def _sum(strata: Iterator[tuple[int, Floats]]) -> tuple[int, Floats]:
    """A stratum that leaves nothing to chance only shifts the others."""
    begin, chances = 0, np.ones(1)
    for first, own in strata:
        begin += first
        if len(own) > 1:
            chances = np.convolve(chances, own)
    return begin, chances


def _mean(begin: int, chances: Floats) -> float:
    return begin + float(np.arange(len(chances)) @ chances)
