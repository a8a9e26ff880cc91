"""A linear programme that stands: solved again and again under other costs and bounds of its columns, from the last."""

from __future__ import annotations

import numpy as np

from ortoo.selection.rules.linear import Floats, Integers, Programme, Solution, _run, _silent_solver


class Standing:
    """The programme as it is passed once; each answer starts where the last one ended."""

    def __init__(self, programme: Programme) -> None:
        self._solver = _silent_solver()
        self._solver.setOptionValue("presolve", "off")
        self._solver.passModel(programme._model())

    def bounds(self, columns: Integers, lower: Floats, upper: Floats) -> None:
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def costs(self, columns: Integers, cost: Floats) -> None:
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), cost)

    def solve(self) -> Solution | None:
        """The minimum, None where there is no solution."""
        return _run(self._solver)
