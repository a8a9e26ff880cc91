"""How long equating takes: 12,000 people on each of two forms of 45 items, 1,000 draws for the errors."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, seconds
from ortoo.exams.rules.equating.equate import METHODS, WITH_ANCHOR, equate
from ortoo.exams.rules.equating.scores import gather

PEOPLE, ITEMS, COMMON = 12_000, 45, 15


def bench_equating(scratch: Path) -> Iterator[Figure]:
    """Equating 12,000 people a form, 45 items of which 15 common, 1,000 draws, median of 5"""
    people = [invented(seed) for seed in (1, 2)]
    for method in METHODS:
        new, old = (
            gather([score for score, _ in group], None, [part for _, part in group] if method in WITH_ANCHOR else None)
            for group in people
        )
        spent = [seconds(lambda: equate(new, old, method, draws=1000)) for _ in range(5)]  # noqa: B023
        yield Figure(method, median(spent), "s", 2.0)


def bench_equate_from_files(scratch: Path) -> Iterator[Figure]:
    """`ortoo equate`: 12,000 rows a form, 1,000 draws, as a whole process, median of 5"""
    for name, seed in (("new.csv", 1), ("old.csv", 2)):
        rows = "".join(f"{score},{part}\n" for score, part in invented(seed))
        (scratch / name).write_text("score,common\n" + rows, "utf-8")
    command = [sys.executable, "-m", "ortoo.cli", "equate", "new.csv", "old.csv", "--out", "table.json", "--method"]
    for options in (["equipercentile"], ["tucker", "--anchor", "common"]):
        spent = [seconds(lambda: subprocess.run(command + options, cwd=scratch, check=True)) for _ in range(5)]  # noqa: B023
        yield Figure(options[0], median(spent), "s", 3.0)


def invented(seed: int) -> list[tuple[int, int]]:
    """(score, score on the common items) of 12,000 people of different ability."""
    chance = random.Random(seed)
    people = []
    for _ in range(PEOPLE):
        able = chance.betavariate(5, 4)
        right = [chance.random() < able for _ in range(ITEMS)]
        people.append((sum(right), sum(right[:COMMON])))
    return people
