"""A rule and a pool as one question in numbers: positions in the rule's order, and cells that quotas bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.columns import Integers, coded
from ortoo.selection.rules.order import ranking
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule


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


def question(rule: Rule, pool: Pool, rows: Integers | None = None) -> Question:
    """Put the candidates in order and expand the quotas. Raises Refusal: too many seats, an absent value, open ties.

    rows: only these candidates, as if nobody else were there to be chosen; quotas are expanded over everybody.
    """
    eligible = len(pool.able)
    if rule.seats > eligible:
        raise Refusal("select.too_many_seats", seats=rule.seats, candidates=eligible)
    layout = laid_out(rule, pool)
    ranked = np.array(ranking(rule, pool, rows), dtype=np.int64)
    member = np.full((len(ranked), len(layout.columns)), len(layout.cells), dtype=np.int64)
    for place, (codes, cell_of) in enumerate(layout.columns):
        member[:, place] = cell_of[codes[ranked]]
    one = rule.floors == "one"
    return Question(rule.seats, ranked, pool.merits[ranked], member, layout.cells, layout.floor_order, one=one)


@dataclass(frozen=True, eq=False)
class Layout:
    """The cells of a rule over a pool. columns: per quota column the codes of all, and the cell of each code.

    A code without a cell has len(cells).
    """

    cells: tuple[Cell, ...]
    columns: tuple[tuple[Integers, Integers], ...]
    floor_order: tuple[int, ...]


def laid_out(rule: Rule, pool: Pool) -> Layout:
    """Raises Refusal where a quota names a value that nobody eligible has."""
    cells, floors = _cells(rule, {name: pool.present(name) for name in rule.attributes})
    index = {(cell.attribute, cell.value): number for number, cell in enumerate(cells)}
    columns = []
    for name in rule.attributes:
        column = coded(pool.attributes[name])
        cell_of = [index.get((name, value), len(cells)) for value in column.values]
        columns.append((column.codes, np.array(cell_of, dtype=np.int64)))
    return Layout(cells, tuple(columns), tuple(index[key] for key in floors))


def _cells(rule: Rule, present: Mapping[str, Set[str]]) -> tuple[tuple[Cell, ...], list[tuple[str, str]]]:
    """(every value with a bound, the values with a floor in the order in which the rule states these)."""
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
    return tuple(found.values()), list(floors)


def _tightest(tighter: Callable[[list[int]], int], *bounds: int | None) -> int | None:
    stated = [bound for bound in bounds if bound is not None]
    return tighter(stated) if stated else None
