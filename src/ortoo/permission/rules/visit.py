"""The visit as permission needs it: a value that is handed in and sealed with the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Topic:
    """A policy to be studied: names by language, codes of the goals it serves (our reading where `basis` is I)."""

    code: str
    names: Mapping[str, str]
    goals: tuple[str, ...]
    basis: str = "S"


@dataclass(frozen=True)
class CostLine:
    """`planned` in thousandths of `currency`, for one head; `payer` is home, host or other."""

    names: Mapping[str, str]
    planned: int
    currency: str
    payer: str


@dataclass(frozen=True)
class VisitPlan:
    """Title and host by language, the country's code, first and last day, topics and costs."""

    title: Mapping[str, str]
    host: Mapping[str, str]
    country: str
    begins: date
    ends: date
    topics: tuple[Topic, ...]
    costs: tuple[CostLine, ...]
    basis: str = "S"
