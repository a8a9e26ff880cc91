"""Why no list exists: clauses that alone allow none, and of which every one is needed for that."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.selection.rules.profiles import Profiles
from ortoo.selection.rules.quotas import Clause, Question


def minimal_conflict(question: Question) -> list[Clause]:
    """A conflict of the question's clauses, in the rule's order; empty where a list exists.

    One clause after the other is left out for good if the rest still allows no list.
    """
    kept = _conflicting(question, question.clauses())
    for clause in list(kept):
        if clause in kept:
            rest = _conflicting(question, without(kept, clause))
            kept = rest or kept
    return kept


def without(clauses: Sequence[Clause], left_out: Clause) -> list[Clause]:
    return [clause for clause in clauses if clause != left_out]


def _conflicting(question: Question, clauses: list[Clause]) -> list[Clause]:
    """Some of `clauses` that allow no list; empty where all together allow one.

    Where not even a fractional list exists, those that have a price in the list that breaks the least are enough.
    """
    posed = Profiles(question, clauses)
    if posed.has_list():
        return []
    priced = [clause for clause, price in zip(clauses, posed.prices(), strict=True) if price]
    if priced and len(priced) < len(clauses) and not Profiles(question, priced).has_list():
        return priced
    return clauses
