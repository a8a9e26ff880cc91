"""The borderline band of sealed records as it is kept and shown: who is in it, and who stands next to the last seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ortoo.selection.rules.borderline import SURELY_IN, SURELY_OUT, in_band
from ortoo.selection.rules.order import ranking
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.simultaneous import Progress, simultaneous_ranks
from ortoo.selection.rules.uncertainty import chance_of_top, rank_intervals

REACH = 50
"""So many on each side of the last seat are kept beside those in the band."""


@dataclass(frozen=True)
class Near:
    """One candidate: `rank` by the order of the rule, `merit` and `chance` in thousandths. low to high: 95 % interval
    of the true rank, low_all to high_all: of all ranks together. `inside` the band.
    """

    id: str
    rank: int
    merit: int
    chance: int
    low: int
    high: int
    low_all: int
    high_all: int
    inside: bool


@dataclass(frozen=True)
class ShownBand:
    """`count` in the band, and `people` by rank: all of them, and those next to the last of `seats`."""

    seats: int
    eligible: int
    count: int
    people: tuple[Near, ...]

    def as_json(self) -> dict[str, Any]:
        """Integers and texts only, so that it has one canonical form."""
        people = [vars(one) for one in self.people]
        limits = {"above": SURELY_OUT, "below": SURELY_IN}
        return {"seats": self.seats, "eligible": self.eligible, "count": self.count, **limits, "people": people}


def band_from(body: Mapping[str, Any]) -> ShownBand:
    """The way back from `as_json`."""
    people = tuple(Near(**one) for one in body["people"])
    return ShownBand(body["seats"], body["eligible"], body["count"], people)


def shown_band(rule: Rule, pool: Pool, errors: Mapping[str, int], progress: Progress | None = None) -> ShownBand | None:
    """`errors` {id: thousandths} of those known. None where somebody eligible has none: no chance is known then."""
    rows = pool.eligible_rows
    if rule.seats > len(rows) or any(pool.ids[row] not in errors for row in rows):
        return None
    rows = ranking(rule, pool)
    merit = np.array([pool.merit[row] for row in rows]) / 1000
    error = np.array([errors[pool.ids[row]] for row in rows]) / 1000
    chances = chance_of_top(merit, error, rule.seats)
    inside = np.array(in_band(chances))
    places = np.arange(len(rows))
    near = np.flatnonzero(inside | (abs(places - rule.seats + 0.5) <= REACH))
    low, high = rank_intervals(merit, error, near)
    low_all, high_all = simultaneous_ranks(merit, error, near, progress)
    people = tuple(
        Near(
            id=pool.ids[rows[place]], rank=place + 1, merit=pool.merit[rows[place]],
            chance=round(float(chances[place]) * 1000), low=int(low[at]), high=int(high[at]),
            low_all=int(low_all[place]), high_all=int(high_all[place]), inside=bool(inside[place]),
        )
        for at, place in enumerate(near.tolist())
    )  # fmt: skip
    return ShownBand(rule.seats, len(rows), int(inside.sum()), people)
