"""A decision held against the two other solvers, with everything that it says: list, reserve, prices, conflict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Clause
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.verify import broken_promises
from tests.selection.rules import plain_programme as plain
from tests.selection.rules import second_solver as second
from tests.selection.rules.instances import Instance


def agrees(instance: Instance) -> Decision | None:
    """The decision, after comparing all of it with what enumeration finds; None where the rule is refused."""
    made, people = instance
    if made.seats > len(people.eligible_rows):
        with pytest.raises(Refusal, match="seats"):
            decide(made, people)
        return None
    decision = decide(made, people, prices=True)
    assert broken_promises(made, people, decision) == []
    best = second.best_list(made, people)
    if best is None:
        assert decision.status == "infeasible"
        conflict_is_minimal(made, people, decision)
        relaxations_are_smallest(made, people, decision)
        return decision
    assert decision.status == "decided"
    assert decision.chosen == tuple(people.ids[row] for row in best)
    assert decision.reserve == tuple(people.ids[row] for row in second.reserve(made, people, best))
    assert _unmet(decision) == second.unmet(made, people, best)
    if made.objective == "total" and (made.floors == "each" or len(people) < 10):
        assert {(p.attribute, p.value, p.bound): (p.total_lost, p.replaced) for p in decision.quota_prices or ()} == (
            second.quota_prices(made, people, best)
        )
    return decision


def agrees_plainly(instance: Instance) -> Decision:
    """The decision on people too many to enumerate, after comparing list, conflict and relaxations with plain ones."""
    made, people = instance
    decision = decide(made, people)
    assert broken_promises(made, people, decision) == []
    best = plain.best_list(made, people)
    assert decision.status == ("infeasible" if best is None else "decided")
    assert list(decision.chosen) == (best or [])
    for loosened in decision.relaxations or ():
        _gives_way_no_further(made, people, loosened.clause, loosened.enough, decision)
    if best is None:
        assert not plain.possible(made, people, [as_second(clause) for clause in decision.conflict or ()])
    return decision


def as_second(clause: Clause) -> second.Clause:
    return clause.bound, clause.attribute or "", clause.value or "", clause.count


def conflict_is_minimal(made: Rule, people: Pool, decision: Decision) -> None:
    """Its clauses are the rule's; together they allow no list, and the others do whichever one is left out."""
    conflict = [as_second(clause) for clause in decision.conflict or ()]
    assert set(conflict) <= set(second.clauses(made, people))
    if made.floors == "one":
        assert all(clause[0] != "at_least" for clause in conflict)
    assert not second.possible(people, conflict)
    for clause in conflict:
        assert second.possible(people, [other for other in conflict if other != clause])


def relaxations_are_smallest(made: Rule, people: Pool, decision: Decision) -> None:
    """With `enough` a list exists, nothing nearer to the rule does: beside the conflict, and beside the whole rule."""
    conflict = [as_second(one) for one in decision.conflict or ()]
    hard = [one for one in second.clauses(made, people) if made.floors == "each" or one[0] != "at_least"]
    assert [one.clause for one in decision.relaxations or ()] == list(decision.conflict or ())
    for loosened in decision.relaxations or ():
        clause = as_second(loosened.clause)
        for others, stated in ((conflict, loosened.enough), (hard, loosened.in_rule)):
            rest = [other for other in others if other != clause]
            assert stated == second.smallest_relaxation(people, clause, rest)


def _gives_way_no_further(made: Rule, people: Pool, clause: Clause, enough: int | None, decision: Decision) -> None:
    """The others of the conflict go with `enough`, and not with anything nearer (one step for a floor or ceiling)."""
    rest = [as_second(other) for other in decision.conflict or () if other != clause]
    assert plain.possible(made, people, rest)
    if enough is None:
        return
    assert plain.possible(made, people, [*rest, as_second(replace(clause, count=enough))])
    step = 1 if enough < clause.count else -1
    nearer = range(enough + step, clause.count, step) if clause.bound == "seats" else [enough + step]
    for count in nearer:
        assert not plain.possible(made, people, [*rest, as_second(replace(clause, count=count))])


def _unmet(decision: Decision) -> list[tuple[str, str, int, int]]:
    return [(floor.attribute, floor.value, floor.at_least, floor.met) for floor in decision.unmet]
