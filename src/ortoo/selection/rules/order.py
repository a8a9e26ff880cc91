"""The one order of the rule: merit, higher first; then the `then` columns, higher first; last the lot."""

from __future__ import annotations

import hashlib

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule

_NAMED = 6


def lot(seed: str, person: str) -> str:
    """The lot of `person`: sha256(seed + "|" + id) in hexadecimal. The smaller comes first."""
    return hashlib.sha256(f"{seed}|{person}".encode()).hexdigest()


def ranking(rule: Rule, pool: Pool) -> list[int]:
    """The rows of all eligible candidates, best first. Raises Refusal where ties remain and there is no lot seed."""
    keys = {row: figures(pool, row) for row in pool.eligible_rows}
    rows = sorted(keys, key=keys.__getitem__)
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and keys[rows[end]] == keys[rows[start]]:
            continue
        if end - start > 1:
            rows[start:end] = _by_lot(rule, pool, rows[start:end])
        start = end
    return rows


def figures(pool: Pool, row: int) -> tuple[int, ...]:
    """Merit and `then` of one candidate, negated: the smaller tuple comes first."""
    return (-pool.merit[row], *(-column[row] for column in pool.then))


def _by_lot(rule: Rule, pool: Pool, tied: list[int]) -> list[int]:
    seed = rule.lot_seed
    if seed is None:
        named = sorted(pool.ids[row] for row in tied)
        more = f" (+{len(named) - _NAMED})" if len(named) > _NAMED else ""
        raise Refusal("select.tie_without_lot", people=", ".join(named[:_NAMED]) + more)
    return sorted(tied, key=lambda row: lot(seed, pool.ids[row]))
