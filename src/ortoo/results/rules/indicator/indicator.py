"""An indicator as values: base, targets, observations. Exact fractions; nothing is rounded before the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Comparator = Literal["=", ">=", "<="]
Direction = Literal["higher", "lower"]


@dataclass(frozen=True)
class Start:
    """Where the plan starts from. `vintage` "": that of the indicator."""

    year: int
    value: Fraction
    vintage: str = ""


@dataclass(frozen=True)
class Target:
    """What is to be reached in a year; `was`: what it had been before the plan was changed."""

    year: int
    value: Fraction
    op: Comparator = "="
    was: Fraction | None = None


@dataclass(frozen=True)
class Observation:
    year: int
    value: Fraction
    vintage: str


@dataclass(frozen=True)
class Indicator:
    """`observations` are of every vintage that was brought; only those of `vintage` are ever computed with.

    `breaks`: years from which on figures are counted another way. `as_of`: the year in which the question is asked;
    later observations do not count. `rhythm`: years from one figure to the next.
    """

    code: str
    vintage: str
    base: Start
    targets: tuple[Target, ...]
    observations: tuple[Observation, ...]
    range: tuple[Fraction, Fraction] | None = None
    breaks: tuple[int, ...] = ()
    as_of: int | None = None
    rhythm: int = 1

    @property
    def series(self) -> tuple[Observation, ...]:
        """The observations of the one vintage, known by `as_of`, by year."""
        own = (one for one in self.observations if one.vintage == self.vintage)
        known = (one for one in own if self.as_of is None or one.year <= self.as_of)
        return tuple(sorted(known, key=lambda one: one.year))

    @property
    def latest(self) -> Observation | None:
        return self.series[-1] if self.series else None


@dataclass(frozen=True)
class Gain:
    """The best change per year over a span as long as the one still ahead; in the figure's own sign."""

    years: tuple[int, int]
    value: Fraction


@dataclass(frozen=True)
class Standing:
    """The answer. A figure that is withheld is None or absent, and `refused` says for which code."""

    direction: Direction | None
    progress: Mapping[int, Fraction | None]
    path: Mapping[int, Fraction]
    gap: Fraction | None
    required_per_year: Mapping[int, Fraction]
    best_gain_on_record: Gain | None
    pace: str | None
    evidence: str | None
    flags: tuple[str, ...] = field(default=())
    refused: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        """As the contract has it: years are keys as strings, figures are numbers."""
        gain = self.best_gain_on_record
        return {
            "direction": self.direction,
            "progress": {str(year): _number(value) for year, value in self.progress.items()},
            "path": {str(year): _number(value) for year, value in self.path.items()},
            "gap": _number(self.gap),
            "required_per_year": {str(year): _number(value) for year, value in self.required_per_year.items()},
            "best_gain_on_record": gain and {"years": list(gain.years), "value": _number(gain.value)},
            "forecast": None,
            "lights": {"pace": self.pace, "evidence": self.evidence},
            "flags": list(self.flags),
            "refused": list(self.refused),
        }


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
