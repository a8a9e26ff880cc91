"""Clauses of a rule as a programme of their own. Only how many of each profile are chosen matters, not who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ortoo.selection.rules.linear import INFINITE, Floats, Integers, Mask, Programme
from ortoo.selection.rules.quotas import Clause, Question

_TOLERANCE = 1e-7


@dataclass(frozen=True, eq=False)
class Tally:
    """A list by profile: how many of each are in it, and how many of all `held` by the clause asked for."""

    chosen: Integers
    held: int


@dataclass(frozen=True, eq=False)
class _Fractional:
    broken: bool
    whole: bool
    price: Floats


class Profiles:
    """`clauses` put to the candidates of `question`: one column for each profile of the values that they bound."""

    def __init__(self, question: Question, clauses: Sequence[Clause]) -> None:
        named = {(cell.attribute, cell.value): index for index, cell in enumerate(question.cells)}
        self.clauses = list(clauses)
        self._cells = [
            None if clause.attribute is None else named[clause.attribute, clause.value or ""] for clause in clauses
        ]
        bounded = [cell for cell in self._cells if cell is not None]
        known = np.zeros(len(question.cells) + 1, dtype=bool)
        known[bounded] = True
        relevant = np.where(known[question.member], question.member, len(question.cells))
        first, self._profile_of, self._sizes = _alike(relevant)
        self._profiles = relevant[first]
        self._most = question.size + 1
        self._known: dict[int | None, Mask] = {}

    def has_list(self) -> bool:
        """Whether some set of candidates keeps all clauses."""
        if all(cell is None for cell in self._cells):
            return True  # seats alone are never more than there are candidates
        if self._fractional.broken or self._fractional.whole:
            return self._fractional.whole
        programme, _, _ = self._programme(whole=True, bend=False)
        return programme.solve() is not None

    def prices(self) -> list[float]:
        """What each clause is worth in the list that breaks the least; all 0 where a fractional list breaks none."""
        if not self._fractional.broken:
            return [0.0] * len(self.clauses)
        return [price if abs(price) > _TOLERANCE else 0.0 for price in self._fractional.price.tolist()]

    def extreme(self, asked: Clause, *, most: bool, low: float = 0.0, high: float = INFINITE) -> Tally | None:
        """The list that holds the most (or the least) of what `asked` counts, between `low` and `high` of them.

        `asked` itself is not kept. None where the other clauses allow no such list.
        """
        place = self.clauses.index(asked)
        for whole in (False, True):
            programme, share, rows = self._programme(whole=whole, bend=False, free=asked)
            total = programme.add_columns(np.array([-1.0 if most else 1.0]), low, high)
            programme.enter(int(rows[place]), total, -1.0)
            solution = programme.solve()
            if solution is None:
                return None
            figures = solution.value[: len(share)]
            chosen = np.rint(figures).astype(np.int64)
            if whole or np.all(np.abs(figures - chosen) < _TOLERANCE):
                break
        return Tally(chosen, int(chosen[self._held(self._cells[place])].sum()))

    def people(self, tally: Tally) -> list[int]:
        """Positions that make up `tally`, the best of each profile first."""
        found = [np.flatnonzero(self._profile_of == profile)[:count] for profile, count in enumerate(tally.chosen)]
        return sorted(np.concatenate(found).tolist())

    def _held(self, cell: int | None) -> Mask:
        if cell not in self._known:
            everybody = np.ones(len(self._profiles), dtype=bool)
            self._known[cell] = everybody if cell is None else (self._profiles == cell).any(axis=1)
        return self._known[cell]

    @cached_property
    def _fractional(self) -> _Fractional:
        programme, share, rows = self._programme(whole=False, bend=True)
        solution = programme.solve()
        assert solution is not None, "where clauses may be broken there is always a list"
        figures = solution.value[: len(share)]
        broken = solution.objective > _TOLERANCE
        whole = not broken and bool(np.all(np.abs(figures - np.rint(figures)) < _TOLERANCE))
        return _Fractional(broken, whole, solution.price[rows])

    def _programme(
        self, *, whole: bool, bend: bool, free: Clause | None = None
    ) -> tuple[Programme, Integers, Integers]:
        """(the programme, the columns of profiles, the rows of clauses); the row of `free` is made equal to 0."""
        programme = Programme()
        share = programme.add_columns(np.zeros(len(self._profiles)), 0.0, self._sizes.astype(np.float64), whole=whole)
        rows = []
        for clause, cell in zip(self.clauses, self._cells, strict=True):
            count = float(min(clause.count, self._most))
            floor, ceiling = clause.bound != "at_most", clause.bound != "at_least"
            kept = (count if floor else 0.0, count if ceiling else INFINITE)
            row = programme.add_row(*((0.0, 0.0) if clause == free else kept))
            rows.append(row)
            programme.enter(row, share[self._held(cell)])
            for bent, sign in ((floor, 1.0), (ceiling, -1.0)):
                if bend and bent:
                    programme.enter(row, programme.add_columns(np.ones(1), 0.0, INFINITE), sign)
        return programme, share, np.array(rows, dtype=np.int64)


def _alike(rows: Integers) -> tuple[Integers, Integers, Integers]:
    """(the first of each distinct row, which distinct row each is, how many of each), column by column."""
    kind_of = np.zeros(len(rows), dtype=np.int64)
    for column in rows.T:
        _, kind_of = np.unique(kind_of * (int(column.max(initial=0)) + 1) + column, return_inverse=True)
    _, first, kind_of, sizes = np.unique(kind_of, return_index=True, return_inverse=True, return_counts=True)
    return first, kind_of, sizes
