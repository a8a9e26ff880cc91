"""The answers to one form, and what of them is told in the same way of items that count and of those tried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ortoo.exams.rules.items.distractors import distractors
from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.exams.rules.items.score_groups import TAILS, parts_of_groups

SOLVED_FROM = 0.5
"""The share of an item from which on an answer counts as right where there is nothing between right and wrong."""
FIFTHS = (0.2, 0.4, 0.6, 0.8)
"""Bounds of the groups of scores along which options are drawn."""
DIGITS = 6


@dataclass(frozen=True)
class OnForm:
    """An item in its place. `options`: letters that it offers, where it offers any, and `keys` those that are right.
    `taken_back`: the way in which its key was ("" where it stands)."""

    place: int
    item: str
    kind: str
    options: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    taken_back: str = ""


@dataclass(frozen=True, eq=False)
class Answered:
    """n persons and J items. `earned` (n, J): shares of each item; `reached` (n, J) 0.0 and 1.0; `chosen`: letters of
    each person by item, only of items with options. `groups`: what sets persons apart (language, aimag) -> of each."""

    items: tuple[OnForm, ...]
    earned: Floats
    reached: Floats
    chosen: Mapping[int, Sequence[str]] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def responses(self, *, whole: bool = False) -> Responses:
        """`whole`: 0.0 and 1.0 alone."""
        solved = (self.earned >= SOLVED_FROM).astype(np.float64) if whole else self.earned
        names = tuple(item.item for item in self.items)
        return Responses(names, solved * self.reached, self.reached, np.ones(len(self.earned)))


def by_fifths(answered: Answered, place: int, totals: Floats) -> list[float | None]:
    """The share of the item that each fifth of the scores earned, lowest first."""
    groups = parts_of_groups(totals, np.ones(len(totals)), FIFTHS)
    sizes, earned = groups.sum(axis=0), groups.T @ answered.earned[:, place]
    return [short(float(sum_ / size)) if size > 0 else None for sum_, size in zip(earned, sizes, strict=True)]


def options_of(answered: Answered, place: int, totals: Floats) -> list[dict[str, Any]]:
    """`tails`: lower and upper 27 %; `by_group`: fifths."""
    item = answered.items[place]
    if place not in answered.chosen or not item.keys:
        return []
    keys, chosen = "".join(item.keys), answered.chosen[place]
    along, at_ends = (distractors(chosen, totals.tolist(), item.options, keys, bounds) for bounds in (FIFTHS, TAILS))
    return [
        {
            "option": one.option,
            "key": one.is_key,
            "share": short(one.share),
            "with_total": short(one.with_total),
            "by_group": [short(share) for share in one.by_group],
            "tails": [short(tails.by_group[0]), short(tails.by_group[-1])],
        }
        for one, tails in zip(along, at_ends, strict=True)
    ]


def short(figure: float | None) -> float | None:
    """Six decimals say more than any group of persons can; nan is nothing."""
    return None if figure is None or np.isnan(figure) else round(float(figure), DIGITS)
