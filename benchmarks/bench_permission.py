"""How fast a list becomes final and ten are proposed from it, and how fast its papers are set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Figure, measured_apart

COUNT = 12_000


def bench_permission(scratch: Path) -> Iterator[Figure]:
    """From a provisional list of 12,000 to a proposal of 100 dossiers (SQLite)"""
    figures = measured_apart("benchmarks.from_appeal_to_proposal", COUNT, scratch)
    yield Figure("12,000 officials told the same", figures["tell"], "s", 10.0)
    yield Figure("records sealed anew after an upheld appeal", figures["carry"], "s", 10.0)
    yield Figure("the selection run again", figures["rerun"], "s", 10.0)
    yield Figure("the list published, and told", figures["publish"], "s", 5.0)
    yield Figure("ten of 100 dossiers proposed, with lists beside", figures["propose"], "s", 10.0)
    yield Figure("an official's statement, PDF, p50", figures["statement"], "ms", 2_000.0)
    yield Figure("the brief for ten, PDF, p50", figures["brief"], "ms", 5_000.0)
    yield Figure("start page of the selection officer, p50", figures["start"], "ms", 50.0)
