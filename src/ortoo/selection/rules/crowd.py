"""Everybody in bulk, priced at once and without an order: of a million only those who can matter are put in one."""

from __future__ import annotations

import numpy as np

from ortoo.selection.rules.linear import Floats, Integers, Mask
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import laid_out
from ortoo.selection.rules.rule import Rule

_FIRST, _ADDED, _WATCHED = 40, 400, 20_000


class Crowd:
    """A pool's merits and cells as arrays by row; floors "each". Margins of whoever is not eligible are far below."""

    def __init__(self, rule: Rule, pool: Pool) -> None:
        self.seats, self.layout, self.able = rule.seats, laid_out(rule, pool), pool.able
        self.merit = pool.merits
        self._far = None if pool.eligible is None else ~np.array(pool.eligible, dtype=bool)
        self._margins: Floats = np.zeros(0)
        self._prices: Floats = np.zeros(0)
        self._line = self._reach = 0.0

    def adjusted(self, prices: Floats, rows: Integers | None = None) -> Floats:
        """Merit + the prices of a person's cells, of everybody or of those in `rows`."""
        known = np.append(prices, prices.dtype.type(0))
        figures = (self.merit if rows is None else self.merit[rows]).astype(prices.dtype)
        for codes, cell_of in self.layout.columns:
            figures += known[cell_of].take(codes if rows is None else codes[rows])
        return figures

    def above(self, prices: Floats, line: float) -> tuple[Integers, Floats]:
        """(rows, margins) of everybody whose adjusted merit is above `line`.

        Prices rise by little from one call to the next: whoever was further below than the largest rise stays below.
        """
        if not len(self._margins) or self._rise(prices, line) > self._reach:
            self._remember(prices, line)
        rows = np.flatnonzero(self._margins > -self._rise(prices, line) - 1.0)
        margins = self.adjusted(prices, rows) - line
        inside = margins > 0
        return rows[inside], margins[inside]

    def _rise(self, prices: Floats, line: float) -> float:
        rise = np.append(prices - self._prices, 0.0)
        return self._line - line + sum(float(rise[cell_of].max()) for _, cell_of in self.layout.columns)

    def _remember(self, prices: Floats, line: float) -> None:
        """Price everybody. While prices rise by less than the nearest few lie below the line, others need no look."""
        self._prices, self._line = prices, line
        self._margins = self.adjusted(prices) - line
        if self._far is not None:
            self._margins[self._far] = -np.inf
        few = min(len(self._margins), _WATCHED)
        self._reach = -float(np.partition(self._margins, -few)[-few])

    def best_by_merit(self, count: int) -> Integers:
        """About `count` of the best, in no order."""
        merit = self.merit[self.able] if self._far is not None else self.merit
        if count >= len(merit):
            return self.able
        least = np.partition(merit, len(merit) - count)[len(merit) - count]
        return self.able[np.flatnonzero(merit >= least)[: 4 * count]]

    def first_rows(self) -> Integers:
        """The best by merit, and of every cell the best few of a wider circle."""
        circle = self.best_by_merit(_FIRST * self.seats)
        circle = circle[np.argsort(-self.merit[circle], kind="stable")]
        taken = np.zeros(len(circle), dtype=bool)
        taken[: 2 * self.seats] = True
        for codes, cell_of in self.layout.columns:
            cells = cell_of[codes[circle]]
            for index in np.unique(cells[cells < len(self.layout.cells)]).tolist():
                taken[np.flatnonzero(cells == index)[: (self.layout.cells[index].at_least or 0) + 2]] = True
        return circle[taken]

    def worst_missed(self, prices: Floats, line: float, known: Mask) -> Integers:
        """Of those above the line and not `known` the furthest few."""
        rows, margins = self.above(prices, line)
        fresh = ~known[rows] & (margins > 1e-6)
        rows, margins = rows[fresh], margins[fresh]
        return rows[np.argsort(-margins, kind="stable")[:_ADDED]]
