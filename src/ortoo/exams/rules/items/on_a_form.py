"""What the answers to one form of an exam say of each of its items, and of the form: one value, written as JSON.

Answers that earn a part of an item count with that part in shares, correlations, totals and alpha. Where an answer is
right or wrong and nothing between (models, comparison of groups), it is right from half of the item on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ortoo.exams.rules.items.classical import Classical, classical, conditional_sem
from ortoo.exams.rules.items.distractors import distractors
from ortoo.exams.rules.items.flags import flags_of
from ortoo.exams.rules.items.groups_apart import Apart, groups_apart
from ortoo.exams.rules.items.modelled import Modelled, modelled
from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.exams.rules.items.score_groups import TAILS, parts_of_groups
from ortoo.exams.rules.items.tried_out import tried_out

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


def of_form(
    answered: Answered, cut: float, moved: Mapping[str, Mapping[str, Any]], tried: Answered | None = None
) -> dict[str, Any]:
    """`cut`: a share of the form's points. `moved`: item -> how far it moved since an earlier sitting, as it is kept.
    `tried`: items of the same persons that were only tried out.

    Refuses fewer than two persons or items.
    """
    whole = classical(answered.responses())
    right = answered.responses(whole=True)
    model, apart = modelled(right), groups_apart(right, answered.groups)
    totals = answered.responses().totals
    items = [
        _item(place, answered, _Found(whole, model, apart, totals), moved.get(one.item))
        for place, one in enumerate(answered.items)
    ]
    beside = tried_out(tried, totals) if tried is not None else []
    return {**_form(answered, whole, cut), **model.as_json(), "items": items, "tried": beside}


@dataclass(frozen=True, eq=False)
class _Found:
    whole: Classical
    model: Modelled
    apart: Apart
    totals: Floats


def _form(answered: Answered, whole: Classical, cut: float) -> dict[str, Any]:
    size = len(answered.items)
    points = np.floor(answered.responses().totals + 0.5).astype(np.intp)
    return {
        "sheets": whole.n,
        "mean": short(whole.mean),
        "variance": short(whole.variance),
        "alpha": short(whole.alpha),
        "sem": short(whole.sem),
        "cut": {"points": short(cut * size), "sem": short(conditional_sem(cut * size, size))},
        "conditional": [short(conditional_sem(score, size)) for score in range(size + 1)],
        "distribution": np.bincount(points, minlength=size + 1).tolist(),
        "groups": _group_sizes(answered),
    }


def _group_sizes(answered: Answered) -> dict[str, dict[str, int]]:
    return {by: {name: list(of).count(name) for name in sorted(set(of))} for by, of in answered.groups.items()}


def _item(place: int, answered: Answered, found: _Found, moved: Mapping[str, Any] | None) -> dict[str, Any]:
    item, figures = answered.items[place], found.whole.items[place]
    told: dict[str, Any] = {
        "place": item.place,
        "item": item.item,
        "kind": item.kind,
        "taken_back": item.taken_back,
        "facility": short(figures.p),
        "item_total": short(figures.item_total),
        "item_rest": short(figures.item_rest),
        "upper_lower": short(figures.upper_lower),
        "not_reached": short(figures.not_reached),
        **found.model.of(item.item),
        "by_group": by_fifths(answered, place, found.totals),
        "options": options_of(answered, place, found.totals),
        "functioning": found.apart.of(place),
        "drift": moved,
    }
    return {**told, "flags": flags_of(told)}


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
