"""The linear relaxation over all candidates, solved on few: price everybody, add whom the prices miss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.selection.rules.linear import Floats, Integers, Mask, Solution
from ortoo.selection.rules.programme import Posed, pose
from ortoo.selection.rules.quotas import Question

_ADDED = 200
_TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class RealPrices:
    """What the relaxation says of a bound's worth, in thousandths as real numbers.

    cells: (cells,) of the bounds that the cell rows keep. filling, capacity: with floors "one", of one more reserved
    place in all, and (cells,) of one place more of this floor.
    """

    cells: Floats
    capacity: Floats
    filling: float

    def rounded(self, question: Question) -> RealPrices:
        """Whole prices of the right signs: as good a proof as any, whatever the rounding."""
        cells = np.rint(self.cells)
        has_floor = (question.low > 0) & (not question.one)
        cells = np.where(has_floor, cells, np.minimum(cells, 0))
        cells = np.where(question.high < question.size, cells, np.maximum(cells, 0))
        return RealPrices(cells, np.maximum(np.rint(self.capacity), 0), float(max(np.rint(self.filling), 0)))

    def floors(self, question: Question) -> Floats:
        """(cells,) with floors "one": what counts for a person who fills a place of this floor."""
        return np.where(question.low > 0, np.maximum(self.filling - self.capacity, 0.0), 0.0)

    def added(self, question: Question) -> Floats:
        """(n,) what the prices add to each candidate's merit."""
        added: Floats = np.append(self.cells, 0.0)[question.member].sum(axis=1)
        if question.one:
            added = added + np.append(self.floors(question), 0.0)[question.member].max(axis=1, initial=0.0)
        return added

    def base(self, question: Question) -> float:
        """What is subtracted from the `seats` highest adjusted merits for the bound."""
        bounds = np.where(self.cells > 0, question.low, question.high)
        places = question.places * self.filling - float((self.capacity * question.low).sum())
        return float((self.cells * bounds).sum()) + (places if question.one else 0.0)

    def as_adjustments(self, question: Question) -> Floats:
        """(cells,) one figure per cell: a reserved place's where it is worth something, else the bound's."""
        if not question.one:
            return self.cells
        floors = self.floors(question)
        return np.where(floors > 0, floors, self.cells)


@dataclass(frozen=True, eq=False)
class Relaxation:
    """positions: the candidates of the last programme. broken: promises left unkept. objective: total less middle."""

    positions: Integers
    posed: Posed
    solution: Solution
    prices: RealPrices
    broken: float

    @property
    def is_whole(self) -> bool:
        return self.posed.is_whole(self.solution)

    def chosen(self) -> list[int]:
        return self.posed.chosen(self.solution)

    def highest(self, question: Question) -> float:
        """The total of the best fractional list by merit."""
        return question.seats * middle(question) - self.solution.objective

    def margins(self, question: Question) -> Floats:
        """(n,) by how much merit and prices are above the line, or below."""
        line = middle(question) - float(self.solution.price[self.posed.seats_row])
        return question.merit + self.prices.added(question) - line


def middle(question: Question) -> int:
    """The merit that programmes count from, so that their figures stay small."""
    return int(question.merit[question.seats - 1])


def relax(question: Question) -> Relaxation | None:
    """The best fractional list by merit; None where not even a fractional list keeps the quotas."""
    merit, bend = _from_middle(question)
    positions = first_few(question)
    while True:
        found = _priced_out(question, positions, merit, bend)
        if found.broken <= _TOLERANCE:
            return found
        kept = least_broken(question, found.positions)
        if kept.broken > _TOLERANCE:
            return None
        positions, bend = kept.positions, bend * 16.0


def bent(question: Question) -> Relaxation:
    """The best fractional list by merit that may break quotas, at a price beyond all merits."""
    merit, bend = _from_middle(question)
    return _priced_out(question, np.arange(question.size), merit, bend)


def _from_middle(question: Question) -> tuple[Floats, float]:
    merit = (question.merit - middle(question)).astype(np.float64)
    return merit, 4.0 * (float(merit.max() - merit.min()) + 1.0)


def least_broken(
    question: Question, positions: Integers, fixed: Mask | None = None, may: Mask | None = None
) -> Relaxation:
    """The fractional list that breaks the quotas least; its prices refute every list where `broken` is above 0.

    fixed: (n,) who is in it in any case; may: (n,) who may be in it (everybody if not given).
    """
    return _priced_out(question, positions, np.zeros(question.size), 1.0, fixed, may)


def first_few(question: Question) -> Integers:
    """The best twice as many as seats, and of every value with a quota its best few."""
    taken = np.zeros(question.size, dtype=bool)
    taken[: 2 * question.seats] = True
    for column in question.member.T:
        for cell in np.unique(column[column < len(question.cells)]).tolist():
            taken[np.flatnonzero(column == cell)[: int(question.low[cell]) + 2]] = True
    return np.flatnonzero(taken)


def _priced_out(
    question: Question,
    positions: Integers,
    merit: Floats,
    bend: float,
    fixed: Mask | None = None,
    may: Mask | None = None,
) -> Relaxation:
    inside = np.zeros(question.size, dtype=bool)
    inside[positions] = True
    if may is not None:
        inside &= may
    lower = np.zeros(question.size)
    if fixed is not None:
        inside |= fixed
        lower[fixed] = 1.0
    closed = inside if may is None else inside | ~may
    while True:
        positions = np.flatnonzero(inside)
        posed = pose(question, positions, -merit[positions], lower=lower[positions], bend=bend)
        solution = posed.solve()
        assert solution is not None, "where quotas may be broken there is always a list"
        prices = _prices(question, posed, solution)
        margin = merit + prices.added(question) + float(solution.price[posed.seats_row])
        missed = np.flatnonzero((margin > _TOLERANCE) & ~closed)
        if not len(missed):
            return Relaxation(positions, posed, solution, prices, float(solution.value[posed.bent].sum()))
        added = missed[np.argsort(-margin[missed], kind="stable")[:_ADDED]]
        inside[added] = closed[added] = True


def _prices(question: Question, posed: Posed, solution: Solution) -> RealPrices:
    cells = solution.price[posed.cell_rows]
    if posed.filled_row is None:
        return RealPrices(cells, np.zeros(len(question.cells)), 0.0)
    return RealPrices(cells, -solution.price[posed.place_rows], float(solution.price[posed.filled_row]))
