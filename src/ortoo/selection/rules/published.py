"""What a list publishes of its decision: enough to hold one's own row against, and no row of anybody."""

from __future__ import annotations

import hashlib

from ortoo.selection.rules.borderline import Band
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule


def published(rule: Rule, pool: Pool, decision: Decision) -> dict[str, object]:
    """Prices, cut line, bound, kind of proof, and how many of each category are chosen; thousandths and counts.

    `merit` and `eligible` name the columns that the rule reads. A category of whom nobody is chosen is left out.
    """
    return {
        "objective": decision.objective,
        "floors": decision.floors,
        "seats": decision.seats,
        "merit": rule.merit,
        "eligible": rule.eligible,
        "proof": decision.proof,
        "total": decision.total,
        "bound": decision.bound,
        "price_bound": decision.price_bound,
        "cut": decision.cut,
        "adjustments": [price.as_json() for price in decision.adjustments],
        "counts": category_counts(rule, pool, decision),
        "borderline": None if decision.band is None else _band(decision.band),
    }


def _band(band: Band) -> dict[str, object]:
    """How many are in it, the hash of their ids, a line each, and the merit with which a lot lets them count."""
    lines = "\n".join(band.people).encode()
    return {
        "then": band.then,
        "people": len(band.people),
        "people_sha256": hashlib.sha256(lines).hexdigest(),
        "merit": band.merit,
    }


def category_counts(rule: Rule, pool: Pool, decision: Decision) -> dict[str, dict[str, int]]:
    """Attribute -> value -> how many of the chosen have it, of each attribute that the rule sets quotas on."""
    chosen = set(decision.chosen)
    rows = [row for row, person in enumerate(pool.ids) if person in chosen]
    counts: dict[str, dict[str, int]] = {name: {} for name in rule.attributes}
    for name, values in counts.items():
        for row in rows:
            value = str(pool.attributes[name][row])
            values[value] = values.get(value, 0) + 1
    return counts
