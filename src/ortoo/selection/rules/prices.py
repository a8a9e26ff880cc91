"""Quotas as points: adjustments in whole thousandths, the cut line, and the bound that they prove.

Whatever the adjustments, no list that keeps the quotas has a higher total than `price_bound`: the `seats` highest
adjusted merits together, less each adjustment x its bound (weak duality).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.selection.rules.linear import INFINITE, Floats, Integers, Programme
from ortoo.selection.rules.quotas import Question

_STEPS = 400


@dataclass(frozen=True, eq=False)
class Prices:
    """adjustment: (cells,) thousandths, a floor's positive, a ceiling's negative. base: sum of adjustment x bound."""

    adjustment: Integers
    base: int

    @property
    def named(self) -> list[int]:
        return np.flatnonzero(self.adjustment).tolist()


def adjusted(question: Question, adjustment: Integers) -> Integers:
    """(n,) merit + the adjustments of a person's values; with floors "one" of several floors only the largest."""
    known = np.append(adjustment, 0)[question.member]
    if not question.one:
        return question.merit + known.sum(axis=1)
    largest = known.max(axis=1, initial=0)
    return question.merit + largest + np.minimum(known, 0).sum(axis=1)


def cut_line(question: Question, adjusted_merit: Integers) -> int:
    """The adjusted merit in place `seats` of the adjusted order."""
    place = question.size - question.seats
    return int(np.partition(adjusted_merit, place)[place])


def price_bound(question: Question, prices: Prices) -> int:
    """seats x cut + everybody's positive margins - each adjustment x its bound."""
    figures = adjusted(question, prices.adjustment)
    cut = cut_line(question, figures)
    return question.seats * cut + int(np.maximum(figures - cut, 0).sum()) - prices.base


def priced(question: Question, adjustment: Integers) -> Prices:
    """Adjustments with their base: each times its bound; with floors "one" what filling the places adds at least."""
    if question.one:
        ceilings = int((np.minimum(adjustment, 0) * question.high).sum())
        return Prices(adjustment, ceilings + cheapest(question, np.maximum(adjustment, 0)))
    bounds = np.where(adjustment > 0, question.low, question.high)
    return Prices(adjustment, int((adjustment * bounds).sum()))


def cheapest(question: Question, floors: Integers) -> int:
    """With floors "one": the least that adjustments of floors add to any list that fills the reserved places.

    No floor is filled beyond its places, so that it is the places with the lowest adjustments.
    """
    left, added = question.places, 0
    for index in np.argsort(floors, kind="stable").tolist():
        filled = min(left, int(question.low[index]))
        left, added = left - filled, added + filled * int(floors[index])
    return added


def adjustment_rows(question: Question, floors: Integers, ceilings: Integers) -> tuple[tuple[str, str, int], ...]:
    """Of the prices of each cell those that are any, as a leaf of a tree holds them."""
    priced_cells = zip(question.cells, floors.tolist(), ceilings.tolist(), strict=True)
    return tuple((cell.attribute, cell.value, price) for cell, *parts in priced_cells for price in parts if price)


def allowed(question: Question, adjustment: Integers) -> Integers:
    """The adjustments with those set to 0 whose sign no bound of their cell has."""
    has_floor, has_ceiling = question.low > 0, question.high < question.size
    clipped = np.where(has_floor, adjustment, np.minimum(adjustment, 0))
    return np.where(has_ceiling, clipped, np.maximum(clipped, 0))


def nearest(question: Question, wanted: np.ndarray) -> Prices:
    """A tight bound near the real adjustments `wanted`, one thousandth of one cell at a time: good, not always best."""
    adjustment = allowed(question, np.rint(wanted).astype(np.int64))
    return _tightened(question, adjustment) if not question.one else priced(question, adjustment)


def _tightened(question: Question, adjustment: Integers) -> Prices:
    """Steps that lower the bound while there are any: a cell's step is worth its bound less who is at the line."""
    has_floor, has_ceiling = question.low > 0, question.high < question.size
    figures = adjusted(question, adjustment)
    for _ in range(_STEPS):
        cut = cut_line(question, figures)
        up = question.counts(np.flatnonzero(figures >= cut)) - np.where(adjustment >= 0, question.low, question.high)
        down = np.where(adjustment > 0, question.low, question.high) - question.counts(np.flatnonzero(figures > cut))
        up = np.where((adjustment < 0) | has_floor, up, 1)
        down = np.where((adjustment > 0) | has_ceiling, down, 1)
        step, worth = (1, up) if up.min(initial=0) <= down.min(initial=0) else (-1, down)
        if worth.min(initial=0) >= 0:
            break
        cell = int(worth.argmin())
        adjustment[cell] += step
        figures[(question.member == cell).any(axis=1)] += step
    return priced(question, adjustment)


def proving(question: Question, chosen: list[int], place: dict[int, int], met: Integers | None) -> Prices | None:
    """Whole adjustments whose bound equals the total of `chosen`, small in sum; None where there are none.

    They are those under which everybody chosen is at or above one line and nobody else is (complementary slackness),
    with prices only on bounds that the list meets exactly.
    """
    both = (question.low > 0) & (question.high < question.size)
    signs = (1, -1) if question.one and both.any() else (0,)
    for sign in signs:
        line = _Line(question, chosen, place, met, only=sign)
        adjustment = line.whole_adjustments()
        if adjustment is not None:
            return priced(question, adjustment)
    return None


