"""From marks to one record: weights, least marks, missing marks and one rounding, exactly.

Marks come on the scales of their sittings and are first put on one scale of 0 to 100; then weighed; then rounded once,
half up, to thousandths. Nothing before the last step is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import lcm

WHOLE = 1000
"""All weights of a formula together."""

FULL_SCALE = 100 * 1000
"""The one scale of a record ends at 100, in thousandths."""


class WhenMissing(StrEnum):
    """What a missing mark does: it counts as zero, or makes the official ineligible."""

    ZERO = "zero"
    INELIGIBLE = "ineligible"


class Reason(StrEnum):
    """Why a record cannot be selected from. NO_POST is found by the station, not by the formula."""

    MISSING = "record.missing"
    BELOW_LEAST = "record.below_least"
    NO_POST = "record.no_post"


@dataclass(frozen=True)
class Component:
    """One sitting's part. `weight` in thousandths of the whole; `low`, `high`, `at_least` in thousandths of a mark."""

    sitting: str
    weight: int
    low: int
    high: int
    when_missing: WhenMissing
    at_least: int | None = None


@dataclass(frozen=True)
class Part:
    """What one component gave. `scaled` (the mark on 0 to 100) and `points` (its share) are rounded for showing only.

    `counted` is the mark, or the low end of the scale for a missing one that counts as zero, or None.
    """

    sitting: str
    mark: int | None
    counted: int | None
    scaled: int
    points: int


@dataclass(frozen=True)
class Outcome:
    """A record: `merit` in thousandths of 0 to 100, None where a mark is missing that must not be.

    `reason` says why not eligible, and `sitting` is the one it speaks of.
    """

    merit: int | None
    parts: tuple[Part, ...]
    reason: str = ""
    sitting: str = ""

    @property
    def eligible(self) -> bool:
        return not self.reason

    @property
    def rounding(self) -> int:
        """What the merit has more than the shown points together: rounded parts need not add up to the rounded sum."""
        return 0 if self.merit is None else self.merit - sum(part.points for part in self.parts)


def compute(components: Sequence[Component], marks: Mapping[str, int]) -> Outcome:
    """The record of one official from `marks` {sitting: thousandths}. The first reason in order of components stands.

    >>> exam = Component("E1", 600, 0, 100_000, WhenMissing.INELIGIBLE, at_least=60_000)
    >>> essay = Component("E2", 400, 0, 50_000, WhenMissing.ZERO)
    >>> compute([exam, essay], {"E1": 80_000, "E2": 45_000}).merit  # 80 x 0.6 + 90 x 0.4
    84000
    >>> compute([exam, essay], {"E1": 80_000}).merit
    48000
    >>> compute([exam, essay], {"E2": 45_000}).reason
    'record.missing'
    """
    # Whole numbers over one common denominator: exact, and many times faster than fractions.
    common = lcm(*(component.high - component.low for component in components))
    parts = []
    total = 0
    for component in components:
        mark = marks.get(component.sitting)
        counted = component.low if mark is None else mark
        on_scale = (counted - component.low) * FULL_SCALE * (common // _width(component))
        total += on_scale * component.weight
        lacking = _failing(component, marks) is Reason.MISSING
        parts.append(
            Part(
                component.sitting,
                mark,
                None if lacking else counted,
                half_up(on_scale, common),
                half_up(on_scale * component.weight, common * WHOLE),
            )
        )
    reason, sitting = _first_reason(components, marks)
    merit = None if _is_missing(components, marks) else half_up(total, common * WHOLE)
    return Outcome(merit, tuple(parts), reason, sitting)


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to a whole, a half upwards: 1/2 -> 1, 3/2 -> 2, -1/2 -> 0."""
    return (2 * numerator + denominator) // (2 * denominator)


def _width(component: Component) -> int:
    return component.high - component.low


def _is_missing(components: Sequence[Component], marks: Mapping[str, int]) -> bool:
    return any(_failing(component, marks) is Reason.MISSING for component in components)


def _first_reason(components: Sequence[Component], marks: Mapping[str, int]) -> tuple[str, str]:
    for component in components:
        if reason := _failing(component, marks):
            return reason.value, component.sitting
    return "", ""


def _failing(component: Component, marks: Mapping[str, int]) -> Reason | None:
    mark = marks.get(component.sitting)
    if mark is None:
        return Reason.MISSING if component.when_missing is WhenMissing.INELIGIBLE else None
    below = component.at_least is not None and mark < component.at_least
    return Reason.BELOW_LEAST if below else None
