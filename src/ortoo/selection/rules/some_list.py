"""Whether a list exists at all, whatever its merit."""

from __future__ import annotations

import numpy as np

from ortoo.selection.rules.linear import Integers
from ortoo.selection.rules.programme import pose
from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.relaxation import first_few, least_broken


def some_list(question: Question) -> list[int] | None:
    """Positions of a list that keeps seats, quotas and reserved places; None where there is none."""
    relaxed = least_broken(question, first_few(question))
    if relaxed.broken > 1e-6:
        return None
    if relaxed.is_whole:
        return relaxed.chosen()
    found = _whole_list(question, relaxed.positions)
    return found if found is not None else _whole_list(question, _first_of_each_profile(question))


def _whole_list(question: Question, positions: Integers) -> list[int] | None:
    posed = pose(question, positions, np.zeros(len(positions)), whole=True)
    solution = posed.solve()
    return None if solution is None else posed.chosen(solution)


def _first_of_each_profile(question: Question) -> Integers:
    """Of each profile as many as there are seats: no list needs more."""
    _, profile_of = np.unique(question.member, axis=0, return_inverse=True)
    order = np.argsort(profile_of.ravel(), kind="stable")
    sorted_profiles = profile_of.ravel()[order]
    starts = np.searchsorted(sorted_profiles, sorted_profiles, side="left")
    return np.sort(order[np.arange(len(order)) - starts < question.seats])
