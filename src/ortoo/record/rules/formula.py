"""From marks to one record: weights, least marks, missing marks and one rounding, exactly.

Marks come on the scales of their sittings and are first put on one scale of 0 to 100; then weighed; then rounded once,
half up, to thousandths. Nothing before the last step is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WHOLE = 1000
FULL_SCALE = 100 * 1000


class WhenMissing(StrEnum):
    """What a missing mark does: it counts as zero, or makes the official ineligible."""

    ZERO = "zero"
    INELIGIBLE = "ineligible"


@dataclass(frozen=True)
class Component:
    """One sitting's part. `weight` in thousandths of the whole; `low`, `high` and `at_least` in thousandths of a mark."""

    sitting: str
    weight: int
    low: int
    high: int
    when_missing: WhenMissing
    at_least: int | None = None


@dataclass(frozen=True)
class Part:
    """What one component gave: the mark, and its share of the record, rounded for showing only."""

    sitting: str
    mark: int | None
    points: int


@dataclass(frozen=True)
class Outcome:
    """A record: `merit` in thousandths of 0 to 100, None where a mark is missing that must not be; and why not eligible."""

    merit: int | None
    parts: tuple[Part, ...]
    reason: str = ""
    sitting: str = ""

    @property
    def eligible(self) -> bool:
        return not self.reason


def compute(components: tuple[Component, ...], marks: Mapping[str, int]) -> Outcome:
    """The record of one official from `marks` {sitting: thousandths}. The first reason in order of components stands."""
    exact = [_points(component, marks.get(component.sitting)) for component in components]
    parts = tuple(
        Part(component.sitting, marks.get(component.sitting), half_up(points))
        for component, points in zip(components, exact, strict=True)
    )
    failed = next((found for component in components if (found := _failing(component, marks))), ("", ""))
    merit = None if failed[0] == "record.missing" else half_up(sum(exact, Fraction()))
    return Outcome(merit, parts, *failed)


def half_up(value: Fraction) -> int:
    """Rounded to a whole, a half away from zero upwards: 0.5 -> 1, 1.5 -> 2, -0.5 -> 0."""
    return (value + Fraction(1, 2)).__floor__()


def _points(component: Component, mark: int | None) -> Fraction:
    if mark is None:
        return Fraction()
    on_one_scale = Fraction(mark - component.low, component.high - component.low) * FULL_SCALE
    return on_one_scale * component.weight / WHOLE


def _failing(component: Component, marks: Mapping[str, int]) -> tuple[str, str] | None:
    mark = marks.get(component.sitting)
    if mark is None:
        missing = component.when_missing is WhenMissing.INELIGIBLE
        return ("record.missing", component.sitting) if missing else None
    if component.at_least is not None and mark < component.at_least:
        return ("record.below_least", component.sitting)
    return None
