"""The way back from a record to the marks of one exam: the least mark that gives it, all else equal."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from math import ceil

from ortoo.record.rules.formula import FULL_SCALE, WHOLE, Component, compute, half_up


def least_mark(components: Sequence[Component], marks: Mapping[str, int], sitting: str, merit: int) -> int | None:
    """In thousandths: the least mark at `sitting` with which the official is eligible and has at least `merit`.

    None where no mark on the scale is enough. It is rounded as the record is, so it is the very step at which it turns.

    >>> from ortoo.record.rules.formula import WhenMissing
    >>> exam = Component("E1", 600, 0, 100_000, WhenMissing.INELIGIBLE, at_least=60_000)
    >>> essay = Component("E2", 400, 0, 50_000, WhenMissing.ZERO)
    >>> marks = {"E1": 80_000, "E2": 45_000}
    >>> least_mark([exam, essay], marks, "E1", 85_000), least_mark([exam, essay], marks, "E2", 84_001)
    (81666, 45001)
    >>> least_mark([exam, essay], marks, "E2", 90_000)
    """
    part = next(one for one in components if one.sitting == sitting)

    def enough(mark: int) -> bool:
        outcome = compute(components, {**marks, sitting: mark})
        return outcome.eligible and outcome.merit is not None and outcome.merit >= merit

    scale = range(part.low, part.high + 1)
    place = bisect_left(scale, True, key=enough)
    return scale[place] if place < len(scale) else None


def rounding(components: Sequence[Component], marks: Mapping[str, int], rounded: Collection[str]) -> int:
    """How far rounding moved a record at most, in thousandths, upwards: the record by what it was rounded, and each
    mark of the sittings `rounded` by half a thousandth of its scale.

    >>> from ortoo.record.rules.formula import WhenMissing
    >>> exam = Component("E1", 1000, 0, 30_000, WhenMissing.ZERO)
    >>> rounding([exam], {"E1": 15_000}, []), rounding([exam], {"E1": 10_000}, [])
    (0, 1)
    >>> rounding([exam], {"E1": 10_000}, ["E1"])  # a third of a thousandth, and half of 3.333
    2
    """
    weights = {part.sitting: Fraction(FULL_SCALE * part.weight, WHOLE * (part.high - part.low)) for part in components}
    on_scale = (weights[part.sitting] * (marks.get(part.sitting, part.low) - part.low) for part in components)
    exact = sum(on_scale, Fraction(0))
    merit = half_up(exact.numerator, exact.denominator)
    return ceil(abs(merit - exact) + sum((weights[code] for code in rounded), Fraction(0)) / 2)
