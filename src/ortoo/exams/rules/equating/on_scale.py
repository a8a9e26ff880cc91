"""From a table of whole points to marks on the scale of a sitting, in whole numbers alone: redone, it is the same.

Whole points are equated; between two of them a straight line runs. Worths and errors are kept in millionths of a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortoo.exams.rules.equating.equate import Equated
from ortoo.exams.rules.incoming import Scale
from ortoo.exams.rules.scoring.values import half_up

POINT, MILLION = 1000, 1_000_000
"""Thousandths, and millionths, of a point."""
REACH = 2
"""Points to either side over which it is read how steep the table is: from one point to the next it may jump."""


@dataclass(frozen=True)
class Table:
    """For the whole points of the new form from 0, in millionths of a point of the reference form."""

    worth: tuple[int, ...]
    error: tuple[int, ...]


def table_of(equated: Equated) -> Table:
    worth, error = ([round(float(one) * MILLION) for one in row] for row in (equated.worth, equated.error))
    return Table(tuple(worth), tuple(error))


def same(most: int) -> Table:
    """A form that is its own reference, of `most` whole points."""
    return Table(tuple(point * MILLION for point in range(most + 1)), (0,) * (most + 1))


def whole(points: int) -> int:
    """Thousandths of a point as whole points, a half upwards."""
    return half_up(points, POINT)


def raw_mark(points: int, most: int, scale: Scale) -> int:
    """`points` of `most`, both in thousandths of a point.

    >>> raw_mark(31_000, 45_000, Scale(0, 100_000))
    68889
    """
    return scale.low + half_up(points * (scale.high - scale.low), most)


def equated_mark(points: int, table: Table, most: int, scale: Scale) -> int:
    """`most`: of the reference form. Never off the scale: a line may give less than 0 or more than all points.

    >>> equated_mark(1_500, Table((0, 1_000_000, 3_000_000), (0, 0, 0)), 4_000, Scale(0, 100_000))
    50000
    """
    found = scale.low + half_up(between(table.worth, points) * (scale.high - scale.low), MILLION * most)
    return min(max(found, scale.low), scale.high)


def table_error(points: int, table: Table, most: int, scale: Scale) -> int:
    """Of the table at these points, in thousandths of a mark. `most`: of the reference form."""
    return half_up(between(table.error, points) * (scale.high - scale.low), MILLION * most)


def between(row: Sequence[int], points: int) -> int:
    """A row by whole points, read at thousandths of a point, times a thousand: whole numbers stay whole."""
    place, part = divmod(min(max(points, 0), POINT * (len(row) - 1)), POINT)
    upper = row[min(place + 1, len(row) - 1)]
    return row[place] * (POINT - part) + upper * part


def slope(points: int, table: Table) -> float:
    """Points of the reference form for one of the new, around these points."""
    here, last = whole(points), len(table.worth) - 1
    low, high = max(min(here, last) - REACH, 0), min(here + REACH, last)
    return (table.worth[high] - table.worth[low]) / (MILLION * (high - low)) if high > low else 1.0
