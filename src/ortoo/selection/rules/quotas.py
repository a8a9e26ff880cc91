"""A rule and a pool as one question in numbers: positions in the rule's order, and cells that quotas bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.order import ranking
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """One value of one column, with the bounds that all quotas of the rule together put on it (the tightest hold)."""

    attribute: str
    value: str
    at_least: int | None
    at_most: int | None

    @property
    def name(self) -> str:
        return f"{self.attribute}={self.value}"


@dataclass(frozen=True)
class Clause:
    """One promise of a rule: exactly so many seats (attribute None), or one bound of one cell."""

    bound: str
    count: int
    attribute: str | None = None
    value: str | None = None

    def as_json(self) -> dict[str, object]:
        if self.attribute is None:
            return {"seats": self.count}
        return {"attribute": self.attribute, "value": self.value, self.bound: self.count}


@dataclass(frozen=True, eq=False)
class Question:
    """The selection in numbers. Everything is by position: 0 is the best eligible candidate in the rule's order.

    rows: the pool's row of each position. merit: (n,) thousandths. member: (n, A) the index into `cells` that the
    candidate counts for in each of A quota columns, or len(cells) for none. one: a person counts for one floor only.
    places: reserved places that a list must fill (floors "one"; 0 until they are counted). floor_order: the cells with
    a floor in the order in which the rule states these floors.
    """

    seats: int
    rows: Integers
    merit: Integers
    member: Integers
    cells: tuple[Cell, ...]
    floor_order: tuple[int, ...] = ()
    one: bool = False
    places: int = 0

    @property
    def size(self) -> int:
        return len(self.rows)

    @cached_property
    def values(self) -> list[list[int]]:
        """`member` as lists, for walking."""
        found: list[list[int]] = self.member.tolist()
        return found

    @cached_property
    def low(self) -> Integers:
        """(cells,) floors, 0 where there is none; never more than one above what anybody could meet."""
        return np.array([min(cell.at_least or 0, self.size + 1) for cell in self.cells], dtype=np.int64)

    @cached_property
    def high(self) -> Integers:
        """(cells,) ceilings, the number of candidates where there is none."""
        ceilings = [self.size if cell.at_most is None else min(cell.at_most, self.size) for cell in self.cells]
        return np.array(ceilings, dtype=np.int64)

    def counts(self, chosen: Iterable[int]) -> Integers:
        """(cells,) how many of the positions `chosen` each cell holds."""
        members = self.member[np.fromiter(chosen, dtype=np.int64)].ravel()
        return np.bincount(members, minlength=len(self.cells) + 1)[: len(self.cells)]

    def clauses(self) -> list[Clause]:
        """Seats, then every bound in the rule's order; with floors "one" no floors, which are guarantees there."""
        found = [Clause("seats", self.seats)]
        for cell in self.cells:
            if cell.at_least is not None and not self.one:
                found.append(Clause("at_least", cell.at_least, cell.attribute, cell.value))
            if cell.at_most is not None:
                found.append(Clause("at_most", cell.at_most, cell.attribute, cell.value))
        return found


def question(rule: Rule, pool: Pool) -> Question:
    """Put the candidates in order and expand the quotas. Raises Refusal: too many seats, an absent value, open ties."""
    eligible = len(pool.eligible_rows)
    if rule.seats > eligible:
        raise Refusal("select.too_many_seats", seats=rule.seats, candidates=eligible)
    rows = np.array(ranking(rule, pool), dtype=np.int64)
    merits = np.array(pool.merit, dtype=np.int64)
    cells, member, floor_order = _cells(rule, pool, rows)
    return Question(rule.seats, rows, merits[rows], member, cells, floor_order, one=rule.floors == "one")


def _cells(rule: Rule, pool: Pool, rows: Integers) -> tuple[tuple[Cell, ...], Integers, tuple[int, ...]]:
    columns = {name: [pool.attributes[name][row] for row in rows] for name in rule.attributes}
    present = {name: set(column) for name, column in columns.items()}
    found: dict[tuple[str, str], Cell] = {}
    floors: dict[tuple[str, str], None] = {}
    for number, quota in enumerate(rule.quotas, start=1):
        if quota.value is not None and quota.value not in present[quota.attribute] and not quota.may_be_absent:
            raise Refusal("select.value_absent", quota=number, column=quota.attribute, value=quota.value)
        values = sorted(present[quota.attribute]) if quota.value is None else [quota.value]
        for value in values:
            if quota.at_least is not None:
                floors[quota.attribute, value] = None
            before = found.get((quota.attribute, value), Cell(quota.attribute, value, None, None))
            found[quota.attribute, value] = Cell(
                quota.attribute,
                value,
                _tightest(max, before.at_least, quota.at_least),
                _tightest(min, before.at_most, quota.at_most),
            )
    index = {key: number for number, key in enumerate(found)}
    none = len(index)
    member = np.full((len(rows), len(columns)), none, dtype=np.int64)
    for place, (name, column) in enumerate(columns.items()):
        codes = {value: index.get((name, value), none) for value in present[name]}
        member[:, place] = [codes[value] for value in column]
    return tuple(found.values()), member, tuple(index[key] for key in floors)


def _tightest(tighter: Callable[[list[int]], int], *bounds: int | None) -> int | None:
    stated = [bound for bound in bounds if bound is not None]
    return tighter(stated) if stated else None
