"""How far one clause of a conflict must give way, and the weights that show a conflict without a search."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.selection.rules.decision import Loosened, Refutation
from ortoo.selection.rules.profiles import Profiles, Tally
from ortoo.selection.rules.quotas import Clause, Question

_SCALES = (1, 2, 3, 4, 6, 12, 60, 10**3, 10**6)


def loosened(question: Question, conflict: Sequence[Clause], ids: Sequence[str]) -> tuple[Loosened, ...]:
    """For each clause of a minimal conflict the smallest relaxation; `ids` by position."""
    clauses = question.clauses()
    alone, whole = Profiles(question, conflict), Profiles(question, clauses)
    hopeless = not Profiles(question, [clause for clause in clauses if clause not in conflict]).has_list()
    found = []
    for clause in conflict:
        tally = _nearest(alone, clause)
        in_rule = None if tally is None or hopeless else _nearest(whole, clause)
        found.append(
            Loosened(
                clause=clause,
                enough=None if tally is None else tally.held,
                in_rule=None if in_rule is None else in_rule.held,
                witness=() if tally is None else tuple(ids[position] for position in alone.people(tally)),
            )
        )
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
