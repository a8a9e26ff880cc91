"""One search of CP-SAT on one thread, limited by the solver's own measure of work: no clock decides, so the same bank,
blueprint and seed give the same forms on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver


@dataclass(frozen=True)
class Searched:
    """status: "optimal", "feasible", "infeasible" or "unknown"."""

    status: str
    solver: CpSolver

    @property
    def any(self) -> bool:
        return self.status in ("optimal", "feasible")


def search(cp: CpModel, effort: float) -> Searched:
    """effort: the most work, in the solver's deterministic time, of which one is about a second."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(cp)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(cp.validate())
    names = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "infeasible"}
    return Searched(names.get(status, "unknown"), solver)
