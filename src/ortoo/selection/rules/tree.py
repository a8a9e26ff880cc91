"""The branching tree of a certificate: nodes in the order of a walk, whoever is taken in first, then without them."""

from __future__ import annotations

from dataclasses import dataclass

STEP = 1_000
"""What somebody counts more at a leaf whose being in would make a list come before the list taken."""


def unit_for(seats: int) -> int:
    """How many units a leaf counts for a thousandth: so many that even a whole list of steps is not more than one."""
    return STEP * max(1_000, seats)


@dataclass(frozen=True)
class Branch:
    """Lists with `person` (the nodes that follow, to the end of one subtree) and lists without (the next subtree)."""

    person: str

    def as_json(self) -> dict[str, object]:
        return {"person": self.person}


@dataclass(frozen=True)
class Leaf:
    """Prices that bound every list of this place in the tree. All in units.

    adjustments: (attribute, value, adjustment), a floor's positive, a ceiling's negative.
    """

    cut: int
    adjustments: tuple[tuple[str, str, int], ...]
    bound: int

    def as_json(self) -> dict[str, object]:
        return {"cut": self.cut, "adjustments": [list(row) for row in self.adjustments], "bound": self.bound}


Node = Branch | Leaf
