"""Other lists that are nearly as good: each keeps every clause, and its total lies within a share of the best.

Each of the chosen is left out in turn, those who were chosen last first, and the rule is solved again, exactly. So
every list here is the best one without that person: nobody can ask "why not without them" and find a better one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.verify import verify

SHARE = 10
"""Thousandths of the best total that a list may cost: 1 %."""

MOST = 5
"""So many are shown: a handful that somebody can read."""


@dataclass(frozen=True)
class Alternative:
    """`enters` and `leaves`: ids against the proposed list, in the rule's order. `costs`: thousandths of the total."""

    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    total: int
    costs: int


def alternatives(
    rule: Rule, pool: Pool, decision: Decision, *, share: int = SHARE, most: int = MOST
) -> tuple[Alternative, ...]:
    """The cheapest first; each different from the others. None where the rule goes by order: no total is then best."""
    if rule.objective != "total" or decision.total is None:
        return ()
    place = {person: at for at, person in enumerate(decision.chosen)}
    found: dict[tuple[str, ...], Alternative] = {}
    for person in reversed(decision.chosen):
        other = _without(rule, pool, person)
        if other is None or other.total is None:
            continue
        costs = decision.total - other.total
        if costs * 1000 <= decision.total * share:
            enters = tuple(one for one in other.chosen if one not in place)
            leaves = tuple(one for one in decision.chosen if one not in other.chosen)
            found.setdefault(other.chosen, Alternative(enters, leaves, other.total, costs))
    return tuple(sorted(found.values(), key=lambda one: (one.costs, -place[one.leaves[-1]]))[:most])


def _without(rule: Rule, pool: Pool, person: str) -> Decision | None:
    """The best list without `person`, checked as the first was; None where there is none."""
    eligible = [row in set(pool.eligible_rows) and pool.ids[row] != person for row in range(len(pool))]
    if sum(eligible) < rule.seats:
        return None
    smaller = replace(pool, eligible=tuple(eligible))
    try:
        decision = decide(rule, smaller)
    except Refusal as refusal:
        if refusal.code == "select.value_absent":  # a floor that only this person could meet
            return None
        raise
    verify(rule, smaller, decision)
    return decision if decision.status == "decided" else None
