"""How long a selection of a hundred takes, beside the same problem given to HiGHS as it stands."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.measure import Figure, seconds
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.explain import Explained
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.telling_apart import around_the_cut
from ortoo.selection.rules.uncertainty import uncertainty
from tests.selection.rules.plain_programme import best_total

COUNT, SEEDS = 12_000, range(5)
ATTRIBUTES = {"region": 7, "ministry": 40, "sex": 2, "level": 3}

RULE = Rule(
    seats=100,
    reserve=20,
    id="id",
    merit="merit",
    lot_seed="00",
    quotas=(
        Quota("region", "1", at_least=20),
        Quota("ministry", at_most=4),
        Quota("sex", "1", at_least=55),
        Quota("level", "1", at_most=20),
    ),
)
TOML = """seats = 100
reserve = 20
id = "id"
merit = "merit"
lot_seed = "00"
[[quota]]
attribute = "region"
value = "1"
at_least = 20
[[quota]]
attribute = "ministry"
each_at_most = 4
[[quota]]
attribute = "sex"
value = "1"
at_least = 55
[[quota]]
attribute = "level"
value = "1"
at_most = 20
"""


def bench_select_from_files(scratch: Path) -> Iterator[Figure]:
    """`ortoo select`: 100 of 12,000 with four quota attributes, as a whole process"""
    (scratch / "rule.toml").write_text(TOML, "utf-8")
    pool = invented(0)
    heads = ["id", "merit", *ATTRIBUTES]
    lines = zip(
        pool.ids, (f"{merit / 1000:.3f}" for merit in pool.merit if merit), *pool.attributes.values(), strict=True
    )
    (scratch / "candidates.csv").write_text("\n".join(map(",".join, [heads, *map(list, lines)])) + "\n", "utf-8")
    command = [sys.executable, "-m", "ortoo.cli", "select", "rule.toml", "candidates.csv", "--out", "decision.json"]
    for name, further in (("list", []), ("list and a reason for each", ["--explain", "explain.csv"])):
        spent = [seconds(lambda: subprocess.run(command + further, cwd=scratch, check=True)) for _ in range(5)]  # noqa: B023
        yield Figure(name, median(spent), "s", 3.0)


def bench_solving(scratch: Path) -> Iterator[Figure]:
    """Solving alone, 12,000 candidates, median of 5 seeds, beside one plain integer programme (SciPy's HiGHS, gap 0)"""
    ours, plain = [], []
    for seed in SEEDS:
        pool = invented(seed)
        ours.append(seconds(lambda: decide(RULE, pool)))  # noqa: B023
        plain.append(seconds(lambda: best_total(RULE, pool)))  # noqa: B023
    yield Figure("decided, with reserve and prices", median(ours), "s", beside=median(plain), than="plain HiGHS")
    yield Figure("decided, the slowest seed", max(ours), "s", beside=max(plain), than="plain HiGHS")


def bench_telling_apart(scratch: Path) -> Iterator[Figure]:
    """Ranks that errors cannot tell apart, for those around the cut line of 12,000, beside the same for everybody"""
    for sizes in (1, 5_000):
        people, errors = with_errors(sizes)
        name = "errors of one size" if sizes == 1 else f"errors of {sizes:,} sizes"
        merit, error = np.array([one.merit for one in people]) / 1000, np.array(list(errors.values())) / 1000
        near = seconds(lambda: around_the_cut(people, errors, 100, 100))  # noqa: B023
        yield Figure(name, near, "s", 3.0, beside=seconds(lambda: uncertainty(merit, error, 100)), than="everybody")  # noqa: B023


def with_errors(sizes: int) -> tuple[list[Explained], dict[str, int]]:
    """The best first: marks of 62 points that spread by 9, with errors of 2.5 to 4.2."""
    chance = np.random.default_rng(1)
    merits = np.sort(chance.normal(62_000, 9_000, COUNT)).astype(int)[::-1].tolist()
    errors = chance.choice(np.rint(chance.uniform(2_500, 4_200, sizes)).astype(int), COUNT).tolist()
    people = [Explained(f"P{rank}", "", (), rank=rank, merit=merit) for rank, merit in enumerate(merits, 1)]
    return people, {one.id: error for one, error in zip(people, errors, strict=True)}


def invented(seed: int) -> Pool:
    chance = random.Random(seed)
    attributes = {
        name: tuple(str(chance.randint(1, values)) for _ in range(COUNT)) for name, values in ATTRIBUTES.items()
    }
    ids = tuple(f"P{number:05d}" for number in range(COUNT))
    return Pool(ids, tuple(chance.randint(30_000, 100_000) for _ in range(COUNT)), attributes=attributes)