def _by_filling(question: Question, met: Integers | None) -> tuple[list[int], list[int]]:
    """(floors with a place left open, floors with a filled one that are not among these)."""
    if met is None:
        return [], []
    unfilled = np.flatnonzero(met < question.low)
    return unfilled.tolist(), np.setdiff1d(np.flatnonzero(met > 0), unfilled).tolist()


class _Line:
    """The search of `proving`: rows for the chosen at once, rows for the others as they are needed."""

    def __init__(
        self, question: Question, chosen: list[int], place: dict[int, int], met: Integers | None, *, only: int
    ) -> None:
        self.question = question
        self.chosen = np.array(chosen, dtype=np.int64)
        self.place = place
        counts = question.counts(chosen)
        has_ceiling = question.high < question.size
        both = (question.low > 0) & has_ceiling
        tight_floor = question.low > 0 if question.one else (question.low > 0) & (counts == question.low)
        tight_ceiling = has_ceiling & (counts == question.high)
        self.up = np.where(tight_floor & ~((only == -1) & both), INFINITE, 0.0)
        self.down = np.where(tight_ceiling & ~((only == 1) & both), INFINITE, 0.0)
        self.unfilled, self.filled = _by_filling(question, met)
        if question.one:
            unplaced = [position for position in chosen if position not in place]
            held = question.member[unplaced].ravel()
            self.up[held[held < len(question.cells)]] = 0.0

    def whole_adjustments(self) -> Integers | None:
        question = self.question
        others = np.setdiff1d(np.arange(min(question.size, 2 * question.seats + 50)), self.chosen)
        outside = np.ones(question.size, dtype=bool)
        outside[self.chosen] = False
        while True:
            adjustment = self._solve(others)
            if adjustment is None:
                return None
            figures = adjusted(question, adjustment)
            line = figures[self.chosen].min()
            above = np.flatnonzero(outside & (figures > line))
            if not len(above):
                return adjustment
            fresh = np.setdiff1d(above, others)
            if not len(fresh):
                return None  # the solver's rounding left a row unkept: no proof
            worst = fresh[np.argsort(-figures[fresh], kind="stable")[:100]]
            others = np.concatenate([others, worst])

    def _solve(self, others: Integers) -> Integers | None:
        for whole in (False, True):
            programme, raised, lowered = self._programme(others, whole=whole)
            solution = programme.solve()
            if solution is None:
                return None
            real = solution.value[raised] - solution.value[lowered]
            rounded = np.rint(real)
            if whole or np.all(np.abs(real - rounded) < 1e-6):
                return rounded.astype(np.int64)
        return None

    def _programme(self, others: Integers, *, whole: bool) -> tuple[Programme, Integers, Integers]:
        question, cells = self.question, len(self.question.cells)
        programme = Programme()
        cost = np.ones(cells)
        raised = programme.add_columns(cost, 0.0, self.up, whole=whole)
        lowered = programme.add_columns(cost, 0.0, self.down, whole=whole)
        cut = programme.add_columns(np.zeros(1), -INFINITE, INFINITE)
        middle = int(question.merit[self.chosen[-1]])
        columns = _Columns(question, programme, raised, lowered, cut)
        for counted in self._counted(self.chosen, chosen=True):
            below = (middle - question.merit[self.chosen]).astype(np.float64)
            columns.compare(self.chosen, counted, below, np.full(len(below), INFINITE))
        for counted in self._counted(others, chosen=False):
            below = (middle - question.merit[others]).astype(np.float64)
            columns.compare(others, counted, np.full(len(below), -INFINITE), below)
        self._order_floors(programme, raised)
        return programme, raised, lowered

    def _counted(self, positions: Integers, *, chosen: bool) -> list[Integers]:
        """Which floors count for each: all; with floors "one" the own place of the chosen, each or none of others'."""
        member, none = self.question.member[positions], len(self.question.cells)
        if not self.question.one:
            return [member]
        if chosen:
            return [np.array([[self.place.get(position, none)] for position in positions.tolist()])]
        return [np.full((len(positions), 1), none), *(member[:, [column]] for column in range(member.shape[1]))]

    def _order_floors(self, programme: Programme, raised: Integers) -> None:
        """With floors "one": whoever fills a place does so where most is added; an open place is never cheaper."""
        lower_than = {
            (own, other)
            for position, own in self.place.items()
            for other in self.question.values[position]
            if other not in (own, len(self.question.cells))
        }
        lower_than |= {(unfilled, filled) for unfilled in self.unfilled for filled in self.filled}
        for larger, smaller in sorted(lower_than):
            row = programme.add_row(0.0, INFINITE)
            programme.enter(row, raised[[larger]])
            programme.enter(row, raised[[smaller]], -1.0)


@dataclass(frozen=True, eq=False)
class _Columns:
    """The columns of `_Line`'s programme, to be compared with merits."""

    question: Question
    programme: Programme
    raised: Integers
    lowered: Integers
    cut: Integers

    def compare(self, positions: Integers, counted: Integers, lower: Floats, upper: Floats) -> None:
        """A row each: what the `counted` floors add and ceilings take, less the cut, between `lower` and `upper`."""
        rows = self.programme.add_rows(lower, upper)
        for cells, columns, sign in (
            (counted, self.raised, 1.0),
            (self.question.member[positions], self.lowered, -1.0),
        ):
            for column in cells.T:
                held = np.flatnonzero(column < len(self.question.cells))
                self.programme.enter(rows[held], columns[column[held]], sign)
        self.programme.enter(rows, self.cut, -1.0)
