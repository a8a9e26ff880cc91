"""What forms are made of: items of the bank with their statistics, the blueprint, enemies. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortoo.exams.rules.bank.question import Level

LEVELS = tuple(str(level) for level in Level)

RAW, EQUATED = "raw", "equated"
"""Which mark decides."""

Cell = tuple[str, str]
"""(goal, level)."""

Enemies = frozenset[str]
"""Codes of items of which a form holds at most one: one gives away another, or both ask the same."""


@dataclass(frozen=True)
class BankItem:
    """facility: the share that is expected to solve it, above 0 and below 1; None only of a pretest item.

    estimated: the facility is an expert's estimate, not a measured share. discrimination and difficulty: of the 1PL or
    2PL model, logistic metric without 1.7; both or neither. exposure: in how many sealed forms it stood. pretest: it is
    tried out and not scored, so it has no place in a cell of the blueprint. anchor: it stands on the form that scores
    will be compared with.
    """

    code: str
    goal: str
    level: str
    facility: float | None
    discrimination: float | None = None
    difficulty: float | None = None
    exposure: int = 0
    estimated: bool = False
    pretest: bool = False
    anchor: bool = False

    @property
    def cell(self) -> Cell:
        return self.goal, self.level


@dataclass(frozen=True)
class Blueprint:
    """What each of so many forms holds, and how far apart forms may be.

    cells: scored items a form; pretest: items a form that are tried out. expected_spread: the most, in items, between
    the highest and the lowest expected score. information_spread: the most that the highest information is above the
    lowest, as a share of the lowest, at each of `abilities`. slope: the discrimination taken for an item without one.
    anchors: how many of the scored items of a form, at least, stand on the form that scores will be compared with.
    """

    forms: int
    goals: tuple[str, ...]
    cells: Mapping[Cell, int]
    expected_spread: float
    information_spread: float
    abilities: tuple[float, ...]
    slope: float = 1.0
    pretest: int = 0
    anchors: int = 0

    @property
    def length(self) -> int:
        """Scored items of one form."""
        return sum(self.cells.values())


@dataclass(frozen=True)
class Form:
    """Codes, in the order of the blueprint's cells. `pretest` ones are not scored."""

    items: tuple[str, ...]
    pretest: tuple[str, ...] = ()
