"""The one order of the rule: merit, higher first; then the `then` columns, higher first; last the lot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.columns import Integers, figures_of
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule

Mask = npt.NDArray[np.bool_]

_NAMED = 6


def lot(seed: str, person: str) -> str:
    """The lot of `person`: sha256(seed + "|" + id) in hexadecimal. The smaller comes first."""
    return hashlib.sha256(f"{seed}|{person}".encode()).hexdigest()


def ranking(rule: Rule, pool: Pool, rows: Integers | None = None) -> list[int]:
    """The rows of all eligible candidates, best first; of `rows` alone where given.

    Lots are drawn only for those whose figures are all equal. Raises Refusal where ties remain without a lot seed.
    """
    rows = pool.able if rows is None else rows
    keys = [pool.merits[rows], *(figures_of(column)[rows] for column in pool.then)]
    best_first = np.lexsort([-key for key in reversed(keys)])
    alike = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for key in keys:
        alike &= np.diff(key[best_first]) == 0
    found: list[int] = rows[best_first].tolist()
    for start, end in _runs(alike):
        found[start:end] = _by_lot(rule, pool, found[start:end])
    return found


def _runs(alike: Mask) -> Iterator[tuple[int, int]]:
    """From where to where one is as the next, as slices that hold both."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], alike, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), (edges[1::2] + 1).tolist(), strict=True)


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
