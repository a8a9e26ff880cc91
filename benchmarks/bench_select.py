"""How long a selection of a hundred takes, beside the same problem given to HiGHS as it stands."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.measure import Figure, seconds
from benchmarks.selections import crossing_selection, plain_total, write_csv
from ortoo.selection.candidates_file import read_candidates
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.explain import Explained
from ortoo.selection.rules.pool import Pool, pool_from_text
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.stages import timed
from ortoo.selection.rules.telling_apart import around_the_cut
from ortoo.selection.rules.uncertainty import uncertainty

COUNT, SEEDS = 12_000, range(20)
SIZES_AND_LIMITS = ((12_000, 0.1, 10.0, 20), (225_000, 0.5, 100.0, 1), (1_000_000, 1.0, 0.0, 0))
"""Candidates, seconds in the median, times faster than plain highspy, and with how many seeds that is run."""

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
    """A hundred selected with 8 quota columns of 99 categories; seeds 0 to 19; beside a plain highspy model (gap 0)"""
    for count, limit, times, plain_seeds in SIZES_AND_LIMITS:
        taken = [_decided(seed, count) for seed in SEEDS]
        for stage in ("in all", "solve", "uniqueness", "certificate"):
            spent = [one[stage] for one in taken]
            yield Figure(f"{count:,}: {stage}, median", median(spent), "s", limit if stage == "in all" else None)
            yield Figure(f"{count:,}: {stage}, slowest (seed {spent.index(max(spent))})", max(spent), "s")
        if plain_seeds:
            yield from _beside_plain(count, times, [one["in all"] for one in taken], plain_seeds)


def _decided(seed: int, count: int) -> dict[str, float]:
    """Seconds of one decision, in all and by stage. The pool is made before, and read apart (`bench_reading`)."""
    rule, pool = crossing_selection(seed, count)
    with timed() as spent:
        whole = seconds(lambda: decide(rule, pool))
    stages = {name: spent.get(name, 0.0) for name in ("uniqueness", "certificate")}
    print(f"  {count:,}, seed {seed}: {whole:.3f} s", flush=True)
    return {"in all": whole, "solve": whole - sum(stages.values()), **stages}


def _beside_plain(count: int, times: float, ours: list[float], seeds: int) -> Iterator[Figure]:
    plain = []
    for seed in range(seeds):
        rule, pool = crossing_selection(seed, count)
        began = time.perf_counter()
        total = plain_total(rule, pool)
        plain.append(time.perf_counter() - began)
        print(f"  {count:,}, seed {seed}: plain highspy {plain[-1]:.1f} s", flush=True)
        if total != decide(rule, pool).total:
            raise RuntimeError(f"seed {seed}: the plain model has another total")
    rounds = f"{seeds} seeds" if seeds > 1 else "1 seed"
    name = f"{count:,}: times faster than plain highspy ({rounds}, medians)"
    yield Figure(name, median(plain) / median(ours[:seeds]), "times", times, at_least=True)
    yield Figure(f"{count:,}: plain highspy, median of {rounds}", median(plain), "s")


def bench_reading(scratch: Path) -> Iterator[Figure]:
    """Reading a CSV file of candidates with ten columns, refusals looked for, before anything is decided"""
    for count in (12_000, 225_000, 1_000_000):
        rule, pool = crossing_selection(0, count)
        write_csv(pool, path := scratch / "candidates.csv")
        content = path.read_bytes()
        yield Figure(f"{count:,} rows", seconds(lambda: _read(rule, content)), "s")  # noqa: B023


def _read(rule: Rule, content: bytes) -> Pool:
    found = read_candidates(content, "candidates.csv", rule.columns)
    return pool_from_text(rule, found.columns, found.rows, found.header)


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
