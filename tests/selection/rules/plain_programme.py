"""A second solver for larger pools, written independently: the whole rule as one plain integer programme (SciPy)."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from tests.selection.rules import second_solver as second


def best_total(rule: Rule, pool: Pool) -> int | None:
    """The highest total with floors "each", in thousandths; None where there is no list."""
    people = pool.eligible_rows
    merit = np.array([pool.merit[row] for row in people], dtype=np.float64)
    rows, lower, upper = [], [], []
    for kind, attribute, value, count in second.clauses(rule, pool):
        held = [1.0 if kind == "seats" else float(pool.attributes[attribute][row] == value) for row in people]
        rows.append(held)
        lower.append(-np.inf if kind == "at_most" else count)
        upper.append(np.inf if kind == "at_least" else count)
    answer = milp(
        -merit,
        integrality=np.ones(len(people)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(np.array(rows), lower, upper),
        options={"mip_rel_gap": 0},
    )
    return (
        None if answer.x is None else sum(pool.merit[row] for row, x in zip(people, answer.x, strict=True) if x > 0.5)
    )


def best_list(rule: Rule, pool: Pool) -> list[str] | None:
    """The one list with floors "each": down the order, everyone whom some list of the highest total contains too."""
    total = best_total(rule, pool)
    if total is None:
        return None
    chosen: list[int] = []
    left: set[int] = set()
    for row in second.ordered(rule, pool):
        if len(chosen) < rule.seats and _total_with(rule, pool, [*chosen, row], left) == total:
            chosen.append(row)
        else:
            left.add(row)
    return [pool.ids[row] for row in chosen]


def _total_with(rule: Rule, pool: Pool, inside: list[int], outside: set[int]) -> int | None:
    """The highest total of lists with all of `inside` and nobody of `outside`: a bonus for each, taken off again."""
    bonus = 1 + 2 * rule.seats * max(abs(merit) for merit in pool.merit)
    marked = set(inside)
    merit = tuple(figure + bonus * (row in marked) for row, figure in enumerate(pool.merit))
    eligible = tuple(row in set(pool.eligible_rows) and row not in outside for row in range(len(pool)))
    best = best_total(rule, Pool(pool.ids, merit, pool.then, pool.attributes, eligible))
    return None if best is None or best // bonus < len(inside) else best - bonus * len(inside)
