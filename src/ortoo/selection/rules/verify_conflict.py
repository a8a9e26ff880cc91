"""What is promised where no list exists, checked without a solver: the conflict, its weights and its relaxations.

By adding up: that the weights refute every list, that each clause left out leaves a list for the others, and that
`enough` of it is there. The search's word is what no weights show (`refutation` None), that less than `enough` is too
little, and what is enough beside all other clauses of the rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ortoo.selection.rules.decision import Decision, Loosened
from ortoo.selection.rules.quotas import Clause

Value = tuple[str, str]


class Refused:
    """An infeasible decision. bounds: of the rule's clauses by (bound, attribute, value); values: by person."""

    def __init__(
        self,
        decision: Decision,
        seats: int,
        bounds: Mapping[tuple[str, str, str], int],
        values: Mapping[str, Collection[Value]],
        *,
        one: bool,
    ) -> None:
        self.decision, self.seats, self.bounds, self.values, self.one = decision, seats, bounds, values, one

    @property
    def conflict(self) -> Sequence[Clause]:
        return self.decision.conflict or ()

    def broken(self) -> Iterator[tuple[str, str]]:
        """(promise, where) of all that is broken."""
        if self.decision.chosen or not self.conflict:
            yield "infeasible has no list and a conflict", self.decision.status
        for clause in self.conflict:
            if not self._of_the_rule(clause):
                yield "a conflict names clauses of the rule", _named(clause)
        if not self._is_refuted():
            yield "the weights of a conflict refute every list", str(self.decision.refutation)
        if [one.clause for one in self.decision.relaxations or ()] != list(self.conflict):
            yield "each clause of a conflict has its relaxation", str(len(self.conflict))
        for loosened in self.decision.relaxations or ():
            if not self._is_enough(loosened):
                yield "a relaxation is enough for the other clauses of the conflict", _named(loosened.clause)

    def _of_the_rule(self, clause: Clause) -> bool:
        if clause.attribute is None or clause.value is None:
            return clause == Clause("seats", self.seats)
        stated = self.bounds.get((clause.bound, clause.attribute, clause.value))
        return clause.count == stated and not (self.one and clause.bound == "at_least")

    def _is_refuted(self) -> bool:
        claimed = self.decision.refutation
        if claimed is None:
            return True
        if len(claimed.weights) != len(self.conflict):
            return False
        weighed = list(zip(self.conflict, claimed.weights, strict=True))
        signs = {"at_least": 1, "at_most": -1}
        if any(weight * signs.get(clause.bound, weight) < 0 for clause, weight in weighed):
            return False
        scores = [
            sum(weight for clause, weight in weighed if _counts(clause, values)) for values in self.values.values()
        ]
        highest = sum(score for score in scores if score > 0)
        needed = sum(weight * clause.count for clause, weight in weighed)
        return (claimed.needed, claimed.highest) == (needed, highest) and highest < needed

    def _is_enough(self, loosened: Loosened) -> bool:
        people = loosened.witness
        if loosened.enough is None:
            return not people
        if len(set(people)) != len(people) or not all(person in self.values for person in people):
            return False
        others = (clause for clause in self.conflict if clause != loosened.clause)
        return self._held(loosened.clause, people) == loosened.enough and all(
            _keeps(clause, self._held(clause, people)) for clause in others
        )

    def _held(self, clause: Clause, people: Sequence[str]) -> int:
        return sum(_counts(clause, self.values[person]) for person in people)


def _counts(clause: Clause, values: Collection[Value]) -> bool:
    return clause.attribute is None or (clause.attribute, clause.value) in values


def _keeps(clause: Clause, held: int) -> bool:
    if clause.bound == "seats":
        return held == clause.count
    return held >= clause.count if clause.bound == "at_least" else held <= clause.count


def _named(clause: Clause) -> str:
    return str(clause.as_json())
