"""The release gate: every item in every form and every centre, at one error for the whole run.

Promise: where chance alone decides given each person's score, a run says something false with a chance of at most
`family_error`, however small or many the groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.gate.tails import Counts, Hypergeometric, Tail, low_tail, two_sided
from ortoo.exams.rules.gate.values import ABSENT, SOLVED, Blind, Finding, Gate, Sheets
from ortoo.multilingual.refusals import Refusal

Mask = npt.NDArray[np.bool_]
Tested = tuple[Finding, float]
"""A comparison as a finding, and the least tail that it could have had."""


def look(sheets: Sheets, family_error: float) -> Gate:
    """Everything that is less likely than the level that keeps the family error of all comparisons together.

    Strata are scores with the item in them: under the Rasch model persons of one score solve an item equally likely,
    however strong their group is (Holland and Thayer 1988); without the item this would not hold.
    """
    if not 0 < family_error < 1:
        raise Refusal("gate.family_error_off", value=family_error)
    tested = [*_centres(sheets), *_forms(sheets), *_directions(sheets)]
    level = level_of([least for _, least in tested], family_error)
    found = sorted((one for one, _ in tested if one.tail <= level), key=lambda one: one.tail)
    return Gate(tuple(found), sum(least <= level for _, least in tested), level, _blind(tested, level))


def level_of(least: Sequence[float], family_error: float) -> float:
    """The family error shared among the comparisons that could come so low at all (Tarone, Biometrics 1990).

    Others can never be found and so need no share: a hundred centres of five persons cost the large ones nothing.
    """
    ordered = np.sort(np.asarray(least))
    for share in range(1, len(ordered) + 1):
        if np.searchsorted(ordered, family_error / share, side="right") <= share:
            return family_error / share
    return family_error


def _centres(sheets: Sheets) -> Iterator[Tested]:
    """Against everybody of the same form and score."""
    scores = _scores(sheets)
    _, forms = np.unique(sheets.forms, return_inverse=True)
    return _groups("centre", sheets, sheets.centres, forms * (len(sheets.items) + 1) + scores)


def _forms(sheets: Sheets) -> Iterator[Tested]:
    """Items that stand on several forms: against everybody of the same score, forms being parallel."""
    return _groups("form", sheets, sheets.forms, _scores(sheets))


def _groups(kind: str, sheets: Sheets, of: Sequence[str], strata: Counts) -> Iterator[Tested]:
    names, groups = np.unique(of, return_inverse=True)
    chances = Hypergeometric(len(of))
    width = int(strata.max()) + 1
    for place, item in enumerate(sheets.items):
        there = sheets.right[:, place] != ABSENT
        solved = sheets.right[:, place] == SOLVED
        sizes = np.bincount(strata[there], minlength=width)
        solvers = np.bincount(strata[solved], minlength=width)
        shape = (len(names), width)
        own = np.bincount(groups[there] * width + strata[there], minlength=len(names) * width).reshape(shape)
        seen = np.bincount(groups[solved], minlength=len(names))
        for number in np.flatnonzero(own.any(axis=1) & (own < sizes).any(axis=1)):
            inside = np.flatnonzero(own[number])
            tail = two_sided(int(seen[number]), chances.strata(sizes[inside], solvers[inside], own[number, inside]))
            yield _tested(kind, str(names[number]), item, int(own[number].sum()), int(seen[number]), tail)


def _directions(sheets: Sheets) -> Iterator[Tested]:
    """Whether the better half by all other items solves an item less often: the mark of a wrong key, and to be seen
    where an item stands on one form alone. An item that nobody's knowledge helps with comes to the level by chance
    alone, one that knowledge helps with less often still.
    """
    forms = np.asarray(sheets.forms)
    scores = _scores(sheets)
    chances = Hypergeometric(len(forms))
    for form in np.unique(forms):
        own = forms == form
        for place, item in enumerate(sheets.items):
            if (sheets.right[own, place] != ABSENT).all():
                solved = sheets.right[own, place] == SOLVED
                rest = scores[own] - solved
                upper = rest > np.median(rest)
                counts = [np.array([number]) for number in (len(rest), int(solved.sum()), int(upper.sum()))]
                seen = int((solved & upper).sum())
                yield _tested(
                    "direction", str(form), item, int(upper.sum()), seen, low_tail(seen, chances.strata(*counts))
                )


def _scores(sheets: Sheets) -> Counts:
    return np.asarray((sheets.right == SOLVED).sum(axis=1), dtype=np.intp)


def _tested(kind: str, group: str, item: str, persons: int, seen: int, tail: Tail) -> Tested:
    return Finding(kind, group, item, persons, tail.expected, seen, tail.of), tail.least


def _blind(tested: Sequence[Tested], level: float) -> tuple[Blind, ...]:
    groups: dict[tuple[str, str], list[Tested]] = {}
    for one, least in tested:
        groups.setdefault((one.kind, one.group), []).append((one, least))
    return tuple(
        Blind(kind, group, max(one.persons for one, _ in own), len(own))
        for (kind, group), own in sorted(groups.items())
        if all(least > level for _, least in own)
    )
