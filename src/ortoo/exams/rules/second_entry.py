"""A sample for a second, independent entry: how it is drawn, what it finds, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from math import sqrt

Z = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""

WHOLE = 100_000
"""A whole in thousandths of a per cent."""


class Stage(StrEnum):
    """Where the second entry of a sitting stands."""

    NONE = "none"
    DRAWN = "drawn"
    DIFFERING = "differing"
    DONE = "done"


@dataclass(frozen=True)
class Rate:
    """A share with its Wilson interval, in thousandths of a per cent."""

    share: int
    low: int
    high: int


@dataclass(frozen=True)
class Found:
    """What a comparison found. `rate` is of differences among those entered twice; None where there are none."""

    agree: int
    differ: int
    missing: int
    rate: Rate | None


def draw(numbers: Collection[str], share: int, seed: str) -> tuple[str, ...]:
    """`share` per cent of `numbers`, at least one, rounded up: those with the smallest sha256 of "seed|number".

    Anybody with the numbers and the seed draws the same.

    >>> draw(["A1", "A2", "A3", "A4"], 50, "0f")
    ('A3', 'A4')
    """
    wanted = max(1, -(-len(numbers) * share // 100))
    return tuple(sorted(numbers, key=lambda number: (sha256(f"{seed}|{number}".encode()).hexdigest(), number))[:wanted])


def compare(pairs: Iterable[tuple[int, int | None]]) -> Found:
    """(first, second) in thousandths; None where no second entry came.

    >>> compare([(70_000, 70_000), (60_000, 61_000), (50_000, None)])
    Found(agree=1, differ=1, missing=1, rate=Rate(share=50000, low=9453, high=90547))
    """
    agree = differ = missing = 0
    for first, second in pairs:
        if second is None:
            missing += 1
        elif second == first:
            agree += 1
        else:
            differ += 1
    return Found(agree, differ, missing, wilson(differ, agree + differ) if agree + differ else None)


def wilson(hits: int, of: int) -> Rate:
    """E. B. Wilson's score interval of 95 % (JASA 22, 1927): it holds for few cases, none and all, too.

    >>> wilson(0, 10)
    Rate(share=0, low=0, high=27753)
    """
    share = hits / of
    widened = 1 + Z * Z / of
    middle = (share + Z * Z / (2 * of)) / widened
    reach = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / widened
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Rate(round(share * WHOLE), round(low * WHOLE), round(high * WHOLE))


def stage(drawn: bool, compared: bool, unsettled: int) -> Stage:
    """A sample that nobody has compared, or with differences that nobody has settled, keeps its sitting unsealed."""
    if not drawn:
        return Stage.NONE
    if not compared:
        return Stage.DRAWN
    return Stage.DIFFERING if unsettled else Stage.DONE
