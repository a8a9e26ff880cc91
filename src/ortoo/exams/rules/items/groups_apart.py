"""Whom items treat unlike others, for several ways of setting persons apart: language, aimag.

Within each way the largest group is the one that others are compared with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ortoo.exams.rules.items.functioning import Comparison, functioning
from ortoo.exams.rules.items.responses import Responses

FEWEST_IN_GROUP = 50
"""Persons of a group that is compared: of fewer no difference is told from chance."""


@dataclass(frozen=True)
class Apart:
    """(way, group, reference) -> the comparison of each item, in items' order."""

    found: Mapping[tuple[str, str, str], tuple[Comparison, ...]]

    def of(self, place: int) -> list[dict[str, Any]]:
        """Of the item in this place, only what could be compared."""
        told = ((names, every[place]) for names, every in self.found.items())
        return [_told(names, one) for names, one in told if one.grade is not None]


def groups_apart(responses: Responses, groups: Mapping[str, Sequence[str]]) -> Apart:
    """`responses`: a row a person, of 0.0 and 1.0. `groups`: way -> group of each person ("" where none is known)."""
    found: dict[tuple[str, str, str], tuple[Comparison, ...]] = {}
    for way, of in groups.items():
        large = [name for name, size in _by_size(of) if size >= FEWEST_IN_GROUP]
        if len(large) > 1:
            parts = {name: _part(responses, of, name) for name in large}
            compared = functioning(parts, large[0])
            found |= {(way, name, large[0]): every for name, every in compared.items()}
    return Apart(found)


def _by_size(of: Sequence[str]) -> list[tuple[str, int]]:
    """The largest first; among equals by name."""
    return sorted(Counter(name for name in of if name).items(), key=lambda one: (-one[1], one[0]))


def _part(responses: Responses, of: Sequence[str], name: str) -> Responses:
    here = np.array([one == name for one in of])
    return Responses(responses.items, responses.solved[here], responses.reached[here], responses.counts[here])


def _told(names: tuple[str, str, str], one: Comparison) -> dict[str, Any]:
    way, group, reference = names
    assert one.delta is not None
    assert one.p_value is not None
    return {
        "by": way,
        "group": group,
        "reference": reference,
        "delta": round(one.delta, 6),
        "p_value": round(one.p_value, 9),
        "grade": one.grade,
    }
