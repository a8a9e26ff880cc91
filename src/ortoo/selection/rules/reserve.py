"""Who may take whose seat with everything kept: quotas and, with floors "one", the filled reserved places."""

from __future__ import annotations

import numpy as np

from ortoo.selection.rules.linear import Integers, Mask
from ortoo.selection.rules.one_floor import Openings
from ortoo.selection.rules.order import ranking
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Layout, Question, laid_out
from ortoo.selection.rules.rule import Rule


class Seats:
    """A list that keeps a question, asked who may follow whom in a seat."""

    def __init__(self, question: Question, chosen: list[int]) -> None:
        self.question = question
        self.chosen = chosen
        counts = question.counts(chosen).tolist()
        none = len(question.cells)
        self._full = {cell for cell in range(none) if counts[cell] >= question.high[cell]}
        floors_hold = not question.one
        self._just_met = {cell for cell in range(none) if floors_hold and counts[cell] <= question.low[cell]}
        self._openings = Openings(question, chosen) if question.one else None
        self._member = question.values

    def broken(self, out: int, into: int) -> tuple[set[int], set[int], bool]:
        """What `into` in the seat of `out` breaks: full ceilings, floors just met, whether a reserved place."""
        leaving, entering = set(self._member[out]), set(self._member[into])
        full, just_met = (entering - leaving) & self._full, (leaving - entering) & self._just_met
        opening = None if self._openings is None else self._openings.after(out)
        return full, just_met, opening is not None and not opening & entering

    def may_follow(self, out: int, into: int) -> bool:
        leaving, entering = self._member[out], self._member[into]
        if any(cell in self._full and cell not in leaving for cell in entering):
            return False
        return self.broken(out, into) == (set(), set(), False)


def reserve_rows(rule: Rule, pool: Pool, question: Question, chosen: list[int]) -> list[int]:
    """The rows of the reserve; of floors "one" the question must hold everybody, else only the chosen."""
    if question.one:
        return question.rows[reserve_list(question, chosen, rule.reserve)].tolist()
    rows = question.rows[chosen]
    may = _may_take(laid_out(rule, pool), len(pool), question, rows)
    may[rows] = False
    able = pool.able[may[pool.able]]
    merit = pool.merits[able]
    if len(able) > rule.reserve > 0:
        able = able[merit >= np.partition(merit, len(merit) - rule.reserve)[len(merit) - rule.reserve]]
    return ranking(rule, pool, able)[: rule.reserve] if rule.reserve else []


def _may_take(layout: Layout, size: int, question: Question, rows: Integers) -> Mask:
    """Of everybody: whether they may take the seat of at least one of the chosen, in `rows`, floors "each".

    One bit for each of the chosen: in every column the same cell, or leaving one that is not just met for one not full.
    """
    counts = question.counts(np.flatnonzero(np.isin(question.rows, rows)))
    full, just_met = (np.append(held, False) for held in (counts >= question.high, counts <= question.low))
    found = np.zeros(size, dtype=bool)
    for block in range(0, len(rows), 63):
        some = rows[block : block + 63]
        bits = np.full(size, -1, dtype=np.int64)
        for codes, cell_of in layout.columns:
            leaving = cell_of[codes[some]]
            fits = (cell_of[:, None] == leaving) | (~full[cell_of][:, None] & ~just_met[leaving])
            bits &= (fits @ (1 << np.arange(len(some)))).take(codes)
        found |= bits != 0
    return found


def reserve_list(question: Question, chosen: list[int], length: int) -> list[int]:
    """The first `length` of those not chosen who may take a seat, in order; fewer where there are no more."""
    seats = Seats(question, chosen)
    inside = set(chosen)
    answers: dict[tuple[int, ...], bool] = {}
    found: list[int] = []
    for position in range(question.size):
        if len(found) >= length:
            break
        if position in inside:
            continue
        kind = tuple(question.member[position].tolist())
        if kind not in answers:
            answers[kind] = any(seats.may_follow(out, position) for out in chosen)
        if answers[kind]:
            found.append(position)
    return found


def successors(question: Question, chosen: list[int], reserve: list[int], out: int) -> list[int]:
    """Who of the reserve may take the seat of `out`, in order; the first moves up."""
    seats = Seats(question, chosen)
    return [position for position in reserve if seats.may_follow(out, position)]
