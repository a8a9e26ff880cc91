"""What the gate looks at and what it says. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.multilingual.refusals import Refusal

Right = npt.NDArray[np.int8]

SOLVED, NOT_SOLVED, ABSENT = 1, 0, -1


@dataclass(frozen=True, eq=False)
class Sheets:
    """Scored answer sheets. right: (persons, items), SOLVED or NOT_SOLVED (not reached too), ABSENT where the item is
    not on the person's form. forms and centres: of each person.
    """

    items: tuple[str, ...]
    forms: tuple[str, ...]
    centres: tuple[str, ...]
    right: Right

    def __post_init__(self) -> None:
        persons, items = len(self.forms), len(self.items)
        if not persons or len(self.centres) != persons or np.shape(self.right) != (persons, items):
            raise Refusal("gate.sheets_uneven", persons=persons, centres=len(self.centres), items=items)
        if not np.isin(self.right, (SOLVED, NOT_SOLVED, ABSENT)).all():
            raise Refusal("gate.not_scored")
        if len(set(self.items)) < items:
            raise Refusal("gate.item_twice")


@dataclass(frozen=True)
class Finding:
    """One item in one group that is not as elsewhere.

    kind: "centre" or "form": how many solved it, against others of the same score; "direction": how many of the better
    half of a form solved it, against the other half. expected: of `persons`; seen: how many did. tail: the chance of
    something as far off, both ways for the first two kinds; 0 where it is below 1e-300.
    """

    kind: str
    group: str
    item: str
    persons: int
    expected: float
    seen: int
    tail: float


@dataclass(frozen=True)
class Blind:
    """A group too small, or too alone with its scores, for any of its items to be found. tests: of it, all without
    avail."""

    kind: str
    group: str
    persons: int
    tests: int


@dataclass(frozen=True)
class Gate:
    """findings: the least likely first. level: a tail up to this is found; tests: comparisons that could have come so
    low. blind: in the order of kind and group."""

    findings: tuple[Finding, ...]
    tests: int
    level: float
    blind: tuple[Blind, ...]

    @property
    def open(self) -> bool:
        """Whether marks may leave."""
        return not self.findings
