"""Invented marks: whole and half points, so that ties at the cut happen; some missing, as in life."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ortoo.site.demonstration.officials import Invented

MEAN, SPREAD, NOISE, MISSING = 62.0, 8.5, 5.0, 0.04


def marks_of(people: Sequence[Invented], sitting: str, seed: int) -> dict[str, int]:
    """{personnel number: mark in thousandths of 0 to 100} of those who sat; about one in twenty-five did not."""
    chance = random.Random(f"{seed}:{sitting}")
    return {person.number: _mark(person, chance) for person in people if chance.random() >= MISSING}


def _mark(person: Invented, chance: random.Random) -> int:
    points = MEAN + SPREAD * person.ability + chance.gauss(0, NOISE)
    return round(max(0.0, min(100.0, points)) * 2) * 500
