"""How far one clause of a conflict must give way, and the weights that show a conflict without a search."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.selection.rules.conflict import without
from ortoo.selection.rules.decision import Loosened, Refutation
from ortoo.selection.rules.profiles import Profiles, Tally
from ortoo.selection.rules.quotas import Clause, Question

_SCALES = (1, 2, 3, 4, 6, 12, 60, 10**3, 10**6)


def loosened(question: Question, conflict: Sequence[Clause], ids: Sequence[str]) -> tuple[Loosened, ...]:
    """For each clause of a minimal conflict the smallest relaxation; `ids` by position."""
    whole = question.clauses()
    found = []
    for clause in conflict:
        profiles = Profiles(question, conflict)
        tally = _nearest(profiles, clause)
        witness = () if tally is None else tuple(ids[position] for position in profiles.people(tally))
        in_rule = None if tally is None else _in_rule(question, whole, clause)
        found.append(Loosened(clause, None if tally is None else tally.held, in_rule, witness))
    return tuple(found)


def refutation(question: Question, conflict: Sequence[Clause]) -> Refutation | None:
    """Whole weights of the clauses under which no list reaches what they need; None where only a search shows it."""
    prices = Profiles(question, conflict).prices()
    for scale in _SCALES:
        weights = [round(price * scale) for price in prices]
        found = _weighed(question, conflict, weights)
        if found.highest < found.needed:
            return found
    return None


def _in_rule(question: Question, whole: Sequence[Clause], clause: Clause) -> int | None:
    """The smallest relaxation with which all other clauses of the rule can be kept too; None where there is none."""
    if not Profiles(question, without(whole, clause)).has_list():
        return None
    tally = _nearest(Profiles(question, whole), clause)
    return None if tally is None else tally.held


def _nearest(profiles: Profiles, clause: Clause) -> Tally | None:
    """The list that keeps all other clauses and breaks `clause` the least; None where it would hold nobody."""
    if clause.bound == "at_least":
        return profiles.extreme(clause, most=True)
    if clause.bound == "at_most":
        return profiles.extreme(clause, most=False)
    fewer = None if clause.count == 1 else profiles.extreme(clause, most=True, low=1.0, high=clause.count - 1.0)
    more = profiles.extreme(clause, most=False, low=clause.count + 1.0)
    stated = [tally for tally in (fewer, more) if tally is not None]
    return min(stated, key=lambda tally: abs(tally.held - clause.count), default=None)


def _weighed(question: Question, conflict: Sequence[Clause], weights: Sequence[int]) -> Refutation:
    """Everybody scores the weights of the clauses that count them; needed: each weight x its bound."""
    by_value = {
        (clause.attribute, clause.value, clause.bound): weight for clause, weight in zip(conflict, weights, strict=True)
    }
    everybody = by_value.get((None, None, "seats"), 0)
    cells = [
        sum(by_value.get((cell.attribute, cell.value, bound), 0) for bound in ("at_least", "at_most"))
        for cell in question.cells
    ] + [0]
    scores = (everybody + sum(cells[cell] for cell in values) for values in question.values)
    highest = sum(score for score in scores if score > 0)
    needed = sum(weight * clause.count for clause, weight in zip(conflict, weights, strict=True))
    return Refutation(tuple(weights), needed, highest)
