"""Who moves up when somebody leaves a final list."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.selection.rules.borderline import band_of, levelled
from ortoo.selection.rules.one_floor import with_places
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import question
from ortoo.selection.rules.reserve import successors
from ortoo.selection.rules.rule import Rule


def first_successor(rule: Rule, pool: Pool, named: Sequence[str], reserve: Sequence[str], out: str) -> str | None:
    """The first of `reserve` (ids, in order) who takes the seat of `out` with every promise kept; None: nobody can.

    `named` are those on the list, `out` among them. Where an order added seats, a seat beyond those of the rule is not
    filled again.
    """
    if len(named) > rule.seats:
        return None
    asked = question(rule, levelled(pool, band_of(rule, pool)))
    settled = with_places(asked) if asked.one else asked
    assert settled is not None, "there is a list, so its reserved places can be met"
    position = {pool.ids[row]: place for place, row in enumerate(settled.rows.tolist())}
    chosen, waiting = [position[one] for one in named], [position[one] for one in reserve]
    found = successors(settled, sorted(chosen), waiting, position[out])
    return pool.ids[int(settled.rows[found[0]])] if found else None
