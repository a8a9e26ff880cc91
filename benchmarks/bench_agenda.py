"""`ortoo agenda` on the example week of docs/reference: 22 stops, 8 places, 5 days, hotels free."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, seconds
from ortoo.visits.rules.agenda import Window, check, problem_from_json, solve

EXAMPLE = Path(__file__).resolve().parent.parent / "docs/reference/agenda-example.json"


def bench_agenda(scratch: Path) -> Iterator[Figure]:
    """The agenda of a week, proven best with a reason for each stop left out"""
    problem = problem_from_json(EXAMPLE.read_text("utf-8"))
    told = solve(problem)
    assert told.status == "optimal"
    yield Figure("solved", median(seconds(lambda: solve(problem)) for _ in range(5)), "s", 5.0)
    late = tuple(
        replace(stop, windows=(Window(2, 840, 960), Window(3, 600, 720))) if stop.id == "V2" else stop
        for stop in problem.stops
    )
    moved = replace(problem, stops=late)
    yield Figure("solved again with fewest changes", seconds(lambda: solve(moved, keep=told)), "s", 20.0)
    yield Figure("checked", median(seconds(lambda: check(problem, told.stops)) for _ in range(5)), "s", 0.1)
    command = [sys.executable, "-m", "ortoo.cli", "agenda", str(EXAMPLE), "--out", str(scratch / "agenda.json")]
    spent = [seconds(lambda: subprocess.run(command, check=True)) for _ in range(3)]
    yield Figure("as a whole process", median(spent), "s", 6.0)
