"""The question as a linear or integer programme over some of its candidates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.selection.rules.linear import INFINITE, Floats, Integers, Programme, Solution
from ortoo.selection.rules.quotas import Question


@dataclass(frozen=True, eq=False)
class Posed:
    """A programme whose first columns are the candidates at `positions`; rows by what they promise.

    bent: columns that say by how much a promise is broken (only where breaking was allowed).
    place_rows: with floors "one", the row of each floor's capacity; filled_row: that enough places are filled.
    """

    programme: Programme
    positions: Integers
    seats_row: int
    cell_rows: Integers
    bent: Integers
    place_rows: Integers
    filled_row: int | None

    def solve(self) -> Solution | None:
        return self.programme.solve()

    def chosen(self, solution: Solution) -> list[int]:
        """The positions of value one, in order; only of an integral solution."""
        return sorted(self.positions[np.flatnonzero(solution.value[: len(self.positions)] > 0.5)].tolist())

    def is_whole(self, solution: Solution) -> bool:
        share = solution.value[: len(self.positions)]
        return bool(np.all(np.abs(share - np.rint(share)) < 1e-7))


def pose(
    question: Question,
    positions: Integers,
    cost: Floats,
    *,
    lower: Floats | float = 0.0,
    upper: Floats | float = 1.0,
    whole: bool = False,
    bend: float | None = None,
) -> Posed:
    """Minimise `cost` over lists of the candidates at `positions`; with `bend`, quotas may be broken at that cost."""
    programme = Programme()
    share = programme.add_columns(cost, lower, upper, whole=whole)
    seats_row = programme.add_row(question.seats, question.seats)
    programme.enter(seats_row, share)
    low = np.zeros(len(question.cells)) if question.one else question.low.astype(np.float64)
    cell_rows = programme.add_rows(low, question.high.astype(np.float64))
    for column in question.member[positions].T:
        held = np.flatnonzero(column < len(question.cells))
        programme.enter(cell_rows[column[held]], share[held])
    bent = [_bend(programme, cell_rows, bend, question)] if bend is not None else []
    place_rows, filled_row = np.zeros(0, dtype=np.int64), None
    if question.one and question.places:
        place_rows, filled_row = _reserve_places(programme, question, positions, share)
        if bend is not None:
            missing = programme.add_columns(np.full(1, bend), 0.0, INFINITE)
            programme.enter(filled_row, missing)
            bent.append(missing)
    bent_columns = np.concatenate(bent) if bent else np.zeros(0, dtype=np.int64)
    return Posed(programme, positions, seats_row, cell_rows, bent_columns, place_rows, filled_row)


def _bend(programme: Programme, cell_rows: Integers, bend: float, question: Question) -> Integers:
    """One column for each floor (what it lacks) and each ceiling (what exceeds it)."""
    floors = np.flatnonzero((question.low > 0) & (not question.one))
    ceilings = np.flatnonzero(question.high < question.size)
    lacking = programme.add_columns(np.full(len(floors), bend), 0.0, INFINITE)
    programme.enter(cell_rows[floors], lacking)
    exceeding = programme.add_columns(np.full(len(ceilings), bend), 0.0, INFINITE)
    programme.enter(cell_rows[ceilings], exceeding, -1.0)
    return np.concatenate([lacking, exceeding])


def _reserve_places(
    programme: Programme, question: Question, positions: Integers, share: Integers
) -> tuple[Integers, int]:
    """Flows from kinds of people (those who meet the same floors) to floors: so many reserved places are filled."""
    filled_row = programme.add_row(question.places, INFINITE)
    place_rows = programme.add_rows(np.zeros(len(question.cells)), question.low.astype(np.float64))
    for kind, members in floor_kinds(question, positions):
        kind_row = programme.add_row(0.0, INFINITE)
        programme.enter(kind_row, share[members])
        filled = programme.add_columns(np.zeros(len(kind)), 0.0, INFINITE)
        programme.enter(kind_row, filled, -1.0)
        programme.enter(filled_row, filled)
        programme.enter(place_rows[kind], filled)
    return place_rows, filled_row


def floor_kinds(question: Question, positions: Integers) -> list[tuple[Integers, Integers]]:
    """(the floors met, who meets exactly these, as indices into `positions`) for each kind that meets any."""
    none = len(question.cells)
    reserved = np.append(question.low > 0, False)
    member = question.member[positions]
    floors = np.sort(np.where(reserved[member], member, none), axis=1)
    if not floors.size:
        return []
    kinds, kind_of = np.unique(floors, axis=0, return_inverse=True)
    kind_of = kind_of.ravel()
    return [
        (kind[kind < none], np.flatnonzero(kind_of == number))
        for number, kind in enumerate(kinds)
        if (kind < none).any()
    ]
