"""The tree that proves a list where one set of prices does not: whole prices at every leaf, found by small programmes.

What a leaf has to show is one sentence: no list of this place has a total above that of the list taken, and none of
the same total comes before it. Both at once, because whoever would come before counts one step more (ADR 0142).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortoo.selection.rules.linear import Floats, Integers, Mask, Solution
from ortoo.selection.rules.prices import adjustment_rows, cheapest
from ortoo.selection.rules.programme import pose
from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.relaxation import RealPrices, _prices
from ortoo.selection.rules.standing import Standing
from ortoo.selection.rules.tree import STEP, Branch, Leaf, Node, unit_for

OPEN, IN, OUT = -1, 1, 0
_HARDER = 16.0


def grown(question: Question, chosen: list[int], margins: Integers, gap: int, ids: Sequence[str]) -> list[Node]:
    """The tree. margins, gap: whoever is further than `gap` from 0 is settled by the prices of the root.

    ids: of the positions. Empty where those prices alone prove the list.
    """
    grove = _Grove(question, chosen, margins, gap, unit_for(question.seats), STEP)
    if gap == 0 and not grove.leads(grove.state).any():
        return []
    nodes: list[Node] = []
    waiting = [grove.state]
    while waiting:
        found = grove.leaf_or_place(state := waiting.pop())
        if isinstance(found, Leaf):
            nodes.append(found)
        else:
            nodes.append(Branch(ids[int(grove.positions[found])]))
            waiting += _ways(state, found)
    return nodes


def improved(question: Question, chosen: list[int], margins: Integers, gap: int) -> list[int] | None:
    """A list with a higher total than `chosen`; None where the tree, grown without a word on the order, has none."""
    return _better(_Grove(question, chosen, margins, gap, unit=1_000, step=0))


def earlier(question: Question, chosen: list[int], margins: Integers, gap: int) -> list[int] | None:
    """A list with the total of `chosen`, the highest, that comes before it; None where there is none."""
    grove = _Grove(question, chosen, margins, gap, unit_for(question.seats), STEP)
    return _better(grove) if gap or grove.leads(grove.state).any() else None


def _better(grove: _Grove) -> list[int] | None:
    waiting = [grove.state]
    while waiting:
        found = grove.leaf_or_place(state := waiting.pop())
        if grove.better is not None:
            return grove.better
        if not isinstance(found, Leaf):
            waiting += _ways(state, found)
    return None


def _ways(state: Integers, place: int) -> list[Integers]:
    """Without, then with the candidate at `place`: the last is looked at first."""
    without, taken = state.copy(), state.copy()
    without[place], taken[place] = OUT, IN
    return [without, taken]


@dataclass(frozen=True, eq=False)
class _Whole:
    """Prices of a leaf in units: floor and ceiling of each cell (floors positive, ceilings negative)."""

    floors: Integers
    ceilings: Integers


class _Grove:
    """The candidates that the root leaves open or takes in, and the programme that each place of the tree re-solves."""

    def __init__(
        self, question: Question, chosen: list[int], margins: Integers, gap: int, unit: int, step: int
    ) -> None:
        self.unit, self.step = unit, step
        self.better: list[int] | None = None
        self.question, self.positions = question, np.flatnonzero(margins >= -gap)
        self.state = np.where(margins[self.positions] > gap, IN, OPEN)
        self.chosen = sorted(chosen)
        self.inside = np.isin(self.positions, chosen)
        self.before_last = self.positions < max(chosen)
        self.merit = (question.merit[self.positions] - int(question.merit[chosen[-1]])).astype(object)
        self.zero = int(question.merit[chosen[-1]])
        self.total = int(self.merit[self.inside].sum())
        self.refuted = unit * (self.total + question.seats * self.zero) + (step or unit)
        spread = float(max(self.merit.max() - self.merit.min(), 1))
        self.bend = 4.0 * (spread + 1.0)
        self.posed = pose(question, self.positions, -self.merit.astype(np.float64), bend=self.bend)
        self.standing = Standing(self.posed.programme)
        self.columns = np.arange(len(self.positions))
        self.member = question.member[self.positions]

    def leads(self, state: Integers) -> Mask:
        """Who would come before the list: not chosen, and before the first of the chosen who is out."""
        lost = self.positions[self.inside & (state == OUT)]
        before = self.positions < lost[0] if len(lost) else self.before_last
        found: Mask = before & ~self.inside & (state != OUT)
        return found

    def leaf_or_place(self, state: Integers) -> Leaf | int:
        """Prices that settle this place of the tree, or the candidate to branch on."""
        leads = self.leads(state)
        if (leaf := self._too_many_or_few(state, leads)) is not None:
            return leaf
        bend = self.bend
        while True:
            solution = self._solved(state, leads)
            leaf = self._leaf(state, leads, _prices(self.question, self.posed, solution))
            if leaf.bound < self.refuted:
                return leaf
            if solution.value[self.posed.bent].sum() <= 1e-6:
                break
            bend *= _HARDER
            self.standing.costs(self.posed.bent, np.full(len(self.posed.bent), bend))
        if bend > self.bend:
            self.standing.costs(self.posed.bent, np.full(len(self.posed.bent), self.bend))
        return self._place(state, solution)

    def _solved(self, state: Integers, leads: Mask) -> Solution:
        self.standing.bounds(self.columns, (state == IN).astype(float), (state != OUT).astype(float))
        self.standing.costs(self.columns, -self.merit.astype(np.float64) - leads * (self.step / self.unit))
        solution = self.standing.solve()
        assert solution is not None
        return solution

    def _place(self, state: Integers, solution: Solution) -> int:
        share = solution.value[self.columns]
        free = np.flatnonzero(state == OPEN)
        distance = np.abs(share[free] - 0.5)
        if distance.min() < 0.5 - 1e-6:
            return int(free[np.argmin(distance)])
        taken = share > 0.5
        self._hold_against(self.positions[taken].tolist(), int(self.merit[taken].sum()))
        differing = free[self.inside[free] & (share[free] < 0.5)]
        return int(differing[0] if len(differing) else free[0])

    def _hold_against(self, other: list[int], total: int) -> None:
        if total > self.total or (self.step and total == self.total and other < self.chosen):
            self.better = other

    def _leaf(self, state: Integers, leads: Mask, real: RealPrices) -> Leaf:
        whole = self._whole(real)
        figures = self._adjusted(whole, leads)
        return self._cut_best(state, figures, whole)

    def _whole(self, real: RealPrices) -> _Whole:
        question = self.question
        cells = np.rint(real.cells * self.unit)
        floors = np.where(question.low > 0, np.maximum(cells, 0), 0)
        if question.one:
            floors = np.rint(real.floors(question) * self.unit)
        ceilings = np.where(question.high < question.size, np.minimum(cells, 0), 0)
        return _Whole(_exact(floors), _exact(ceilings))

    def _adjusted(self, whole: _Whole, leads: Mask) -> Integers:
        floors, ceilings = (np.append(part, 0)[self.member] for part in (whole.floors, whole.ceilings))
        added = floors.max(axis=1, initial=0) if self.question.one else floors.sum(axis=1)
        return self.merit * self.unit + leads * self.step + added + ceilings.sum(axis=1)

    def _base(self, whole: _Whole) -> int:
        question = self.question
        ceilings = int((whole.ceilings * question.high).sum())
        if not question.one:
            return ceilings + int((whole.floors * question.low).sum())
        return ceilings + cheapest(question, whole.floors)

    def _cut_best(self, state: Integers, figures: Integers, whole: _Whole) -> Leaf:
        """The leaf with the cut that gives the lowest bound: the last free seat's."""
        question = self.question
        fixed, free = figures[state == IN], np.sort(figures[state == OPEN])[::-1]
        left = question.seats - len(fixed)
        cut = int(free[left - 1]) if left > 0 else int(free[0]) if len(free) else 0
        margins = int((fixed - cut).sum()) + int(np.maximum(free - cut, 0).sum())
        bound = question.seats * cut + margins - self._base(whole)
        zero = self.unit * self.zero
        rows = adjustment_rows(question, whole.floors, whole.ceilings)
        return Leaf(cut + zero, rows, bound + zero * question.seats)

    def _too_many_or_few(self, state: Integers, leads: Mask) -> Leaf | None:
        """Where so many are in, or out, that no list is left: a cut as high, or as low, as it takes."""
        seats, fixed, free = self.question.seats, int((state == IN).sum()), int((state == OPEN).sum())
        if fixed <= seats <= fixed + free:
            return None
        far = 2 * self.unit * (int(np.abs(self.merit).sum()) + 1)
        nothing = np.zeros(len(self.question.cells), dtype=object)
        whole = _Whole(nothing, nothing)
        figures = self._adjusted(whole, leads)
        cut = far if fixed > seats else -far
        margins = int((figures[state == IN] - cut).sum()) + int(np.maximum(figures[state == OPEN] - cut, 0).sum())
        zero = self.unit * self.zero
        return Leaf(cut + zero, (), seats * (cut + zero) + margins)


def _exact(figures: Floats) -> Integers:
    return np.array([int(figure) for figure in figures.tolist()], dtype=object)
