"""Bringing forms nearer still: two items of one cell change places between forms as long as that helps.

The solver stops at the first forms that do; from there exchanges are quick and lead far below. No item comes in or goes
out, so cells and exposure stay as they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.forms.measures import facility, information, spreads
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies, Form

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

LEAST_GAIN = 1e-9
WIDTH = 150
"""First exchanges that are tried with a second one."""


def evened(
    forms: Sequence[Form], bank: Mapping[str, BankItem], blueprint: Blueprint, enemies: Sequence[Enemies]
) -> tuple[Form, ...]:
    """Forms whose spread is not wider in what is nearest to its limit; the same ones where no exchange helps.

    What is made small is the sum of squares by which forms deviate, each measure in units of its limit.
    """
    if not forms:
        return ()
    codes = [code for form in forms for code in form.items]
    home = np.repeat(np.arange(len(forms)), [len(form.items) for form in forms])
    pairs = [
        (one, other)
        for one, other in combinations(range(len(codes)), 2)
        if _alike(bank[codes[one]], bank[codes[other]])
    ]
    if not pairs:
        return tuple(forms)
    apart = _Apart(codes, forms, enemies)
    worth = _in_limits([bank[code] for code in codes], blueprint)
    _Exchanges(worth, home, np.array(pairs), apart).improve()
    found = tuple(
        Form(tuple(codes[place] for place in np.flatnonzero(home == number)), form.pretest)
        for number, form in enumerate(forms)
    )
    return min((tuple(forms), found), key=lambda some: nearest_to_a_limit(some, bank, blueprint))


def _alike(one: BankItem, other: BankItem) -> bool:
    """That neither cells nor anchors change with them."""
    return one.cell == other.cell and one.anchor == other.anchor


class _Apart:
    """Whether an item may move: `with_` place by place the places of its enemies, `tried_out` forms with one."""

    def __init__(self, codes: Sequence[str], forms: Sequence[Form], enemies: Sequence[Enemies]) -> None:
        places = {code: place for place, code in enumerate(codes)}
        self.with_: list[set[int]] = [set() for _ in codes]
        self.tried_out: list[set[int]] = [set() for _ in codes]
        for group in enemies:
            for code in group & places.keys():
                self.with_[places[code]] |= {places[other] for other in (group - {code}) & places.keys()}
                self.tried_out[places[code]] |= {
                    number for number, form in enumerate(forms) if group.intersection(form.pretest)
                }

    def allows(self, home: Places, one: int, other: int) -> bool:
        """That both change places."""
        return self._may_go(home, one, other) and self._may_go(home, other, one)

    def _may_go(self, home: Places, item: int, there: int) -> bool:
        met = {enemy for enemy in self.with_[item] - {there} if home[enemy] == home[there]}
        return not met and int(home[there]) not in self.tried_out[item]


def _in_limits(items: Sequence[BankItem], blueprint: Blueprint) -> Floats:
    """(items, measures): expected score and information of each, where 1 is the most that forms may differ by."""
    worth = np.array([
        [facility(item), *(information(item, ability, blueprint.slope) for ability in blueprint.abilities)]
        for item in items
    ])  # fmt: skip
    mean = worth.sum(axis=0) / blueprint.forms
    limits = np.array([blueprint.expected_spread, *(blueprint.information_spread * mean[1:])])
    return np.asarray(worth / np.where(limits > 0, limits, mean * 1e-6))


class _Exchanges:
    """Forms on the way. home: the form of each item; totals (forms, measures)."""

    def __init__(self, worth: Floats, home: Places, pairs: Places, apart: _Apart) -> None:
        self.first, self.second = pairs.T
        self.differs = worth[self.second] - worth[self.first]
        self.home, self.apart = home, apart
        self.totals = np.array([worth[home == form].sum(axis=0) for form in range(int(home.max()) + 1)])

    def improve(self) -> None:
        """One exchange after the other; where none helps alone, two of which the first does little harm."""
        while self._one() or self._two():
            pass

    def _one(self) -> bool:
        gain = self._gains()
        best = next(self._allowed(gain), None)
        if best is None or gain[best] <= LEAST_GAIN:
            return False
        self._exchange(best)
        return True

    def _two(self) -> bool:
        gain = self._gains()
        for one in islice(self._allowed(gain), WIDTH):
            self._exchange(one)
            then = self._gains()
            other = next(self._allowed(then), None)
            if other is not None and gain[one] + then[other] > LEAST_GAIN:
                self._exchange(other)
                return True
            self._exchange(one)
        return False

    def _gains(self) -> Floats:
        """By how much each pair lessens the sum of squares: with totals T and a difference d it changes by
        2 d (T_f - T_g) + 2 d d. Within one form nothing changes.
        """
        here, there = self.home[self.first], self.home[self.second]
        steps = self.totals[here] - self.totals[there] + self.differs
        gain = -2 * np.einsum("pm,pm->p", self.differs, steps)
        gain[here == there] = -np.inf
        return np.asarray(gain)

    def _allowed(self, gain: Floats) -> Iterator[int]:
        """Pairs that may change places, the best first."""
        for pair in np.argsort(-gain, kind="stable").tolist():
            if gain[pair] == -np.inf:
                return
            if self.apart.allows(self.home, int(self.first[pair]), int(self.second[pair])):
                yield pair

    def _exchange(self, pair: int) -> None:
        """Done twice, it is undone."""
        one, other = self.first[pair], self.second[pair]
        here, there = self.home[one], self.home[other]
        self.totals[here] += self.differs[pair]
        self.totals[there] -= self.differs[pair]
        self.home[one], self.home[other] = there, here


def nearest_to_a_limit(forms: Sequence[Form], bank: Mapping[str, BankItem], blueprint: Blueprint) -> float:
    """The widest spread, in units of its limit."""
    found = spreads(forms, bank, blueprint)
    shares = [_share(one, blueprint.information_spread) for one in found.information]
    return max([_share(found.expected, blueprint.expected_spread), *shares])


def _share(spread: float, limit: float) -> float:
    return spread / limit if limit > 0 else spread * 1e6
