"""Why no list exists: clauses that alone allow none, and of which every one is needed for that."""

from __future__ import annotations

import numpy as np

from ortoo.selection.rules.linear import Programme
from ortoo.selection.rules.quotas import Clause, Question


def minimal_conflict(question: Question) -> list[Clause]:
    """A conflict of the question's clauses, in the rule's order; empty where a list exists.

    One clause after the other is left out for good if the rest still allows no list.
    """
    kept = question.clauses()
    if _allows_a_list(question, kept):
        return []
    for clause in list(kept):
        rest = [other for other in kept if other is not clause]
        if not _allows_a_list(question, rest):
            kept = rest
    return kept


def _allows_a_list(question: Question, clauses: list[Clause]) -> bool:
    """Whether some set of candidates keeps all of `clauses`. Only how many of each profile are in it matters."""
    named = {(cell.attribute, cell.value): index for index, cell in enumerate(question.cells)}
    bounded = sorted({named[c.attribute, c.value] for c in clauses if c.attribute is not None and c.value is not None})
    if not bounded:
        return True  # seats alone are never more than there are candidates
    none = len(question.cells)
    relevant = np.isin(question.member, bounded)
    profiles, sizes = np.unique(np.where(relevant, question.member, none), axis=0, return_counts=True)
    programme = Programme()
    share = programme.add_columns(np.zeros(len(profiles)), 0.0, sizes.astype(np.float64), whole=True)
    for clause in clauses:
        lower = 0.0 if clause.bound == "at_most" else min(clause.count, question.size + 1)
        upper = question.size + 1 if clause.bound == "at_least" else min(clause.count, question.size + 1)
        row = programme.add_row(float(lower), float(upper))
        if clause.attribute is None:
            programme.enter(row, share)
        elif clause.value is not None:
            cell = named[clause.attribute, clause.value]
            programme.enter(row, share[(profiles == cell).any(axis=1)])
    return programme.solve() is not None
