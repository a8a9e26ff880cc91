"""How long four parallel forms of a national bank take, and how much nearer they are than forms drawn by chance."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, seconds
from ortoo.exams.rules.forms.assembly import Assembled, assemble
from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.random_forms import compare
from tests.exams.rules.forms.banks import NATIONAL, national_bank

BANKS = range(1, 11)
DRAWINGS = 101


def bench_forms(_scratch: Path) -> Iterator[Figure]:
    """Four forms of 45 items from 600, ten invented banks: the worst of them"""
    took, worked, made = [], [], []
    for number in BANKS:
        items, enemies = national_bank(number)
        work = time.process_time()
        began = time.perf_counter()
        found = assemble(items, NATIONAL, enemies, seed="bench")
        took.append(time.perf_counter() - began)
        worked.append(time.process_time() - work)
        if check(items, NATIONAL, enemies, found.forms):
            raise AssertionError(number)
        made.append(found)
    yield Figure("four forms", max(took), "s", 60.0)
    yield Figure("four forms, work of the processor", max(worked), "s", 60.0)
    yield Figure("spread of expected scores", max(one.spreads.expected for one in made), "items", 0.25)
    yield Figure("spread of information", max(100 * max(one.spreads.information) for one in made), "%", 3.0)
    yield Figure("nearer than the median of 101 drawings", _least_times(made), "times", 8.0, at_least=True)
    items, enemies = national_bank(BANKS[0])
    yield Figure("checking them", seconds(lambda: check(items, NATIONAL, enemies, made[0].forms)), "s")


def _least_times(made: list[Assembled]) -> float:
    """Over banks, expected scores and information at four abilities."""
    least = float("inf")
    for number, found in zip(BANKS, made, strict=True):
        items, enemies = national_bank(number)
        beside = compare(found.forms, items, NATIONAL, enemies, seed="by chance", drawings=DRAWINGS)
        least = min(least, *beside.times)
    return least
