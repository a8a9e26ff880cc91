"""What the answers to one form of an exam say of each of its items, and of the form: one value, written as JSON.

Answers that earn a part of an item count with that part in shares, correlations, totals and alpha. Where an answer is
right or wrong and nothing between (models, comparison of groups), it is right from half of the item on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ortoo.exams.rules.items.answered import Answered, by_fifths, options_of, short
from ortoo.exams.rules.items.classical import Classical, classical, conditional_sem
from ortoo.exams.rules.items.flags import flags_of
from ortoo.exams.rules.items.groups_apart import Apart, groups_apart
from ortoo.exams.rules.items.modelled import Modelled, modelled
from ortoo.exams.rules.items.responses import Floats
from ortoo.exams.rules.items.tried_out import tried_out


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
