"""The solver against the enumeration of every agenda: values, conflicts, reasons and fewest changes."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from ortoo.visits.rules.agenda import Agenda, Clause, Problem, check, solve, value_of
from ortoo.visits.rules.agenda.solving.best import best_agenda
from ortoo.visits.rules.agenda.solving.conflict import clauses
from ortoo.visits.rules.agenda.solving.days_first import DaysFirst
from ortoo.visits.rules.agenda.solving.search import Budget
from ortoo.visits.rules.agenda.solving.starts import Wishes
from tests.visits.rules.agenda.every_agenda import best_value, fewest_changes, possible, with_clauses
from tests.visits.rules.agenda.instances import drawn, told

MANY = 5000 if os.environ.get("ORTOO_CAMPAIGN") else 240
IMPOSSIBLE = {"no-start", "no-time", "person-busy", "no-interpreter", "too-much-content", "no-lunch"}


@pytest.mark.parametrize("tens", range(MANY // 10))
def test_the_best_of_every_agenda(tens: int) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        problem = drawn(seed)
        best = best_value(problem)
        agenda = solve(problem)
        if best is None:
            assert (agenda.status, agenda.value, agenda.stops) == ("infeasible", None, ()), seed
            assert agenda.conflict is not None
            assert agenda.conflict_minimal
            alone = set(agenda.conflict)
            assert possible(with_clauses(problem, alone)) in (False, None), seed
            assert all(possible(with_clauses(problem, alone - {one})) in (True, None) for one in alone), seed
        else:
            assert (agenda.status, agenda.value, agenda.bound) == ("optimal", best, best), seed
            assert check(problem, agenda.stops, Agenda("feasible")) == (), seed
            _the_reasons_hold(problem, agenda, best)


def _the_reasons_hold(problem: Problem, agenda: Agenda, best: int) -> None:
    reasons = {one.stop: one.reason for one in agenda.left_out}
    inside = {one.stop for one in agenda.stops}
    assert set(reasons) == {stop.id for stop in problem.stops} - inside
    for stop in problem.stops:
        if (reason := reasons.get(stop.id)) is None:
            continue
        forced = tuple(replace(one, must=one.must or one.id == stop.id) for one in problem.stops)
        with_it = best_value(replace(problem, stops=forced))
        if reason in IMPOSSIBLE:
            assert with_it is None, reason
        elif reason == "requires-left-out":
            assert not set(stop.requires) <= inside
        else:
            assert with_it is not None
            assert reason == ("equal-value" if with_it == best else "lower-value")


@pytest.mark.parametrize("tens", range(MANY // 40))
def test_the_whole_model_alone_finds_the_same(tens: int) -> None:
    """As where the days have too many sets of stops to sort them first."""
    for seed in range(10 * tens, 10 * tens + 10):
        problem = drawn(seed)
        best = best_value(problem)
        found = best_agenda(problem, Wishes(), DaysFirst(problem, Wishes(), patience=-1), Budget(60), None)
        if best is None:
            assert found.status == "infeasible", seed
        else:
            assert (found.status, found.value, found.bound) == ("optimal", best, best), seed
            assert check(problem, found.stops, Agenda("feasible")) == (), seed


@pytest.mark.parametrize("tens", range(MANY // 20))
def test_the_fewest_changes_among_the_best(tens: int) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        problem, kept = told(seed, drawn(seed))
        now = problem.now
        held = tuple(one for one in kept if one.frozen or (now and (one.day, one.start) < (now.day, now.time)))
        agenda = solve(problem, keep=Agenda("feasible", stops=kept))
        best = fewest_changes(problem, kept, held)
        if best is None:
            assert (agenda.status, agenda.changed) == ("infeasible", ()), seed
        else:
            assert agenda.changed is not None
            assert (agenda.status, agenda.value, len(agenda.changed)) == ("optimal", *best), seed
            assert check(problem, agenda.stops, Agenda("feasible", stops=kept)) == (), seed
            assert value_of(problem, agenda.stops) == agenda.value


def test_every_clause_of_a_problem_is_looked_at() -> None:
    problem = drawn(3)
    everything = set(clauses(problem, Wishes()))
    assert everything <= {
        *(Clause(kind, stop.id) for kind in ("stop", "fixed", "window") for stop in problem.stops),
        *(Clause("person", person) for stop in problem.stops for person in stop.people),
        *(Clause("limit", name) for name in vars(problem.limits)),
    }
