"""Invented sittings for the gate: sound ones by a seed, and faults planted in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ortoo.exams.rules.gate.values import SOLVED, Sheets

OPTIONS = 4


def sitting(seed: int, persons: int = 12_000, items: int = 45, centres: int = 330, forms: int = 4) -> Sheets:
    """All forms hold the same items, in another order each, as far as the gate sees. Centres differ in ability by a
    third of a standard deviation, and in size.
    """
    chance = np.random.default_rng(seed)
    slopes, difficulties = chance.lognormal(0, 0.25, items), chance.normal(-0.4, 0.9, items)
    weights = chance.gamma(8, size=centres)
    where = chance.choice(centres, persons, p=weights / weights.sum())
    ability = chance.normal(size=persons) + chance.normal(0, 1 / 3, centres)[where]
    right = chance.random((persons, items)) < 1 / (1 + np.exp(-slopes * (ability[:, None] - difficulties)))
    return Sheets(
        tuple(f"i{place:02d}" for place in range(items)),
        tuple(f"form-{number % forms}" for number in range(persons)),
        tuple(f"c{number:03d}" for number in where),
        right.astype(np.int8),
    )


def with_wrong_key(sheets: Sheets, item: int, *, form: str | None = None, centre: str | None = None) -> Sheets:
    """Whoever solved it now has it wrong; of the others, one in three ticked the option that the wrong key names."""
    chance = np.random.default_rng(item)
    hit = np.ones(len(sheets.forms), dtype=bool)
    if form is not None:
        hit &= np.array(sheets.forms) == form
    if centre is not None:
        hit &= np.array(sheets.centres) == centre
    right = sheets.right.copy()
    ticked = (right[:, item] != SOLVED) & (chance.random(len(hit)) < 1 / (OPTIONS - 1))
    right[hit, item] = ticked[hit]
    return replace(sheets, right=right)
