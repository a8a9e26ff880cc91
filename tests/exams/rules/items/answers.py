"""Answers for the tests of item analysis: published ones, small ones by hand, and invented ones by a seed."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ortoo.exams.rules.items.reading import responses_from_csv
from ortoo.exams.rules.items.responses import Responses, refuse_unusable, responses_of
from ortoo.multilingual.refusals import Refusal

HERE = Path(__file__).parent
PUBLISHED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "published.toml").read_text("utf-8"))
Pattern = tuple[int | None, ...]


def lsat(name: str) -> Responses:
    return responses_from_csv((HERE / f"{name}.csv").read_text("utf-8"))


def of_rows(*rows: str) -> Responses:
    """One text a person, as "10-": solved, not solved, not reached."""
    cells: dict[str, int | None] = {"1": 1, "0": 0, "-": None}
    patterns = Counter(tuple(cells[cell] for cell in row) for row in rows)
    return responses_of(names(len(rows[0])), patterns)


def names(size: int) -> list[str]:
    return [f"item{place}" for place in range(1, size + 1)]


def invented(seed: int, items: int = 4, persons: int = 80, *, missing: float = 0.0) -> Responses:
    """Answers by a 2PL model; a share of cells not reached."""
    chance = np.random.default_rng(seed)
    slopes, difficulties = chance.uniform(0.6, 1.8, items), chance.uniform(-1.2, 1.2, items)
    ability = chance.normal(size=persons)
    solved = chance.random((persons, items)) < 1 / (1 + np.exp(-slopes * (ability[:, None] - difficulties)))
    gone = chance.random((persons, items)) < missing
    return of_cells([
        tuple(None if out else int(cell) for cell, out in zip(row, away, strict=True))
        for row, away in zip(solved, gone, strict=True)
    ])  # fmt: skip


def of_cells(cells: Sequence[Pattern]) -> Responses:
    return responses_of(names(len(cells[0])), Counter(cells))


def cells_of(responses: Responses) -> list[Pattern]:
    """Person by person again."""
    found: list[Pattern] = []
    for solved, reached, count in zip(responses.solved, responses.reached, responses.counts, strict=True):
        row = tuple(int(cell) if there else None for cell, there in zip(solved, reached, strict=True))
        found += [row] * int(count)
    return found


def usable(responses: Responses) -> bool:
    try:
        refuse_unusable(responses)
    except Refusal:
        return False
    return True


def seeds() -> st.SearchStrategy[int]:
    return st.integers(0, 100_000)
