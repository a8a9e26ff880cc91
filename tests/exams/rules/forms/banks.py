"""Banks for the tests of forms: a national one by a seed, and small ones in which every division can be tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from ortoo.exams.rules.forms.measures import spreads
from ortoo.exams.rules.forms.values import LEVELS, BankItem, Blueprint, Enemies, Form

GOALS = tuple(f"goal-{number}" for number in range(1, 10))
ABILITIES = (-1.5, -0.5, 0.5, 1.5)
NATIONAL = Blueprint(
    4,
    GOALS,
    {(goal, level): count for goal in GOALS for level, count in zip(LEVELS, (2, 2, 1), strict=True)},
    expected_spread=0.25,
    information_spread=0.03,
    abilities=ABILITIES,
)
"""Four forms of 45 items over nine goals."""


def national_bank(seed: int, size: int = 600) -> tuple[list[BankItem], list[Enemies]]:
    """Items over all cells, one in ten with an estimate alone, exposed up to three times; forty pairs and ten threes of
    enemies."""
    chance = np.random.default_rng(seed)
    slopes, difficulties = chance.lognormal(0, 0.3, size), chance.normal(0, 1, size)
    exposures = chance.integers(0, 4, size)
    cells = list(NATIONAL.cells)
    items = []
    for place in range(size):
        slope, difficulty = float(slopes[place]), float(difficulties[place])
        facility = float(1 / (1 + np.exp(slope * difficulty / np.sqrt(1 + np.pi * slope**2 / 8))))
        measured = place % 10 != 0
        items.append(
            BankItem(
                f"i{place:04d}",
                *cells[place % len(cells)],
                facility if measured else min(0.95, max(0.05, round(facility, 1))),
                slope if measured else None,
                difficulty if measured else None,
                int(exposures[place]),
                estimated=not measured,
            )
        )
    hostile = chance.permutation(size)[:110].tolist()
    groups = [hostile[at : at + 2] for at in range(0, 80, 2)] + [hostile[at : at + 3] for at in range(80, 110, 3)]
    return items, [frozenset(items[place].code for place in group) for group in groups]


def every_pair_of_forms(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies]
) -> Iterator[tuple[Form, Form]]:
    """All pairs of forms with one goal and one level that keep every promise, tried one by one."""
    bank = {item.code: item for item in items}
    codes = sorted(bank)
    for first in combinations(codes, blueprint.length):
        for second in combinations([code for code in codes if code not in first], blueprint.length):
            pair = (Form(first), Form(second))
            if any(len(group.intersection(form.items)) > 1 for group in enemies for form in pair):
                continue
            found = spreads(pair, bank, blueprint)
            if found.expected <= blueprint.expected_spread and max(found.information) <= blueprint.information_spread:
                yield pair
