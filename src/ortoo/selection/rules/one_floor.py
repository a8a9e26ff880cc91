"""Floors "one": a person counts for one floor only.

The meritorious horizontal choice of Sonmez and Yenmez (Affirmative action in India via vertical, horizontal and
overlapping reservations, Econometrica 2022): as many reserved places as possible are filled first, then merit decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.some_list import some_list


def has_ceilings(question: Question) -> bool:
    return bool((question.high < question.size).any())


def with_places(question: Question) -> Question | None:
    """The question with the number of reserved places that a list can fill at most; None where there is no list."""
    if not has_ceilings(question):
        return replace(question, places=len(_first_filled(question)))
    places = _most_places(question)
    return None if places is None else replace(question, places=places)


def _most_places(question: Question) -> int | None:
    """The most reserved places that a list within seats and ceilings fills; None where there is no such list.

    Mostly as many as floors and seats alone allow; else halving finds how many.
    """
    held = question.counts(range(question.size))
    beyond = min(question.seats, int(np.minimum(question.low, held).sum())) + 1
    reached = _reached(question, beyond - 1)
    if reached is None:
        beyond, reached = beyond - 1, _reached(question, 0)
    while reached is not None and reached + 1 < beyond:
        middle = (reached + beyond) // 2
        found = _reached(question, middle)
        reached, beyond = (reached, middle) if found is None else (found, beyond)
    return reached


def _reached(question: Question, places: int) -> int | None:
    """How many places a list that fills `places` or more fills; None where there is no such list."""
    found = some_list(replace(question, places=places))
    matching = _Matching(question)
    return None if found is None else sum(matching.seat(position) for position in found)


def choose_in_order(question: Question) -> list[int]:
    """The list where there are no ceilings: those who fill one more place, in order, then the best of the others.

    Lists of this size that fill the most places are the bases of a matroid, so that going down the order is best for
    both objectives.
    """
    chosen = _first_filled(question)
    for position in range(question.size):
        if len(chosen) == question.seats:
            break
        chosen.add(position)
    return sorted(chosen)


def _first_filled(question: Question) -> set[int]:
    """Down the order, everyone who lets one more reserved place be filled, while there are seats."""
    matching = _Matching(question)
    filled: set[int] = set()
    hopeless: set[tuple[int, ...]] = set()
    wanted = min(question.seats, int(question.low.sum()))
    for position in range(question.size):
        if len(filled) == wanted:
            break
        kind = matching.floors(position)
        if kind and kind not in hopeless:
            if matching.seat(position):
                filled.add(position)
            else:
                hopeless.add(kind)  # whoever comes later with the same floors cannot fill one more either
    return filled


class Openings:
    """For each of the chosen: the floors one of which a successor must meet for all reserved places to stay filled."""

    def __init__(self, question: Question, chosen: list[int]) -> None:
        self._question, self._chosen = question, chosen
        self._known: dict[tuple[int, ...], frozenset[int] | None] = {}

    def after(self, out: int) -> frozenset[int] | None:
        """These floors when `out` leaves; None where anybody will do."""
        matching = _Matching(self._question)
        kind = matching.floors(out)
        if kind not in self._known:
            filled = sum(matching.seat(position) for position in self._chosen if position != out)
            self._known[kind] = None if filled >= self._question.places else matching.open_floors()
        return self._known[kind]


def met(question: Question, chosen: Iterable[int]) -> tuple[np.ndarray, dict[int, int]]:
    """(cells,) how many places of each floor are filled, earlier floors of the rule first, and who fills which."""
    matching = _Matching(question)
    people = sorted(chosen)
    for cell in question.floor_order:
        for _ in range(int(question.low[cell])):
            if not matching.fill(cell, people):
                break
    filled = np.bincount(list(matching.place.values()), minlength=len(question.cells)).astype(np.int64)
    return filled[: len(question.cells)], matching.place


class _Matching:
    """People and the floors they fill, kept as large as augmenting paths make it. Deterministic."""

    def __init__(self, question: Question) -> None:
        self._low = question.low.tolist()
        self._member = question.values
        self.place: dict[int, int] = {}
        self._holders: dict[int, list[int]] = {cell: [] for cell, places in enumerate(self._low) if places}

    def floors(self, position: int) -> tuple[int, ...]:
        return tuple(cell for cell in self._member[position] if cell in self._holders)

    def seat(self, position: int) -> bool:
        """Give `position` a place, moving others between places they may hold. False if that fills no further one."""
        return self._seat(position, set())

    def _seat(self, position: int, tried: set[int]) -> bool:
        for cell in self.floors(position):
            if cell in tried:
                continue
            tried.add(cell)
            room = len(self._holders[cell]) < self._low[cell]
            if room or any(self._seat(holder, tried) for holder in list(self._holders[cell])):
                self._move(position, cell)
                return True
        return False

    def open_floors(self) -> frozenset[int]:
        """The floors through which one more person would fill one more place."""
        reached = {cell for cell, holders in self._holders.items() if len(holders) < self._low[cell]}
        grew = True
        while grew:
            fresh = {
                cell
                for cell, holders in self._holders.items()
                if cell not in reached and any(reached.intersection(self.floors(holder)) for holder in holders)
            }
            reached |= fresh
            grew = bool(fresh)
        return frozenset(reached)

    def fill(self, cell: int, people: list[int]) -> bool:
        """Fill one more place of `cell` from `people`; no place that is filled already is given up."""
        return self._fill(cell, people, set())

    def _fill(self, cell: int, people: list[int], tried: set[int]) -> bool:
        fitting = [position for position in people if position not in tried and cell in self._member[position]]
        tried.update(fitting)
        for position in fitting:
            if position not in self.place:
                self._move(position, cell)
                return True
        for position in fitting:
            left = self.place[position]
            if left != cell and self._fill(left, people, tried):
                self._move(position, cell)
                return True
        return False

    def _move(self, position: int, cell: int) -> None:
        if position in self.place:
            self._holders[self.place[position]].remove(position)
        self.place[position] = cell
        self._holders[cell].append(position)
