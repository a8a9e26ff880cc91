"""How long item analysis takes for a national exam: 12,000 persons, 45 items."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.measure import Figure, seconds
from ortoo.exams.rules.items.classical import classical
from ortoo.exams.rules.items.marginal import marginal
from ortoo.exams.rules.items.rasch import conditional
from ortoo.exams.rules.items.responses import responses_of

PERSONS, ITEMS = 12_000, 45


def bench_items(scratch: Path) -> Iterator[Figure]:
    """Item analysis, 12,000 persons and 45 items, of which the last ones were not reached by all"""
    responses = responses_of(names(), Counter(invented()))
    yield Figure("classical", median(seconds(lambda: classical(responses)) for _ in range(3)), "s", 2.0)
    yield Figure("Rasch given scores", seconds(lambda: conditional(responses)), "s", 20.0)
    yield Figure("one slope", seconds(lambda: marginal(responses, common_slope=True)), "s", 20.0)
    yield Figure("a slope each", seconds(lambda: marginal(responses, common_slope=False)), "s", 20.0)
    lines = (",".join("" if cell is None else str(cell) for cell in row) for row in invented())
    (scratch / "responses.csv").write_text("\n".join([",".join(names()), *lines]), "utf-8")
    command = [sys.executable, "-m", "ortoo.cli", "items", "responses.csv", "--model", "2pl", "--out", "answer.json"]
    whole = seconds(lambda: subprocess.run(command, cwd=scratch, check=True))
    yield Figure("ortoo items --model 2pl, as a whole process", whole, "s", 20.0)


def names() -> list[str]:
    return [f"item{place}" for place in range(1, ITEMS + 1)]


def invented() -> list[tuple[int | None, ...]]:
    chance = np.random.default_rng(1)
    slopes, difficulties = chance.lognormal(0, 0.3, ITEMS), chance.normal(0, 1, ITEMS)
    ability = chance.normal(size=PERSONS)
    solved = chance.random((PERSONS, ITEMS)) < 1 / (1 + np.exp(-slopes * (ability[:, None] - difficulties)))
    last = ITEMS - chance.poisson(0.5, PERSONS)
    return [
        tuple(int(cell) if place < end else None for place, cell in enumerate(row))
        for row, end in zip(solved, last, strict=True)
    ]
