"""Why no list exists: clauses that alone allow none, and of which every one is needed for that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ortoo.selection.rules.linear import INFINITE, Integers, Programme
from ortoo.selection.rules.quotas import Clause, Question

_TOLERANCE = 1e-7


def minimal_conflict(question: Question) -> list[Clause]:
    """A conflict of the question's clauses, in the rule's order; empty where a list exists.

    One clause after the other is left out for good if the rest still allows no list.
    """
    kept = _conflicting(question, question.clauses())
    for clause in list(kept):
        if clause in kept:
            rest = _conflicting(question, [other for other in kept if other != clause])
            kept = rest or kept
    return kept


def _conflicting(question: Question, clauses: list[Clause]) -> list[Clause]:
    """Some of `clauses` that allow no list; empty where all together allow one.

    Where not even a fractional list exists, those that have a price in the list that breaks the least are enough.
    """
    posed = _Posed(question, clauses)
    if posed.has_list():
        return []
    priced = posed.priced()
    return priced if len(priced) < len(clauses) and not _Posed(question, priced).has_list() else clauses


class _Posed:
    """Clauses as a programme. Only how many of each profile are chosen matters: one column for each."""

    def __init__(self, question: Question, clauses: list[Clause]) -> None:
        named = {(cell.attribute, cell.value): index for index, cell in enumerate(question.cells)}
        self.clauses = clauses
        self._cells = [
            None if clause.attribute is None else named[clause.attribute, clause.value or ""] for clause in clauses
        ]
        bounded = [cell for cell in self._cells if cell is not None]
        relevant = np.where(np.isin(question.member, bounded), question.member, len(question.cells))
        self._profiles, self._sizes = np.unique(relevant, axis=0, return_counts=True)
        self._most = question.size + 1

    def has_list(self) -> bool:
        """Whether some set of candidates keeps all clauses."""
        if all(cell is None for cell in self._cells):
            return True  # seats alone are never more than there are candidates
        broken, whole, _ = self._fractional()
        if broken or whole:
            return whole
        programme, _ = self._programme(whole=True, bend=False)
        return programme.solve() is not None

    def priced(self) -> list[Clause]:
        """The clauses that together show that no fractional list exists; all where one does."""
        broken, _, prices = self._fractional()
        if not broken:
            return self.clauses
        return [clause for clause, price in zip(self.clauses, prices, strict=True) if abs(price) > _TOLERANCE]

    def _fractional(self) -> tuple[bool, bool, Sequence[float]]:
        """(whether clauses stay broken, whether a whole list keeps them all, the price of each clause)."""
        programme, rows = self._programme(whole=False, bend=True)
        solution = programme.solve()
        assert solution is not None, "where clauses may be broken there is always a list"
        share = solution.value[: len(self._profiles)]
        broken = solution.objective > _TOLERANCE
        whole = not broken and bool(np.all(np.abs(share - np.rint(share)) < _TOLERANCE))
        return broken, whole, solution.price[rows].tolist()

    def _programme(self, *, whole: bool, bend: bool) -> tuple[Programme, Integers]:
        programme = Programme()
        share = programme.add_columns(np.zeros(len(self._profiles)), 0.0, self._sizes.astype(np.float64), whole=whole)
        rows = []
        for clause, cell in zip(self.clauses, self._cells, strict=True):
            count = float(min(clause.count, self._most))
            floor, ceiling = clause.bound != "at_most", clause.bound != "at_least"
            row = programme.add_row(count if floor else 0.0, count if ceiling else INFINITE)
            rows.append(row)
            programme.enter(row, share if cell is None else share[(self._profiles == cell).any(axis=1)])
            for bent, sign in ((floor, 1.0), (ceiling, -1.0)):
                if bend and bent:
                    programme.enter(row, programme.add_columns(np.ones(1), 0.0, INFINITE), sign)
        return programme, np.array(rows, dtype=np.int64)
