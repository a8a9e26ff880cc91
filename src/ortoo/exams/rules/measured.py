"""What a sheet's points are worth as a mark: raw and equated beside each other, and how far either may be off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from ortoo.exams.rules.equating.on_scale import POINT, Table, equated_mark, raw_mark, slope, table_error
from ortoo.exams.rules.incoming import Scale
from ortoo.exams.rules.items.classical import conditional_sem
from ortoo.exams.rules.mark_error import own_error


@dataclass(frozen=True)
class Worth:
    """All in thousandths of a mark. `equated` None where nothing was equated; `own` is the error of what decides."""

    raw: int
    equated: int | None
    own: int
    table_error: int


@dataclass(frozen=True)
class FormWorth:
    """A form and what turns its points into marks. `most`, `most_of_reference`: thousandths of a point; `sem` in whole
    points. `table` None where raw marks decide."""

    scale: Scale
    most: int
    sem: float
    table: Table | None = None
    most_of_reference: int = 0

    def of(self, points: int) -> Worth:
        """`points`: thousandths of a point."""
        raw, own = raw_mark(points, self.most, self.scale), self._sem_on_scale
        if self.table is None:
            return Worth(raw, None, round(own), 0)
        steep = slope(points, self.table) * self.most / self.most_of_reference
        equated = equated_mark(points, self.table, self.most_of_reference, self.scale)
        error = table_error(points, self.table, self.most_of_reference, self.scale)
        return Worth(raw, equated, round(own * max(steep, 0.0)), error)

    @property
    def _sem_on_scale(self) -> float:
        return self.sem * POINT / self.most * (self.scale.high - self.scale.low)


def sem_of(analysis: Mapping[str, Any]) -> float:
    """Of a form, in whole points. A reliability below 0 measures nothing; where all points are alike there is none, and
    the binomial error at the mean takes its place."""
    if analysis["alpha"] is None:
        return conditional_sem(analysis["mean"], len(analysis["items"]))
    return own_error(sqrt(analysis["variance"]), min(max(analysis["alpha"], 0.0), 1.0))
