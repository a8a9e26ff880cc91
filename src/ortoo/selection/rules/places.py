"""Floors "one": why no list fills more reserved places, by prices that everybody can add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ortoo.selection.rules.linear import Floats, Integers
from ortoo.selection.rules.prices import adjustment_rows, cheapest, cut_line
from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.relaxation import first_few, least_broken
from ortoo.selection.rules.tree import Leaf, unit_for


def no_more_places(question: Question) -> Leaf | None:
    """A leaf in which everybody's merit counts 0 and one more place than filled is asked for: its bound is below 0.

    None where as many are filled as seats or floors allow, and where no prices show it (fractions of people could).
    """
    if not question.one or question.places >= min(question.seats, int(question.low.sum())):
        return None
    more = replace(question, places=question.places + 1)
    found = least_broken(more, first_few(more))
    unit = unit_for(question.seats)
    floors = _whole(found.prices.floors(more) * unit, question.low > 0)
    ceilings = _whole(np.minimum(found.prices.cells, 0.0) * unit, question.high < question.size)
    leaf = _added_up(more, floors, ceilings)
    return leaf if leaf.bound < 0 else None


def _whole(prices: Floats, has_bound: np.ndarray) -> Integers:
    return np.where(has_bound, np.rint(prices), 0.0).astype(np.int64)


def _added_up(more: Question, floors: Integers, ceilings: Integers) -> Leaf:
    figures = np.append(floors, 0)[more.member].max(axis=1, initial=0) + np.append(ceilings, 0)[more.member].sum(axis=1)
    cut = cut_line(more, figures)
    base = cheapest(more, floors) + int((ceilings * more.high).sum())
    rows = adjustment_rows(more, floors, ceilings)
    return Leaf(cut, rows, more.seats * cut + int(np.maximum(figures - cut, 0).sum()) - base)
