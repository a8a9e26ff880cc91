"""Pre-study: which packs a traveller has not finished, and whether a site may be seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping

Packs = Mapping[str, Collection[int]]
"""Code of a pack -> the keys of its parts."""


def unfinished(packs: Packs, done: Collection[int]) -> dict[str, tuple[int, ...]]:
    """Code of each pack that is not finished -> the parts that are missing, both in the order they came in.

    `done`: keys of the parts that one traveller has finished, of other packs too.
    """
    finished = set(done)
    missing = {code: tuple(part for part in parts if part not in finished) for code, parts in packs.items()}
    return {code: parts for code, parts in missing.items() if parts}


def counts(packs: Packs, done: Mapping[int, Collection[int]]) -> dict[str, tuple[int, int]]:
    """Code of a pack -> how many of those in `done` (traveller -> parts finished) have finished it, of how many."""
    return {
        code: (sum(not unfinished({code: parts}, finished) for finished in done.values()), len(done))
        for code, parts in packs.items()
    }
