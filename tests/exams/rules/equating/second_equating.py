"""A second way to equate, for tests alone: in exact fractions and plain loops, person by person, without NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

Person = tuple[int, int]
"""Score and score on the anchor."""


def rank(scores: Sequence[int], score: int) -> Fraction:
    below, here = sum(one < score for one in scores), scores.count(score)
    return Fraction(2 * below + here, 2 * len(scores))


def share_below(scores: Sequence[int], point: Fraction) -> Fraction:
    """Each person is spread evenly over half a point to each side of their score."""
    covered = sum(min(Fraction(1), max(Fraction(0), point - (one - Fraction(1, 2)))) for one in scores)
    return Fraction(covered) / len(scores)


def equipercentile(new: Sequence[int], old: Sequence[int], highest: int) -> list[Fraction]:
    """For each new score: the middle of all points of the old scale that have the same share below them."""
    nodes = [Fraction(2 * place - 1, 2) for place in range(highest + 2)]
    below = [share_below(old, node) for node in nodes]
    found = []
    for score in range(highest + 1):
        wanted, fitting = rank(new, score), []
        for start, low, high in zip(nodes, below, below[1:], strict=False):
            if low <= wanted <= high:
                fitting += [start, start + 1] if low == high else [start + (wanted - low) / (high - low)]
        found.append((min(fitting) + max(fitting)) / 2)
    return found


def line(new: Sequence[Person], old: Sequence[Person], method: str, w1: Fraction) -> tuple[float, float]:
    """(slope, intercept), from the definitions in Kolen and Brennan, chapter 4."""
    (x, v1), (y, v2) = zip(*new, strict=True), zip(*old, strict=True)
    if method == "mean":
        return 1.0, float(mean(y) - mean(x))
    if method == "linear":
        return through(x_mean=mean(x), x_var=var(x), y_mean=mean(y), y_var=var(y))
    if method == "chained":
        slope = sqrt(var(v1) / var(x)) * sqrt(var(y) / var(v2))
        middle = float(mean(y)) + sqrt(var(y) / var(v2)) * float(mean(v1) - mean(v2))
        return slope, middle - slope * float(mean(x))
    tucker = method == "tucker"
    gamma1 = cov(x, v1) / var(v1) if tucker else var(x) / cov(x, v1)
    gamma2 = cov(y, v2) / var(v2) if tucker else var(y) / cov(y, v2)
    w2, apart, wider = 1 - w1, mean(v1) - mean(v2), var(v1) - var(v2)
    return through(
        x_mean=mean(x) - w2 * gamma1 * apart,
        x_var=var(x) - w2 * gamma1**2 * wider + w1 * w2 * gamma1**2 * apart**2,
        y_mean=mean(y) + w1 * gamma2 * apart,
        y_var=var(y) + w1 * gamma2**2 * wider + w1 * w2 * gamma2**2 * apart**2,
    )


def through(*, x_mean: Fraction, x_var: Fraction, y_mean: Fraction, y_var: Fraction) -> tuple[float, float]:
    slope = sqrt(y_var / x_var)
    return slope, float(y_mean) - slope * float(x_mean)


def mean(values: Sequence[int]) -> Fraction:
    return Fraction(sum(values), len(values))


def cov(left: Sequence[int], right: Sequence[int]) -> Fraction:
    pairs = zip(left, right, strict=True)
    return sum(((a - mean(left)) * (b - mean(right)) for a, b in pairs), Fraction(0)) / (len(left) - 1)


def var(values: Sequence[int]) -> Fraction:
    return cov(values, values)
