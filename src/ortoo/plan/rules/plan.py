"""The tree of a long-term plan as values. An empty name is an unknown one, and stays so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Names:
    mn: str = ""
    en: str = ""
    ko: str = ""

    def __bool__(self) -> bool:
        return bool(self.mn or self.en or self.ko)


@dataclass(frozen=True)
class Target:
    """What is to be reached in a year; `comparator` ">=" where the plan prints "150+". `value` as printed."""

    year: int
    comparator: str
    value: str


@dataclass(frozen=True)
class Indicator:
    """`direction` "higher" or "lower" is better, "" where nothing tells; `owner`: code of an organization."""

    code: str
    goal: int
    names: Names
    unit: str
    unit_as_printed: str
    direction: str
    direction_basis: str
    base_year: int | None
    base_value: str
    targets: tuple[Target, ...]
    data_owner: str
    data_owner_basis: str
    owner: str
    basis: str
    source: str
    note: str


@dataclass(frozen=True)
class Objective:
    number: str
    names: Names
    about: str
    basis: str


@dataclass(frozen=True)
class Goal:
    """`objectives_total` None: nobody has said how many there are."""

    number: int
    names: Names
    about: str
    objectives_total: int | None
    objectives_total_basis: str
    basis: str
    source: str
    objectives: tuple[Objective, ...]


@dataclass(frozen=True)
class Plan:
    code: str
    names: Names
    mn_basis: str
    adopted_on: date | None
    legal_basis: str
    objectives_total: int | None
    numbering_basis: str
    basis: str
    source: str
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
