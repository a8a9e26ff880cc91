"""Harsh and lenient markers: how far each lies from the others, and every dossier's score without that.

The stated model is additive: what a marker gave = what the dossier is worth + how that marker marks. Both are the least
squares over all sheets, with the severities of the markers of one component adding up to zero. It is solved in exact
fractions; only what is shown and decided on is rounded, each figure once, to thousandths, halves away from zero.

A component is a set of markers and dossiers that sheets connect. Between two components nothing can be compared: how
their markers differ and how their dossiers differ cannot be told apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt


@dataclass(frozen=True)
class Given:
    """One sheet: `marker` gave `dossier` so many thousandths in total."""

    dossier: int
    marker: int
    thousandths: int


@dataclass(frozen=True)
class Marker:
    """`severity` in thousandths: below zero marks harshly. `standard_error`: of the severity, None where every sheet
    was needed to find the figures, so that nothing is left to judge their error by.
    """

    marker: int
    severity: int
    sheets: int
    standard_error: int | None


@dataclass(frozen=True)
class Scored:
    """One dossier, in thousandths: corrected, and mean, median, lowest and highest as they were given."""

    dossier: int
    corrected: int
    mean: int
    median: int
    low: int
    high: int


@dataclass(frozen=True)
class Component:
    """Markers and dossiers that sheets connect, each in order."""

    markers: tuple[int, ...]
    dossiers: tuple[int, ...]


@dataclass(frozen=True)
class Correction:
    """`error`: the standard deviation of what the model leaves unexplained, in thousandths; None as in `Marker`."""

    markers: tuple[Marker, ...]
    dossiers: tuple[Scored, ...]
    components: tuple[Component, ...]
    error: int | None


def weighted(scores: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """The total of one sheet: scores by criterion times weights of together 1000, rounded once.

    >>> weighted({"problem": 80_000, "plan": 71_555}, {"problem": 400, "plan": 600})
    74933
    """
    assert scores.keys() == weights.keys()
    return rounded(Fraction(sum(scores[code] * weight for code, weight in weights.items()), 1000))


def correct(sheets: Sequence[Given]) -> Correction:
    """The model over all `sheets`; a marker has at most one sheet a dossier. Nothing where there are none."""
    assert len({(sheet.dossier, sheet.marker) for sheet in sheets}) == len(sheets)
    components = components_of((sheet.dossier, sheet.marker) for sheet in sheets)
    fits = [_Fit([sheet for sheet in sheets if sheet.marker in part.markers], part) for part in components]
    freedom = len(sheets) + len(components) - sum(len(part.markers) + len(part.dossiers) for part in components)
    variance = sum((fit.unexplained for fit in fits), Fraction()) / freedom if freedom else None
    return Correction(
        markers=tuple(sorted((one for fit in fits for one in fit.of_markers(variance)), key=lambda one: one.marker)),
        dossiers=tuple(sorted((one for fit in fits for one in fit.of_dossiers()), key=lambda one: one.dossier)),
        components=components,
        error=None if variance is None else root(variance),
    )


def components_of(pairs: Iterable[tuple[int, int]]) -> tuple[Component, ...]:
    """The components of (dossier, marker) pairs, the one with the smallest dossier first."""
    found: list[tuple[set[int], set[int]]] = []
    for dossier, marker in pairs:
        touched = [part for part in found if dossier in part[0] or marker in part[1]]
        found = [part for part in found if part not in touched]
        found.append(({dossier}.union(*(part[0] for part in touched)), {marker}.union(*(part[1] for part in touched))))
    return tuple(
        Component(tuple(sorted(markers)), tuple(sorted(dossiers)))
        for dossiers, markers in sorted(found, key=lambda part: min(part[0]))
    )


class _Fit:
    """One component solved. The dossiers are eliminated first, so that the equations are as many as the markers."""

    def __init__(self, sheets: list[Given], part: Component) -> None:
        self.part = part
        self.of: dict[int, list[Given]] = defaultdict(list)
        for sheet in sheets:
            self.of[sheet.dossier].append(sheet)
        place = {marker: index for index, marker in enumerate(part.markers)}
        size = len(part.markers)
        # Ones everywhere: the severities add up to zero, and the matrix can be inverted.
        matrix = [[Fraction(1)] * size for _ in range(size)]
        right = [Fraction()] * size
        for given in self.of.values():
            mean = Fraction(sum(sheet.thousandths for sheet in given), len(given))
            for one in given:
                row = place[one.marker]
                right[row] += one.thousandths - mean
                matrix[row][row] += 1
                for other in given:
                    matrix[row][place[other.marker]] -= Fraction(1, len(given))
        self.inverse = _inverted(matrix)
        solved = [sum((a * b for a, b in zip(row, right, strict=True)), Fraction()) for row in self.inverse]
        self.severity = dict(zip(part.markers, solved, strict=True))
        self.worth = {
            dossier: sum((sheet.thousandths - self.severity[sheet.marker] for sheet in given), Fraction()) / len(given)
            for dossier, given in self.of.items()
        }

    @property
    def unexplained(self) -> Fraction:
        """The sum of the squares of what the model does not explain."""
        return sum(
            (
                (sheet.thousandths - self.worth[sheet.dossier] - self.severity[sheet.marker]) ** 2
                for given in self.of.values()
                for sheet in given
            ),
            Fraction(),
        )

    def of_markers(self, variance: Fraction | None) -> list[Marker]:
        size = len(self.part.markers)
        counts: dict[int, int] = defaultdict(int)
        for given in self.of.values():
            for sheet in given:
                counts[sheet.marker] += 1
        return [
            Marker(
                marker,
                rounded(self.severity[marker]),
                counts[marker],
                # The ones in the matrix stand in its inverse too, as one over the square of their number.
                None if variance is None else root(variance * (self.inverse[at][at] - Fraction(1, size * size))),
            )
            for at, marker in enumerate(self.part.markers)
        ]

    def of_dossiers(self) -> list[Scored]:
        found = []
        for dossier, given in self.of.items():
            totals = sorted(sheet.thousandths for sheet in given)
            middle = len(totals) // 2
            median = Fraction(totals[middle] + totals[-middle - 1], 2)
            mean = Fraction(sum(totals), len(totals))
            corrected = rounded(self.worth[dossier])
            found.append(Scored(dossier, corrected, rounded(mean), rounded(median), totals[0], totals[-1]))
        return found


def rounded(value: Fraction) -> int:
    """To a whole number, halves away from zero.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(-5, 2)), rounded(Fraction(7, 3))
    (3, -3, 2)
    """
    size = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -size if value < 0 else size


def root(value: Fraction) -> int:
    """The square root to a whole number, halves upwards.

    >>> root(Fraction(9)), root(Fraction(2)), root(Fraction(9, 4))
    (3, 1, 2)
    """
    return (isqrt(4 * value.numerator // value.denominator) + 1) // 2


def _inverted(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    """By elimination with exact fractions; the matrix is positive definite, so no pivot is zero."""
    size = len(matrix)
    rows = [[*row, *(Fraction(int(at == place)) for at in range(size))] for place, row in enumerate(matrix)]
    for at in range(size):
        pivot = rows[at][at]
        rows[at] = [cell / pivot for cell in rows[at]]
        for other in range(size):
            if other != at and rows[other][at]:
                factor = rows[other][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[size:] for row in rows]
