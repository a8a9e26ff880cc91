"""`make bench`: run every benchmark, print the tables, and write docs/reference/figures.md.

A benchmark is a function `bench_…` of a file `benchmarks/bench_*.py` that takes a scratch folder and returns its
figures; its docstring is the heading of its table. `make bench ONLY=selection` runs the files whose name holds that
word, and writes no page.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Figure

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/figures.md"
Bench = Callable[[Path], Iterable[Figure]]


def main(only: str) -> int:
    tables, failed = [], 0
    with tempfile.TemporaryDirectory(prefix="ortoo-bench-") as scratch:
        os.environ["ORTOO_HOME"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortoo.site.settings")
        for name, bench in benches(only):
            folder = Path(scratch) / name
            folder.mkdir()
            heading = (bench.__doc__ or name).strip().splitlines()[0]
            print(f"\n{heading}", flush=True)
            try:
                figures = list(bench(folder))
            except Exception:  # noqa: BLE001 - the other benchmarks still run
                traceback.print_exc()
                failed += 1
                continue
            for line in rows(figures):
                print(f"  {line}", flush=True)
            if figures:  # none where a program to be set beside is not at hand
                tables.append((heading, figures))
    if not only:
        PAGE.write_text(page(tables), "utf-8")
        print(f"\nWritten: {PAGE.relative_to(ROOT)}")
    return 1 if failed or not tables else 0


def benches(only: str) -> list[tuple[str, Bench]]:
    found = []
    for path in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        if only in path.stem:
            module = import_module(f"benchmarks.{path.stem}")
            found += [(name, getattr(module, name)) for name in vars(module) if name.startswith("bench_")]
    return found


def rows(figures: Iterable[Figure]) -> list[str]:
    """The rows of one table for the terminal."""
    return [
        " ".join(f"{cell:<{width}}" for cell, width in zip(cells(figure), (54, 14, 16, 6, 30), strict=True)).rstrip()
        for figure in figures
    ]


def cells(figure: Figure) -> tuple[str, str, str, str, str]:
    """What was measured, its value, its limit, whether that is kept, and what stands beside it."""
    sign = "at least" if figure.at_least else "at most"
    limit = "" if figure.limit is None else f"{sign} {shown(figure.limit)}"
    kept = {None: "", True: "kept", False: "MISSED"}[figure.kept]
    beside = "" if figure.ratio is None else f"{figure.ratio:.1f} times {figure.than} ({shown(figure.beside or 0)})"
    return figure.name, f"{shown(figure.value)} {figure.unit}", limit, kept, beside


def shown(value: float) -> str:
    """Three digits that count, without an exponent."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def page(tables: Iterable[tuple[str, list[Figure]]]) -> str:
    lines = [
        "# Figures",
        "",
        "Written by `make bench`; do not edit. Measured, not promised: another machine gives other figures.",
        "",
        f"- {datetime.now(UTC):%d %B %Y}, Ortoo {version('ortoo')}",
        f"- {machine()}",
    ]
    for heading, figures in tables:
        lines += ["", f"## {heading}", "", "| what | reached | limit | | beside |", "|---|---|---|---|---|"]
        lines += [f"| {' | '.join(cells(figure))} |" for figure in figures]
    return "\n".join([*lines, ""])


def machine() -> str:
    """Processor, cores, memory, system and Python of this machine."""
    processor = next(
        (line.split(":", 1)[1].strip() for line in read("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    kilobytes = next((int(line.split()[1]) for line in read("/proc/meminfo") if line.startswith("MemTotal")), 0)
    memory = f"{kilobytes / 1024**2:.0f} GiB of memory"
    return f"{processor}, {os.cpu_count()} cores, {memory}; {platform.system()}, Python {platform.python_version()}"


def read(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines() if Path(path).is_file() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
