"""Objective "total": the highest total merit that seats and quotas allow, and of equal totals the best by the order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.branching import earlier, improved
from ortoo.selection.rules.linear import Integers, Mask
from ortoo.selection.rules.one_floor import met
from ortoo.selection.rules.prices import Prices, cut_line, nearest, price_bound, proving
from ortoo.selection.rules.programme import pose
from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.relaxation import RealPrices, Relaxation, middle, relax
from ortoo.selection.rules.stages import stage

_BLOCK = 16
_NEAREST = (40, 120, 400)


@dataclass(frozen=True, eq=False)
class Optimum:
    """chosen: positions, in order. proved: the prices alone prove the total."""

    chosen: list[int]
    total: int
    prices: Prices
    price_bound: int

    @property
    def proved(self) -> bool:
        return self.price_bound == self.total


def best_total(question: Question) -> Optimum | None:
    """The one best list; None where no list keeps seats and quotas."""
    if not question.one and (question.low > question.high).any():
        return None
    relaxed = relax(question)
    return None if relaxed is None else best_of_relaxed(question, relaxed)


def best_of_relaxed(question: Question, relaxed: Relaxation) -> Optimum | None:
    """The one best list, from the relaxation on; None where no list keeps seats and quotas."""
    first = relaxed.chosen() if relaxed.is_whole else _search_near(question, relaxed)
    if first is None:
        return None
    chosen, prices = _settled(question, relaxed, first)
    if prices is None:
        with stage("certificate"):
            prices = nearest(question, relaxed.prices.as_adjustments(question))
    return Optimum(chosen, _total(question, chosen), prices, price_bound(question, prices))


def any_list(question: Question) -> list[int] | None:
    """Some list that keeps seats and quotas, a good one by merit; None where there is none."""
    if not question.one and (question.low > question.high).any():
        return None
    relaxed = relax(question)
    if relaxed is None:
        return None
    return relaxed.chosen() if relaxed.is_whole else _search_near(question, relaxed, by_merit=False)


def _settled(question: Question, relaxed: Relaxation, first: list[int]) -> tuple[list[int], Prices | None]:
    """The best list, from a good one on, and the prices that prove it alone if there are any."""
    best: list[int] | None = first
    while best is not None:
        known = best
        prices = _proof(question, known) if _total(question, known) > relaxed.highest(question) - 1.0 else None
        margins, gap = _room(question, relaxed.prices, known, prices)
        best = improved(question, known, margins, gap) if gap else None
    with stage("uniqueness"):
        alone = earlier(question, known, margins, gap) is None
        chosen = known if alone else _first_of_equals(question, known, margins, gap)
    return chosen, _proof(question, chosen) if question.one and prices else prices


def _total(question: Question, chosen: list[int]) -> int:
    return int(question.merit[chosen].sum())


def _proof(question: Question, chosen: list[int]) -> Prices | None:
    """Prices that prove `chosen` the best alone, where whole ones do."""
    with stage("certificate"):
        if not question.one:
            return proving(question, chosen, {}, None)
        places, place = met(question, chosen)
        return proving(question, chosen, place, places)


def _room(question: Question, real: RealPrices, chosen: list[int], prices: Prices | None) -> tuple[Integers, int]:
    """(margins, gap): whoever is more than `gap` above 0 is in every best list, more than `gap` below in none."""
    if prices is not None and not question.one:
        whole = RealPrices(prices.adjustment.astype(np.float64), np.zeros(len(question.cells)), 0.0)
    else:
        whole = real.rounded(question)
    figures = question.merit + np.rint(whole.added(question)).astype(np.int64)
    margins = figures - cut_line(question, figures)
    highest = question.seats * cut_line(question, figures) + int(np.maximum(margins, 0).sum())
    return margins, highest - round(whole.base(question)) - _total(question, chosen)


def _search_near(question: Question, relaxed: Relaxation, *, by_merit: bool = True) -> list[int] | None:
    """A good list near the line of the relaxation (or any, not `by_merit`); if there is none, one of all."""
    margins = relaxed.margins(question)
    nearest = np.argsort(np.abs(margins), kind="stable")
    for few in _NEAREST:
        fixed = margins > 0
        fixed[nearest[:few]] = False
        found = _search(question, np.union1d(np.flatnonzero(fixed), nearest[:few]), fixed, by_merit=by_merit)
        if found is not None:
            return found
    return _search(question, _undominated(question), np.zeros(question.size, dtype=bool), by_merit=by_merit)


def _undominated(question: Question) -> Integers:
    """Everybody but those with as many better candidates of the very same values as there are seats."""
    _, kind_of = np.unique(question.member, axis=0, return_inverse=True)
    seen = np.zeros(question.size, dtype=np.int64)
    keep = np.zeros(question.size, dtype=bool)
    for position, kind in enumerate(kind_of.ravel().tolist()):
        keep[position] = seen[kind] < question.seats
        seen[kind] += 1
    return np.flatnonzero(keep)


def _search(
    question: Question,
    positions: Integers,
    fixed: Mask,
    *,
    by_merit: bool = True,
) -> list[int] | None:
    """The best whole list among `positions`; whoever is marked in `fixed` is always in it."""
    merit = (question.merit[positions] - middle(question)).astype(np.float64) * by_merit
    posed = pose(question, positions, -merit, lower=fixed[positions].astype(np.float64), whole=True)
    solution = posed.solve()
    return None if solution is None else posed.chosen(solution)


def _first_of_equals(question: Question, chosen: list[int], margins: Integers, gap: int) -> list[int]:
    """Of all lists with the total of `chosen`, the one that goes furthest down the order without a gap.

    Candidates further than `gap` from the line are settled; the others are settled in order, sixteen at a time: the
    weights 2^15, 2^14, ... 1 make the best list of a block the first in the order.
    """
    positions = np.flatnonzero(margins >= -gap)
    state = np.where(margins[positions] > gap, 1, -1)
    inside = set(chosen)
    while True:
        open_places = np.flatnonzero(state < 0)
        missing = question.seats - int((state == 1).sum())
        taken = [place for place in open_places.tolist() if int(positions[place]) in inside]
        if not missing or taken == open_places[: len(taken)].tolist():
            return sorted(inside)
        block = open_places[:_BLOCK]
        if not all(int(positions[place]) in inside for place in block.tolist()):
            inside = set(_best_of_block(question, positions, state, block, sorted(inside)))
        state[block] = [int(positions[place]) in inside for place in block.tolist()]


def _best_of_block(
    question: Question, positions: Integers, state: Integers, block: Integers, chosen: list[int]
) -> list[int]:
    cost = np.zeros(len(positions))
    cost[block] = -(2.0 ** np.arange(len(block) - 1, -1, -1))
    lower, upper = (state == 1).astype(np.float64), (state != 0).astype(np.float64)
    posed = pose(question, positions, cost, lower=lower, upper=upper, whole=True)
    merit = (question.merit - middle(question)).astype(np.float64)
    row = posed.programme.add_row(float(merit[chosen].sum()) - 0.5, float("inf"))
    posed.programme.enter(row, np.arange(len(positions)), merit[positions])
    solution = posed.solve()
    found = None if solution is None else posed.chosen(solution)
    if found is None or _total(question, found) != _total(question, chosen):
        raise Refusal("select.solver_gave_up", status="ties")  # the list found before keeps everything
    return found
