"""A straight line from the new form to the old one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.equating.scores import Floats


@dataclass(frozen=True, eq=False)
class Line:
    """old = intercept + slope x new; both () for one line, or (draws,) for as many at once."""

    slope: Floats
    intercept: Floats

    def at(self, new: Floats) -> Floats:
        """(..., points) what scores (points,) of the new form are worth."""
        return np.asarray(self.intercept[..., None] + self.slope[..., None] * new)

    def then(self, further: Line) -> Line:
        """This line, and from its end the `further` one: a chain."""
        return Line(self.slope * further.slope, further.intercept + further.slope * self.intercept)
