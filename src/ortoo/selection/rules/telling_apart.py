"""What marks with their errors say of those around the cut line. It decides nothing: the rule has decided before.

Errors of different officials are taken as independent and whole. What two share by a table of equating would in truth
fall away between them, so of no pair is more claimed than holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ortoo.selection.rules.borderline import in_band
from ortoo.selection.rules.explain import Explained, Reason
from ortoo.selection.rules.uncertainty import uncertainty

NEAR = 200
"""On each side of the line: so many places of the list are answered for, not twelve thousand."""

TOGETHER, APART, CHANCE, BORDERLINE = "ranks_together", "rank_apart", "chance_of_top", "borderline"


def around_the_cut(
    in_list_order: Sequence[Explained], errors: Mapping[str, int], seats: int, chosen: int
) -> dict[str, tuple[Reason, ...]]:
    """Id -> what is said of those next to the last of the `chosen`; `errors` {id: thousandths} of those known.

    Ranks are among the eligible in the order of the rule. Nothing for who has no rank or no known error; no chance
    where somebody eligible has no known error.
    """
    ranked = sorted((one for one in in_list_order if one.rank is not None), key=lambda one: one.rank or 0)
    place = {one.id: position for position, one in enumerate(ranked)}
    near = in_list_order[max(0, chosen - NEAR) : chosen + NEAR]
    asked = [one.id for one in near if one.id in place and one.id in errors]
    if not asked:
        return {}
    known = uncertainty(
        np.array([one.merit or 0 for one in ranked]) / 1000,
        np.array([errors.get(one.id, np.nan) for one in ranked]) / 1000,
        seats,
        np.array([place[name] for name in asked]),
    )
    found = zip(asked, known.rank_low.tolist(), known.rank_high.tolist(), known.p_top.tolist(), strict=True)
    settled = {one.id for one in near if any(reason.code.startswith(BORDERLINE) for reason in one.reasons)}
    return {name: _said(low, high, chance, seats, name in settled) for name, low, high, chance in found}


def _said(low: int, high: int, chance: float, seats: int, settled: bool) -> tuple[Reason, ...]:
    """`settled`: what the rule declares of the borderline is said already."""
    ranks = Reason(APART if low == high else TOGETHER, (("low", low), ("high", high)))
    if np.isnan(chance):
        return (ranks,)
    said = (ranks, Reason(CHANCE, (("percent", percent(chance)), ("seats", seats))))
    if settled or not in_band(np.array([chance]))[0]:
        return said
    return (*said, Reason(BORDERLINE, (("seats", seats),)))


def percent(chance: float) -> str:
    """In whole per cent, and never as if it were sure.

    >>> percent(0.412), percent(0.001), percent(0.999)
    ('41', '< 1', '> 99')
    """
    if chance < 0.01:
        return "< 1"
    return "> 99" if chance > 0.99 else str(round(chance * 100))
