"""How long a register takes to come in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure
from benchmarks.register_of_officials import write_register

LIMITS = {12_000: (10.0, None), 225_000: (90.0, 1024.0)}
"""Officials -> seconds, MiB."""


def bench_import_of_officials(scratch: Path) -> Iterator[Figure]:
    """A register of officials is taken in (SQLite)"""
    for count, (limit, most) in LIMITS.items():
        file = scratch / f"officials-{count}.csv"
        write_register(file, count)
        spent = imported(file, scratch / f"home-{count}")
        yield Figure(f"{count:,} officials", spent["first"], "s", limit)
        yield Figure(f"{count:,} officials, the same file again", spent["again"], "s", limit)
        yield Figure(f"{count:,} officials, memory", spent["mib"], "MiB", most)


def imported(file: Path, home: Path) -> dict[str, float]:
    """In a process of its own, so that memory is that of the import alone."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "ORTOO_HOME": str(home)
    }
    command = [sys.executable, "-m", "benchmarks.register_of_officials", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
