"""What a benchmark measures and how it says it."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One row of the tables. `value` and `limit` are in `unit`; a figure keeps its limit where it is not above it.

    `at_least` turns that round, for rates. `beside` is what it was measured against (another program, an older way),
    in the same unit, with its name in `than`.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    beside: float | None = None
    than: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times faster (or smaller) than what stands beside it; more is better."""
        if self.beside is None or not self.value or not self.beside:
            return None
        return self.value / self.beside if self.at_least else self.beside / self.value

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept; None where there is none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def measured_apart(module: str, count: int, home: Path) -> dict[str, Any]:
    """What `module` prints as JSON for `count` officials, in a process of its own on SQLite in `home`."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", module, str(count)],
        env=environment | {"ORTOO_HOME": str(home), "ORTOO_DEMONSTRATION": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def seconds(work: Callable[[], Any]) -> float:
    """Wall-clock seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def milliseconds_each(work: Callable[[], Any], rounds: int = 30, warm_up: int = 3) -> list[float]:
    """Wall-clock milliseconds of `rounds` calls, sorted, after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        work()
    return sorted(seconds(work) * 1000 for _ in range(rounds))


def p50(sorted_values: list[float]) -> float:
    return median(sorted_values)


def p99(sorted_values: list[float]) -> float:
    """The value that ninety-nine in a hundred do not exceed (nearest rank)."""
    return sorted_values[max(0, math.ceil(0.99 * len(sorted_values)) - 1)]
