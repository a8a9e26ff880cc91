"""How fast the command answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, milliseconds_each, p50


def bench_start_of_the_command(scratch: Path) -> Iterator[Figure]:
    """The command line starts without Django"""
    for name, arguments, limit in (
        ("ortoo --help", ["--help"], 400.0),
        ("ortoo select --help", ["select", "--help"], 600.0),
    ):
        command = [sys.executable, "-m", "ortoo.cli", *arguments]
        spent = milliseconds_each(lambda command=command: subprocess.run(command, cwd=scratch, capture_output=True), 10)  # type: ignore[misc]
        yield Figure(name, p50(spent), "ms", limit)
