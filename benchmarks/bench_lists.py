"""How fast marks become records, and lists of twelve thousand answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure

COUNT = 12_000


def bench_marks_and_seal(scratch: Path) -> Iterator[Figure]:
    """Marks of 12,000 officials at four sittings become sealed records (SQLite)"""
    seconds = measured(scratch.parent / "house")["seconds"]
    yield Figure("a file of 12,000 marks", seconds["import"], "s", 10.0)
    yield Figure("the marks that count, read at once", seconds["read"], "s", 1.0)
    yield Figure("12,000 records computed and sealed", seconds["seal"], "s", 5.0)


def bench_lists(scratch: Path) -> Iterator[Figure]:
    """Lists of 12,000 rows, as a browser gets them (SQLite)"""
    for name, figures in measured(scratch.parent / "house")["lists"].items():
        yield Figure(f"{name}: p50", figures["ms"], "ms", 50.0)
        yield Figure(f"{name}: queries", figures["queries"], "", 12)
        yield Figure(f"{name}: page, compressed", figures["kb"], "kB", 14.0)


@cache
def measured(home: Path) -> dict[str, Any]:
    """One house for both tables, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "benchmarks.marks_and_records", str(COUNT)]
    done = subprocess.run(
        command, env=environment | {"ORTOO_HOME": str(home)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
