"""One search of CP-SAT: the same model gives the same answer, as long as the search is not cut off by the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ortoo.visits.rules.agenda.agenda import Night
from ortoo.visits.rules.agenda.problem import Placed
from ortoo.visits.rules.agenda.solving.model import AgendaModel

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpSolver

Progress = Callable[[int, int], None]
"""Called with (value, bound) whenever a better agenda is found."""


@dataclass(frozen=True)
class Found:
    """status: "optimal", "feasible", "infeasible" or "unknown". value and bound of the model's objective, 0 without."""

    status: str
    value: int = 0
    bound: int = 0
    stops: tuple[Placed, ...] = ()
    nights: tuple[Night, ...] = ()

    @property
    def any(self) -> bool:
        return self.status in ("optimal", "feasible")


@dataclass
class Budget:
    """Seconds that are left. Searches report what they took; for laying out models about as much is taken as it takes,
    since no clock is read here.
    """

    left: float

    def take(self, things: int) -> None:
        """For so many constraints, or sets, that were written down in Python."""
        self.left -= things * 1e-5


def search(
    model: AgendaModel,
    budget: Budget,
    progress: Progress | None = None,
    *,
    effort: float | None = None,
    hard: bool = False,
) -> Found:
    """Solve within the budget, and take from it. effort: also at most so much work, in the solver's own measure, which
    unlike seconds is the same on every machine. hard: let eight strategies take turns, in a fixed order.
    """
    from ortools.sat.python import cp_model

    budget.take(len(model.cp.proto.constraints))
    if budget.left <= 0:
        return Found("unknown")
    solver = silent_solver(budget.left)
    if hard:
        solver.parameters.num_workers, solver.parameters.interleave_search = 8, True
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    follower = _follower(progress) if progress is not None else None
    status = solver.solve(model.cp, follower)
    budget.left -= solver.wall_time
    names = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "infeasible"}
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(model.cp.validate())
    name = names.get(status, "unknown")
    if name not in ("optimal", "feasible"):
        return Found(name, bound=round(solver.best_objective_bound) if name == "unknown" else 0)
    value, bound = round(solver.objective_value), round(solver.best_objective_bound)
    return Found(name, value, bound, _placed(model, solver), _nights(model, solver))


def silent_solver(seconds: float) -> CpSolver:
    """One thread and a fixed seed: the same model has the same answer."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = 0
    solver.parameters.num_workers = 1
    solver.parameters.log_search_progress = False
    return solver


def _follower(progress: Progress) -> Any:
    from ortools.sat.python import cp_model

    class Follower(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            progress(round(self.objective_value), round(self.best_objective_bound))

    return Follower()


def _placed(model: AgendaModel, solver: CpSolver) -> tuple[Placed, ...]:
    """By day, start, group and stop."""
    found = [
        Placed(event.stop.id, group, day, solver.value(node.start))
        for (event, day), node in model.nodes.items()
        if solver.boolean_value(node.present)
        for group in event.groups
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.start, one.group, one.stop)))


def _nights(model: AgendaModel, solver: CpSolver) -> tuple[Night, ...]:
    found = [
        Night(group, day, place)
        for (group, day), places in model.nights.items()
        for place, chosen in places.items()
        if chosen is True or solver.boolean_value(chosen)
    ]
    return tuple(sorted(found, key=lambda night: (night.day, night.group)))
