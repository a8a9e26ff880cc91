"""The borderline band: those of whom the marks do not say whether they are truly among the best, and what then holds.

Outside of it the chance to be truly among the `seats` best is .8 or more, or .2 or less. A rule may declare in advance
what happens inside: "evidence" (further evidence is entered, and the rule is run again) or "lot" (all in the band count
with the figures of the last seat, so that the lot decides between them while quotas hold).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ortoo.selection.rules.order import figures, lot
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import LOT, Rule
from ortoo.selection.rules.thousandths import shown
from ortoo.selection.rules.uncertainty import Floats, chance_of_top

SURELY_OUT, SURELY_IN = 200, 800
"""Thousandths of a chance. Who lies between them, and on neither, is in the band."""


@dataclass(frozen=True)
class Band:
    """What a rule with a borderline clause found: `people` (ids), with a lot in the order of the lot, else by rank.

    Where `then` is "lot" everybody of them counts with `merit` and `ties` of the last seat, in thousandths; else None
    and empty.
    """

    then: str
    people: tuple[str, ...]
    merit: int | None = None
    ties: tuple[int, ...] = ()

    def as_json(self) -> dict[str, object]:
        merit = None if self.merit is None else shown(self.merit)
        ties = [shown(tie) for tie in self.ties]
        return {"then": self.then, "people": list(self.people), "merit": merit, "ties": ties}


def in_band(chances: Floats) -> list[bool]:
    """Whether each lies inside, in whole thousandths, so that no last digit of a machine decides. Unknown: nobody.

    >>> in_band(np.array([0.2004, 0.2006, 0.5, 0.7994, 0.7996, float("nan")]))
    [False, True, True, True, False, False]
    """
    whole = np.rint(np.nan_to_num(chances, nan=0.0) * 1000)
    inside: list[bool] = ((whole > SURELY_OUT) & (whole < SURELY_IN)).tolist()
    return inside


def band_of(rule: Rule, pool: Pool) -> Band | None:
    """The band of a rule that declares what happens inside; None where it declares nothing, or has too many seats."""
    if rule.borderline is None or rule.seats > len(pool.eligible_rows):
        return None
    rows = sorted(pool.eligible_rows, key=lambda row: figures(pool, row))
    people = [pool.ids[row] for row, inside in zip(rows, in_band(chances(rule, pool, rows)), strict=True) if inside]
    if rule.borderline.then != LOT:
        return Band(rule.borderline.then, tuple(people))
    last = rows[rule.seats - 1]
    return Band(LOT, _drawn(rule, people), pool.merit[last], tuple(column[last] for column in pool.then))


def chances(rule: Rule, pool: Pool, rows: Sequence[int]) -> Floats:
    """Of those in `rows`, best first."""
    assert pool.standard_error is not None, "a rule with a borderline clause names a column of errors"
    errors = np.array([pool.standard_error[row] for row in rows])
    return chance_of_top(np.array([pool.merit[row] for row in rows]) / 1000, errors, rule.seats)


def _drawn(rule: Rule, people: list[str]) -> tuple[str, ...]:
    """By lot; without a seed as they are, for then nobody may be level with anybody, which the order refuses."""
    seed = rule.lot_seed
    return tuple(people if seed is None else sorted(people, key=lambda person: lot(seed, person)))


def levelled(pool: Pool, band: Band | None) -> Pool:
    """The pool as it is decided on: who is in a band with a lot has the figures of the last seat."""
    if band is None or band.merit is None:
        return pool
    inside = set(band.people)
    level = [person in inside for person in pool.ids]
    return replace(
        pool,
        merit=_levelled(pool.merit, level, band.merit),
        then=tuple(_levelled(column, level, tie) for column, tie in zip(pool.then, band.ties, strict=True)),
    )


def _levelled(column: Sequence[int], level: Sequence[bool], figure: int) -> tuple[int, ...]:
    return tuple(figure if inside else own for own, inside in zip(column, level, strict=True))
