"""How fast marks become records, and lists of twelve thousand answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.demonstration import COUNT, demonstration
from benchmarks.lists import in_process, mix
from benchmarks.measure import Figure, measured_apart, p50
from benchmarks.serving import Reader, house, load

REQUESTS = 1_200


def bench_marks_and_seal(scratch: Path) -> Iterator[Figure]:
    """Marks of 12,000 officials at four sittings become sealed records (SQLite)"""
    seconds = measured_apart("benchmarks.marks_and_records", COUNT, scratch / "house")
    yield Figure("a file of 12,000 marks", seconds["import"], "s", 10.0)
    yield Figure("the marks that count, read at once", seconds["read"], "s", 1.0)
    yield Figure("12,000 records computed and sealed", seconds["seal"], "s", 5.0)


def bench_lists(scratch: Path) -> Iterator[Figure]:
    """Lists of the demonstration of 12,000 officials, served by two workers to two readers at once (SQLite)"""
    home = demonstration(scratch.parent).home
    with house(home) as address:
        reader = Reader(address)
        reader.enter("manager")
        paths = mix(reader)
        load(reader, list(paths.values()), 2 * len(paths))
        loaded = load(reader, list(paths.values()), REQUESTS)
    counted = in_process(home, "manager", list(paths.values()))
    yield Figure("all of these in turn: p50", loaded.p50, "ms", 50.0)
    yield Figure("all of these in turn: p99", loaded.p99, "ms", 150.0)
    yield Figure("all of these in turn: requests a second", loaded.a_second, "", 40.0, at_least=True)
    for name, path in paths.items():
        yield Figure(f"{name}: p50", p50(sorted(loaded.spent[path])), "ms", 50.0)
        yield Figure(f"{name}: queries", counted[path]["queries"], "", 12)
        yield Figure(f"{name}: page, compressed", counted[path]["kb"], "kB", 14.0)
