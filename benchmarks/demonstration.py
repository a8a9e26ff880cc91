"""The demonstration of 12,000 officials, built once for all tables that look at it."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import seconds

COUNT = 12_000


class Built(NamedTuple):
    home: Path
    seconds: float


@cache
def demonstration(scratch: Path) -> Built:
    """In a folder below `scratch`, or the one that ORTOO_BENCH_HOME names and that is built already."""
    if ready := os.environ.get("ORTOO_BENCH_HOME"):
        return Built(Path(ready), float("nan"))
    home = scratch / "demonstration"
    command = [sys.executable, "-m", "ortoo.cli", "demo", "--home", str(home), "--size", str(COUNT), "--no-serve"]
    return Built(home, seconds(lambda: subprocess.run(command, env=apart(), check=True)))


def apart(home: Path | None = None) -> dict[str, str]:
    """The environment of a house of its own on SQLite: nothing of this process's database reaches it."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ORTOO_HOME")}
    return kept if home is None else kept | {"ORTOO_HOME": str(home)}
