"""The values of an official's own statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from ortoo.documents.values import Picture, Points, Share


@dataclass(frozen=True)
class Step:
    """One component of a record: its mark as it was given, on one scale, its weight, and the points it brings.

    `equated`: what the raw mark `mark` is worth on the reference form, where that decides.
    """

    name: str
    mark: Points | None
    scaled: Points
    weight: Share
    points: Points
    equated: Points | None = None


@dataclass(frozen=True)
class Sum:
    """A line below the steps. `kind`: a sum is bold, the difference is gold, a plain line is neither."""

    name: str
    points: Points
    kind: Literal["sum", "line", "difference"] = "line"


@dataclass(frozen=True)
class Neighbour:
    """Who stands next on the list, by pseudonym. `own`: the one whom the statement is for."""

    rank: int | None
    pseudonym: str
    merit: Points | None
    status: str
    own: bool = False


@dataclass(frozen=True)
class Seal:
    """What the statement can be checked against: the rule, the day of the seal, the root, one's own leaf."""

    rule: str
    adopted: date
    sealed: date
    root: str
    leaf: str


@dataclass(frozen=True)
class StatementPaper:
    """An official's own statement: one A4 page. `over` says who and which round, `now` what one can do."""

    template: ClassVar = "statement"

    over: str
    finding: str
    lead: str
    picture: Picture | None
    steps: tuple[Step, ...]
    sums: tuple[Sum, ...]
    neighbours: tuple[Neighbour, ...]
    now: tuple[str, ...]
    seal: Seal
    enough_title: str = ""
    enough: tuple[str, ...] = ()
    """What would have sufficed, or still would, where that is known: the first sentence answers."""
    scales: bool = True
    """Whether marks on one scale differ from marks, so that they have a column."""
    proof: str = ""
    """Where adjustments and cut line alone do not prove the list: what does."""

    @property
    def title(self) -> str:
        return self.finding
