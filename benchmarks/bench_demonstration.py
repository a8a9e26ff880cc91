"""How long the demonstration takes to build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.demonstration import demonstration
from benchmarks.measure import Figure


def bench_demonstration(scratch: Path) -> Iterator[Figure]:
    """The demonstration of 12,000 officials (SQLite)"""
    yield Figure("built by operations", demonstration(scratch.parent).seconds, "s", 60)
