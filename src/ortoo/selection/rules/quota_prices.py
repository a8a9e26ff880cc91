"""What each quota costs: the list without one clause, and how much more it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ortoo.selection.rules.decision import QuotaPrice
from ortoo.selection.rules.near import best_near
from ortoo.selection.rules.one_floor import with_places
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Cell, Question, question
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.total import Optimum, best_total
from ortoo.selection.rules.tree import Leaf, Node

Progress = Callable[[int, int], None]
Bound = tuple[str, str, str]


def quota_prices(
    rule: Rule,
    pool: Pool,
    settled: Question,
    optimum: Optimum,
    tree: tuple[Node, ...] | None,
    progress: Progress | None,
    *,
    near: bool,
) -> tuple[QuotaPrice, ...]:
    """Each clause whose removal alone raises the total, by solving again without it.

    A clause without an adjustment, at the root and at every leaf, cannot raise it: the same proof bounds the rest.
    near: whether to look near the line only. `progress(done, of)` counts clauses.
    """
    bounds = [
        (cell, bound) for cell in settled.cells for bound in ("at_least", "at_most") if getattr(cell, bound) is not None
    ]
    without = _Without(rule, pool, settled, near=near)
    used = None if settled.one else _used(settled, optimum, tree or ())
    before, found = set(settled.rows[optimum.chosen].tolist()), []
    for done, (cell, bound) in enumerate(bounds):
        if progress:
            progress(done, len(bounds))
        if used is not None and (cell.attribute, cell.value, bound) not in used:
            continue
        best = without.clause(cell, bound)
        if best is not None and best[0] > optimum.total:
            replaced = len(before - best[1])
            found.append(QuotaPrice(cell.attribute, cell.value, bound, best[0] - optimum.total, replaced))
    if progress:
        progress(len(bounds), len(bounds))
    return tuple(found)


def _used(settled: Question, optimum: Optimum, tree: Iterable[Node]) -> set[Bound]:
    """The clauses that the proof rests on."""
    named = [(settled.cells[index], int(optimum.prices.adjustment[index])) for index in optimum.prices.named]
    rows = [(cell.attribute, cell.value, adjustment) for cell, adjustment in named]
    rows += [row for node in tree if isinstance(node, Leaf) for row in node.adjustments]
    return {(attribute, value, "at_least" if price > 0 else "at_most") for attribute, value, price in rows}


class _Without:
    """The rule without one clause, solved near the line where that is wanted and possible, else over everybody."""

    def __init__(self, rule: Rule, pool: Pool, settled: Question, *, near: bool) -> None:
        self.rule, self.pool, self.near, self.cells = rule, pool, near, settled.cells
        self._everybody: Question | None = None if near else settled

    def clause(self, cell: Cell, bound: str) -> tuple[int, set[int]] | None:
        """(the highest total, the rows of its list); None where there is no list."""
        freed = tuple(_freed(one, bound) if one == cell else one for one in self.cells)
        found = best_near(self._stated(freed), self.pool) if self.near else None
        asked, optimum = self._solved(freed) if found is None else found
        return None if optimum is None else (optimum.total, set(asked.rows[optimum.chosen].tolist()))

    def _stated(self, cells: Iterable[Cell]) -> Rule:
        """The rule with one quota for each cell."""
        quotas = [Quota(one.attribute, one.value, one.at_least, one.at_most, may_be_absent=True) for one in cells]
        return replace(self.rule, quotas=tuple(quotas))

    def _solved(self, cells: tuple[Cell, ...]) -> tuple[Question, Optimum | None]:
        if self._everybody is None:
            self._everybody = question(self.rule, self.pool)
        freed = replace(self._everybody, cells=cells, places=0)
        settled = with_places(freed) if freed.one else freed
        return freed, None if settled is None else best_total(settled)


def _freed(cell: Cell, bound: str) -> Cell:
    return replace(cell, at_least=None) if bound == "at_least" else replace(cell, at_most=None)
