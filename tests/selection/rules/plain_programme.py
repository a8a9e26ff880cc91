"""A second solver for larger pools, written independently: the whole rule as one plain integer programme (SciPy).

Nothing clever: a column for each person, a row for each clause; with floors "one" a column for each person and floor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from tests.selection.rules import second_solver as second

Floats = npt.NDArray[np.float64]
_TO_THE_END = {"mip_rel_gap": 0}


@dataclass(frozen=True, eq=False)
class Plain:
    """The rule over its eligible people. Of the columns the first are the people, the others places, floor by floor."""

    people: list[int]
    rows: Floats
    lower: Floats
    upper: Floats
    may: Floats

    @classmethod
    def of(cls, rule: Rule, pool: Pool, clauses: list[second.Clause] | None = None) -> Plain:
        people = pool.eligible_rows
        stated = second.clauses(rule, pool) if clauses is None else clauses
        floors = [clause for clause in stated if clause[0] == "at_least" and rule.floors == "one"]
        hard = [clause for clause in stated if clause not in floors]
        has = [
            [float(kind == "seats" or pool.attributes[attribute][row] == value) for row in people]
            for kind, attribute, value, _ in [*hard, *floors]
        ]
        held, fits = np.array(has[: len(hard)]).reshape(-1, len(people)), np.array(has[len(hard) :]).ravel()
        lower = [-np.inf if kind == "at_most" else float(count) for kind, _, _, count in hard]
        upper = [np.inf if kind == "at_least" else float(count) for kind, _, _, count in hard]
        if not floors:
            return cls(people, held, np.array(lower), np.array(upper), np.ones(len(people)))
        alone = np.eye(len(people))
        rows = np.block(
            [
                [held, np.zeros((len(hard), len(fits)))],
                [np.zeros((len(floors), len(people))), np.kron(np.eye(len(floors)), np.ones(len(people)))],
                [-alone, np.tile(alone, len(floors))],  # only who is chosen fills a place, and one only
            ]
        )
        lower += [-np.inf] * (len(floors) + len(people))
        upper += [float(count) for *_, count in floors] + [0.0] * len(people)
        return cls(people, rows, np.array(lower), np.array(upper), np.concatenate([np.ones(len(people)), fits]))

    def best(
        self, goal: Floats, filled: int = 0, inside: tuple[int, ...] = (), outside: tuple[int, ...] = ()
    ) -> Floats | None:
        """The columns of the highest sum of `goal` with at least so many places filled; None where there is none."""
        low, high = np.zeros(len(self.may)), self.may.copy()
        low[[place for place, row in enumerate(self.people) if row in inside]] = 1.0
        high[[place for place, row in enumerate(self.people) if row in outside]] = 0.0
        kept = [LinearConstraint(self.rows, self.lower, self.upper)]
        if filled:
            kept.append(LinearConstraint(self.places[np.newaxis, :], filled, np.inf))
        integral = np.ones(len(self.may))
        answer = milp(-goal, integrality=integral, bounds=Bounds(low, high), constraints=kept, options=_TO_THE_END)
        return None if answer.x is None else np.rint(answer.x)

    @property
    def places(self) -> Floats:
        """1 for the columns that are places."""
        return np.concatenate([np.zeros(len(self.people)), np.ones(len(self.may) - len(self.people))])

    def most_filled(self) -> int | None:
        """How many places a list fills at most; None where there is no list."""
        found = self.best(self.places)
        return None if found is None else int(found @ self.places)

    def merit(self, pool: Pool) -> Floats:
        figures = [float(pool.merit[row]) for row in self.people]
        return np.concatenate([figures, np.zeros(len(self.may) - len(self.people))])

    def total(self, pool: Pool, found: Floats) -> int:
        return sum(pool.merit[row] for row, x in zip(self.people, found, strict=False) if x > 0.5)


def best_total(rule: Rule, pool: Pool) -> int | None:
    """The highest total, in thousandths; None where there is no list."""
    plain = Plain.of(rule, pool)
    filled = plain.most_filled() if rule.floors == "one" else 0
    found = None if filled is None else plain.best(plain.merit(pool), filled)
    return None if found is None else plain.total(pool, found)


def best_list(rule: Rule, pool: Pool) -> list[str] | None:
    """The one list: down the order, everyone whom some list (of the highest total) contains too; None for none."""
    plain = Plain.of(rule, pool)
    filled = plain.most_filled() if rule.floors == "one" else 0
    goal = plain.merit(pool) if rule.objective == "total" else np.zeros(len(plain.may))
    first = None if filled is None else plain.best(goal, filled)
    if first is None or filled is None:
        return None
    total = plain.total(pool, first)
    chosen: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    for row in second.ordered(rule, pool):
        found = None if len(chosen) == rule.seats else plain.best(goal, filled, (*chosen, row), left)
        if found is not None and (rule.objective != "total" or plain.total(pool, found) == total):
            chosen = (*chosen, row)
        else:
            left = (*left, row)
    return [pool.ids[row] for row in chosen]


def possible(rule: Rule, pool: Pool, some: list[second.Clause]) -> bool:
    """Whether any set of people keeps all of `some` (floors as clauses)."""
    plain = Plain.of(replace(rule, floors="each"), pool, some)
    return plain.best(np.zeros(len(plain.may))) is not None
