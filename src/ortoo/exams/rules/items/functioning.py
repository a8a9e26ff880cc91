"""Whether an item treats two groups of equal score alike: differential functioning by Mantel and Haenszel.

Holland and Thayer, Differential item performance and the Mantel-Haenszel procedure (in Wainer and Braun, Test validity,
1988). Persons are compared within each total, the item itself included. A negative delta says that the item is harder
for the group than for the reference. It says nothing of why: that is for people to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.multilingual.refusals import Refusal

DELTA = -2.35
"""From log odds to the delta scale of ETS."""
SLIGHT, LARGE = 1.0, 1.5
ONE_SIDED, TWO_SIDED = 1.6448536269514722, 3.841458820694124
"""The 95 % points of the normal law, and of chi-square with one degree of freedom."""


@dataclass(frozen=True)
class Comparison:
    """Common odds of solving, reference to group; None in all four where no total says anything of both groups, or
    the odds are nothing or without end. `chi_square` with continuity correction; `se` of the logarithm of the odds
    (Robins, Breslow and Greenland 1986)."""

    odds: float | None
    chi_square: float | None
    p_value: float | None
    se: float | None

    @property
    def delta(self) -> float | None:
        return None if self.odds is None else DELTA * log(self.odds)

    @property
    def grade(self) -> str | None:
        """ETS: "A" negligible, "B" slight to moderate, "C" large; None where nothing can be said.

        Zieky, Practical questions in the use of DIF statistics (in Holland and Wainer, Differential item functioning,
        1993): A, below 1 or not different from 0; C, at least 1.5 and above 1 by more than chance; B else.
        """
        if self.delta is None or self.chi_square is None or self.se is None:
            return None
        size = abs(self.delta)
        if size < SLIGHT or self.chi_square < TWO_SIDED:
            return "A"
        return "C" if size >= LARGE and size - SLIGHT > ONE_SIDED * abs(DELTA) * self.se else "B"


def functioning(groups: Mapping[str, Responses], reference: str) -> dict[str, tuple[Comparison, ...]]:
    """Each group but the reference -> the comparison of each item with it, in items' order.

    Refuses a reference that is not there, a group without persons, and groups that answered different items.
    """
    if reference not in groups:
        raise Refusal("items.no_such_group", group=reference, groups=", ".join(groups))
    base = groups[reference]
    for name, group in groups.items():
        if group.items != base.items:
            raise Refusal("items.other_items", group=name, reference=reference)
        if not group.persons:
            raise Refusal("items.group_empty", group=name)
    return {
        name: tuple(
            mantel_haenszel(np.concatenate([_by_total(base, item), _by_total(group, item)], axis=1))
            for item in range(len(base.items))
        )
        for name, group in groups.items()
        if name != reference
    }


def _by_total(responses: Responses, item: int) -> Floats:
    """(J + 1, 2) persons with each total who solved the item, and who did not; who did not reach it is left out."""
    totals, size = responses.totals.astype(np.intp), len(responses.items) + 1
    reached, solved = responses.reached[:, item], responses.solved[:, item]
    columns = [np.bincount(totals, weights=responses.counts * of, minlength=size) for of in (solved, reached - solved)]
    return np.stack(columns, axis=1)


def mantel_haenszel(tables: Floats) -> Comparison:
    """(strata, 4): reference solved, reference not, group solved, group not. Strata with one group say nothing."""
    first, second, third, fourth = (column.astype(np.float64) for column in np.asarray(tables).T)
    whole = first + second + third + fourth
    telling = (first + second > 0) & (third + fourth > 0)
    first, second, third, fourth, whole = (of[telling] for of in (first, second, third, fourth, whole))
    more, less = first * fourth / whole, second * third / whole
    if not more.sum() or not less.sum():
        return Comparison(None, None, None, None)
    own, solved = first + second, first + third
    expected = own * solved / whole
    variance = float((own * (whole - own) * solved * (whole - solved) / (whole**2 * np.maximum(whole - 1, 1))).sum())
    gap = abs(float((first - expected).sum()))
    chi_square = max(gap - min(0.5, gap), 0.0) ** 2 / variance
    odds = float(more.sum() / less.sum())
    return Comparison(odds, chi_square, _tail(chi_square), _error(more, less, (first + fourth) / whole))


def _error(more: Floats, less: Floats, agreeing: Floats) -> float:
    """Of the logarithm of the common odds."""
    whole_more, whole_less = float(more.sum()), float(less.sum())
    crossed = float((agreeing * less + (1 - agreeing) * more).sum()) / (whole_more * whole_less)
    return sqrt(
        (
            float((agreeing * more).sum()) / whole_more**2
            + crossed
            + float(((1 - agreeing) * less).sum()) / whole_less**2
        )
        / 2
    )


def _tail(chi_square: float) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(1, chi_square))
