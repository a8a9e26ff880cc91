"""Shares of one attribute among everybody, the hundred and the ten: integer thousandths of each whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortoo.selection.rules.thousandths import share


@dataclass(frozen=True)
class Share:
    """One value's share in each group, in thousandths; None where nothing is known of a whole group."""

    value: str
    of_all: int | None
    of_listed: int | None
    of_proposed: int | None

    @property
    def known(self) -> tuple[int, ...]:
        return tuple(one for one in (self.of_all, self.of_listed, self.of_proposed) if one is not None)


def shares(everybody: Mapping[str, int], listed: Iterable[str], proposed: Iterable[str]) -> tuple[Share, ...]:
    """One row for every value of any group, the largest share of everybody first (of the listed where unknown).

    `everybody`: how many have each value; empty where nobody knows. A person may count for several values (goals) or
    for none: the wholes are then the values, not the people.
    """
    groups = (Counter(dict(everybody)), Counter(listed), Counter(proposed))
    wholes = [sum(group.values()) for group in groups]
    values = dict.fromkeys(value for group in groups for value in group)
    rows = [
        Share(value, *(share(group[value], whole) for group, whole in zip(groups, wholes, strict=True)))
        for value in values
    ]
    return tuple(sorted(rows, key=lambda row: (*(-(known or 0) for known in (row.of_all, row.of_listed)), row.value)))
