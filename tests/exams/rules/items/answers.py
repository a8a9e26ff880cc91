"""Answers for the tests of item analysis: published ones, small ones by hand, and invented ones by a seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from ortoo.exams.rules.items.responses import Responses, refuse_unusable, responses_of
from ortoo.multilingual.refusals import Refusal
from tests.exams.reference_data import reference

Pattern = tuple[int | None, ...]


def lsat(name: str) -> Responses:
    """A section of the Law School Admission Test, 1,000 persons and five items: "lsat6" or "lsat7"."""
    patterns: dict[Pattern, int] = {}
    for row in reference(f"{name}.json")["patterns"]:
        *cells, count = row.values()
        patterns[tuple(cells)] = count
    return responses_of(names(5), patterns)


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
