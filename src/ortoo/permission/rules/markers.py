"""How sure a panel's scores are: the standard error of every dossier's score, and the places it may truly have.

The model is that of `severity`: a sheet = worth of the dossier + severity of its marker + chance, the same chance for
all sheets. Errors of two dossiers hang together, because they share markers: so every two are compared by the error of
their difference. Two that the same markers scored differ without any error of a severity; two that different markers
scored are compared through the chain of sheets between them, which costs error; two that no chain connects are never
told apart. Student's law with the degrees of freedom that are left, because the chance is estimated from the same
sheets. Points, not thousandths, in what is computed; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.permission.rules.severity import Component, Given, components_of

Floats = npt.NDArray[np.float64]

MISS = 0.05
"""An interval of places misses the true one at most so often."""

NOTHING = 1e-6
"""Points: a difference below it is one of floating point alone."""


@dataclass(frozen=True)
class Doubt:
    """One dossier. standard_error: of its corrected score, in thousandths, None where no sheet is left to judge by.

    rank_low to rank_high: the places that it may truly have among those asked for, 1 best, at an error rate of 5 %.
    """

    dossier: int
    standard_error: int | None
    rank_low: int
    rank_high: int


@dataclass(frozen=True, eq=False)
class Fitted:
    """Worths in points, and their covariance per unit of variance: of each component against its own mean severity.

    variance: of one sheet's chance, None where `freedom` is 0. part: the number of each dossier's component.
    """

    dossiers: tuple[int, ...]
    worth: Floats
    covariance: Floats
    variance: float | None
    freedom: int
    part: npt.NDArray[np.int64]


def doubts(sheets: Sequence[Given], among: Collection[int]) -> tuple[Doubt, ...]:
    """Of the dossiers `among` those that have a sheet, by number. The model is fitted to all `sheets`."""
    if not sheets:
        return ()
    fit = fitted(sheets)
    asked = [place for place, dossier in enumerate(fit.dossiers) if dossier in among]
    ranks = rank_intervals(fit, asked)
    return tuple(
        Doubt(fit.dossiers[place], _error(fit, place), low, high)
        for place, (low, high) in zip(asked, ranks, strict=True)
    )


def fitted(sheets: Sequence[Given]) -> Fitted:
    """Least squares over all sheets, with the severities of every component adding up to zero."""
    parts = components_of((sheet.dossier, sheet.marker) for sheet in sheets)
    dossiers = tuple(sorted(dossier for part in parts for dossier in part.dossiers))
    markers = [marker for part in parts for marker in part.markers]
    design = _design(sheets, dossiers, markers)
    told = design.T @ design
    inverse = np.linalg.inv(told + _bindings(parts, len(dossiers), markers))
    given = np.array([sheet.thousandths / 1000 for sheet in sheets])
    solved = inverse @ design.T @ given
    freedom = len(sheets) + len(parts) - design.shape[1]
    unexplained = float(((given - design @ solved) ** 2).sum())
    count = len(dossiers)
    return Fitted(
        dossiers, solved[:count], (inverse @ told @ inverse)[:count, :count],
        unexplained / freedom if freedom else None, freedom, _part_of(dossiers, parts),
    )  # fmt: skip


def rank_intervals(fit: Fitted, asked: Sequence[int]) -> list[tuple[int, int]]:
    """(lowest, highest) place of each of `asked` (positions) among them all.

    For one dossier the claims are "the other is better" and "the other is worse" of every other. Holm's step-down keeps
    the chance of any false claim at 5 %, however the errors hang together; of each pair one claim always stays in.
    """
    return [_interval(fit, own, [other for other in asked if other != own]) for own in asked]


def _interval(fit: Fitted, own: int, others: Sequence[int]) -> tuple[int, int]:
    sure = [_how_sure(fit, own, other) for other in others]
    ordered = sorted(range(len(others)), key=lambda at: sure[at])
    better = worse = 0
    for taken, at in enumerate(ordered):
        if sure[at] * (2 * len(others) - taken) > MISS:
            break
        is_better = fit.worth[others[at]] > fit.worth[own]
        better, worse = better + is_better, worse + (not is_better)
    return 1 + int(better), 1 + len(others) - int(worse)


def _how_sure(fit: Fitted, own: int, other: int) -> float:
    """How probable so large a difference would be where there is none, on its one side."""
    from scipy.special import stdtr

    if fit.part[own] != fit.part[other] or fit.variance is None:
        return 1.0
    difference = abs(float(fit.worth[own] - fit.worth[other]))
    both = fit.covariance[own, own] + fit.covariance[other, other] - 2 * fit.covariance[own, other]
    error = float(np.sqrt(max(both, 0.0) * fit.variance))
    if error < NOTHING:
        return 0.0 if difference > NOTHING else 1.0
    return float(stdtr(fit.freedom, -difference / error))


def _error(fit: Fitted, place: int) -> int | None:
    if fit.variance is None:
        return None
    return round(1000 * float(np.sqrt(max(fit.covariance[place, place], 0.0) * fit.variance)))


def _design(sheets: Sequence[Given], dossiers: Sequence[int], markers: Sequence[int]) -> Floats:
    """(sheets, dossiers and markers) 1 where a sheet is of that dossier, or by that marker."""
    of_dossier = {dossier: at for at, dossier in enumerate(dossiers)}
    of_marker = {marker: len(dossiers) + at for at, marker in enumerate(markers)}
    design = np.zeros((len(sheets), len(dossiers) + len(markers)))
    for row, sheet in enumerate(sheets):
        design[row, of_dossier[sheet.dossier]] = design[row, of_marker[sheet.marker]] = 1.0
    return design


def _bindings(parts: Sequence[Component], dossiers: int, markers: Sequence[int]) -> Floats:
    """What binds the severities of each component to a sum of zero, added to the equations."""
    bound = np.zeros((dossiers + len(markers),) * 2)
    for part in parts:
        row = np.zeros(dossiers + len(markers))
        row[[dossiers + at for at, marker in enumerate(markers) if marker in part.markers]] = 1.0
        bound += np.outer(row, row)
    return bound


def _part_of(dossiers: Sequence[int], parts: Sequence[Component]) -> npt.NDArray[np.int64]:
    number = {dossier: at for at, part in enumerate(parts) for dossier in part.dossiers}
    return np.array([number[dossier] for dossier in dossiers], dtype=np.int64)
