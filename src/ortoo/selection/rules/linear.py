"""Linear and integer programmes through HiGHS, without a word on standard output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ortoo.multilingual.refusals import Refusal

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
INFINITE = float("inf")
_OTHER_WAYS = ("presolve", "off"), ("simplex_strategy", 4), ("solver", "ipm")


@dataclass(frozen=True, eq=False)
class Solution:
    """`value` per column; `price` per row: what one unit more of the row's bound adds to the minimum (no integers)."""

    value: Floats
    price: Floats
    objective: float


@dataclass
class Programme:
    """Minimise cost x value under row and column bounds; built up row by row and block of columns by block."""

    _rows: list[tuple[float, float]] = field(default_factory=list)
    _columns: list[tuple[Floats, Floats, Floats, bool]] = field(default_factory=list)
    _entries: list[tuple[Integers, Integers, Floats]] = field(default_factory=list)
    _width: int = 0

    def add_row(self, lower: float, upper: float) -> int:
        self._rows.append((lower, upper))
        return len(self._rows) - 1

    def add_rows(self, lower: Floats, upper: Floats) -> Integers:
        first = len(self._rows)
        self._rows.extend(zip(lower.tolist(), upper.tolist(), strict=True))
        return np.arange(first, len(self._rows))

    def add_columns(
        self, cost: Floats, lower: float | Floats = 0.0, upper: float | Floats = 1.0, *, whole: bool = False
    ) -> Integers:
        """A block of columns; returns their indices."""
        count = len(cost)
        bounds = np.broadcast_to(lower, count), np.broadcast_to(upper, count)
        self._columns.append((np.asarray(cost, dtype=np.float64), bounds[0], bounds[1], whole))
        self._width += count
        return np.arange(self._width - count, self._width)

    def enter(self, rows: Integers | int, columns: Integers | int, values: Floats | float = 1.0) -> None:
        """Coefficients, broadcast against each other. No place may be entered twice."""
        row, column, value = np.broadcast_arrays(rows, columns, np.asarray(values, dtype=np.float64))
        self._entries.append((row.ravel(), column.ravel(), value.ravel()))

    def solve(self) -> Solution | None:
        """The minimum, None where there is no solution. Integers are searched to the end (gap 0)."""
        solver = _silent_solver()
        solver.passModel(self._model())
        return _run(solver)

    def _model(self) -> Any:
        import highspy

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self._width, len(self._rows)
        model.col_cost_ = np.concatenate([block[0] for block in self._columns])
        model.col_lower_ = np.concatenate([block[1] for block in self._columns])
        model.col_upper_ = np.concatenate([block[2] for block in self._columns])
        model.row_lower_ = np.array([row[0] for row in self._rows], dtype=np.float64)
        model.row_upper_ = np.array([row[1] for row in self._rows], dtype=np.float64)
        row, column, value = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        by_column = np.argsort(column, kind="stable")
        starts = np.zeros(self._width + 1, dtype=np.int32)
        np.cumsum(np.bincount(column, minlength=self._width), out=starts[1:])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = row[by_column].astype(np.int32)
        model.a_matrix_.value_ = value[by_column]
        if any(block[3] for block in self._columns):
            kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
            model.integrality_ = [kinds[block[3]] for block in self._columns for _ in range(len(block[0]))]
        return model


def _silent_solver() -> Any:
    """A solver that prints nothing. highspy's own class prints its banner when made, before it can be told not to."""
    from highspy import _Highs  # type: ignore[attr-defined]

    solver = _Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.5),  # every cost of an integer programme here is whole: half a unit is proof
        ("mip_feasibility_tolerance", 1e-9),
    ):
        solver.setOptionValue(option, value)
    return solver


def _run(solver: Any) -> Solution | None:
    """Its answer. Where it breaks off (it may, where merits are billions apart), it is asked again in other ways."""
    solver.run()
    for option, value in _OTHER_WAYS:
        if _has_ended(solver):
            break
        solver.clearSolver()
        solver.setOptionValue(option, value)
        solver.run()
    return _answer(solver)


def _has_ended(solver: Any) -> bool:
    from highspy import HighsModelStatus

    ends = HighsModelStatus.kOptimal, HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible
    return solver.getModelStatus() in ends


def _answer(solver: Any) -> Solution | None:
    from highspy import HighsModelStatus

    status = solver.getModelStatus()
    if not _has_ended(solver):
        raise Refusal("select.solver_gave_up", status=solver.modelStatusToString(status))
    if status != HighsModelStatus.kOptimal:
        return None  # nothing posed here is unbounded
    found = solver.getSolution()
    price = np.array(found.row_dual) if found.dual_valid else np.zeros(0)
    return Solution(np.array(found.col_value), price, solver.getInfo().objective_function_value)
