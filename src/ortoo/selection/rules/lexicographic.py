"""Objective "lexicographic": down the order, everyone with whom seats and quotas can still be met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.selection.rules.linear import Integers, Mask
from ortoo.selection.rules.programme import pose
from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.relaxation import RealPrices, first_few, least_broken
from ortoo.selection.rules.reserve import Seats

_SCALE = 10**6


def in_order(question: Question, some_list: list[int]) -> list[int]:
    """The list; `some_list` is any list that keeps seats and quotas, to start from."""
    walk = _Walk(question, some_list)
    for position in range(question.size):
        if len(walk.taken) == question.seats:
            break
        walk.pass_by(position)
    return sorted(walk.taken)


@dataclass(frozen=True, eq=False)
class _Refutation:
    """Whole prices under which the best scores still to be had do not reach `base`: no list at all then."""

    score: Integers
    base: int


def _who_differ(question: Question, fixed: Mask, may: Mask) -> Integers:
    """Those `fixed`, and of all who may still get a seat as many as there are seats left of each kind.

    A cell without room lets nobody in; one that can neither overflow nor lack anybody tells nobody apart.
    """
    left, held = question.seats - int(fixed.sum()), question.counts(np.flatnonzero(fixed))
    room, lacking = question.high - held, np.maximum(question.low - held, 0)
    idle = np.append((room >= left) & ((question.low == 0) if question.one else (lacking == 0)), True)
    fits = may & ~fixed & np.append(room > 0, True)[question.member].all(axis=1)
    if not question.one:
        for column in question.member.T:
            in_need = np.append(lacking, 0)
            if in_need[np.unique(column)].sum() >= left:  # every seat left has to go to somebody who is lacking here
                fits &= in_need[column] > 0
    open_to = np.flatnonzero(fits)
    kinds = np.where(idle[question.member[open_to]], len(question.cells), question.member[open_to])
    _, kind_of = np.unique(kinds, axis=0, return_inverse=True)
    by_kind = np.argsort(kind_of.ravel(), kind="stable")
    ordered = kind_of.ravel()[by_kind]
    nth = np.arange(len(ordered)) - np.searchsorted(ordered, ordered, side="left")
    return np.union1d(np.flatnonzero(fixed), open_to[by_kind[nth < left]])


class _Walk:
    """Keeps a witness: a whole list that contains everyone taken so far. Whoever fits into one is taken."""

    def __init__(self, question: Question, witness: list[int]) -> None:
        self.question = question
        self.taken: set[int] = set()
        self.witness = set(witness)
        self.open = np.ones(question.size, dtype=bool)
        self.refuted = np.zeros(question.size, dtype=bool)
        self._refutations: list[_Refutation] = []
        self._refuted_with = 0
        self._refused_kinds: set[tuple[int, ...]] = set()
        self._pool = first_few(question)
        self._seats: Seats | None = None

    def pass_by(self, position: int) -> None:
        """Take `position` if a list with it and all taken so far exists."""
        if position in self.witness:
            self.taken.add(position)
            return
        kind = tuple(self.question.values[position])
        if kind not in self._refused_kinds and not self.refuted[position]:
            witness = self._swapped(position)
            if witness is None and not self._is_refuted(position):
                witness = self._searched(position)
            if witness is not None:
                self.witness, self._seats = witness, None
                self.taken.add(position)
                return
            self._refused_kinds.add(kind)
        self.open[position] = False

    def _swapped(self, position: int) -> set[int] | None:
        """The witness with `position` in the seat of its last member that makes room for it."""
        if self._seats is None:
            self._seats = Seats(self.question, sorted(self.witness))
        for out in sorted(self.witness - self.taken, reverse=True):
            if self._seats.may_follow(out, position):
                return self.witness - {out} | {position}
        return None

    def _is_refuted(self, position: int) -> bool:
        """Whether prices known from before show that no list has `position` and everybody taken so far."""
        if len(self.taken) > self._refuted_with:
            self._refuted_with = len(self.taken)
            for known in self._refutations:
                self._refute(known)
        return bool(self.refuted[position])

    def _refute(self, known: _Refutation) -> None:
        """Mark everybody with whom the highest scores still to be had do not reach the base. They never come back."""
        free = self.open.copy()
        taken = list(self.taken)
        free[taken] = False
        scores = known.score[free]
        left = min(self.question.seats - len(taken) - 1, len(scores))
        highest = int(np.partition(scores, len(scores) - left)[len(scores) - left :].sum()) if left else 0
        self.refuted |= known.score < known.base - highest - int(known.score[taken].sum())

    def _searched(self, position: int) -> set[int] | None:
        """A list with `position` and all taken: by the relaxation, which may refute it with prices, else by search."""
        question = self.question
        fixed = np.zeros(question.size, dtype=bool)
        fixed[list(self.taken)] = True
        fixed[position] = True
        may = self.open | fixed
        relaxed = least_broken(question, self._pool, fixed, may)
        self._pool = relaxed.positions
        if relaxed.broken > 1e-6:
            self._remember(relaxed.prices)
            if self.refuted[position]:
                return None
        elif relaxed.is_whole:
            return set(relaxed.chosen())
        for positions in (relaxed.positions, _who_differ(question, fixed, may)):
            lower = fixed[positions].astype(np.float64)
            posed = pose(question, positions, np.zeros(len(positions)), lower=lower, whole=True)
            solution = posed.solve()
            if solution is not None:
                return set(posed.chosen(solution))
        return None

    def _remember(self, real: RealPrices) -> None:
        question = self.question
        scaled = RealPrices(real.cells * _SCALE, real.capacity * _SCALE, real.filling * _SCALE).rounded(question)
        score = np.rint(scaled.added(question)).astype(np.int64)
        known = _Refutation(score, round(scaled.base(question)))
        self._refutations.append(known)
        self._refute(known)
