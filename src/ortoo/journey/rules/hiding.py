"""Which counts of a published table stay hidden, so that none below five can be read off or reckoned out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5
"""Counts from 1 to below this are hidden; nought is shown, for it is about nobody."""


@dataclass(frozen=True)
class Published:
    """Counts by value, None where hidden; and the total, None where with it a hidden one could be reckoned out."""

    counts: Mapping[str, int | None]
    total: int | None


def published(counts: Mapping[str, int]) -> Published:
    """One breakdown with its total as it may be shown.

    Who knows the total can reckon what the hidden counts add up to. So the next smallest counts are hidden with them
    until there are at least two, they add up to at least five, and they are not all ones; else the total is hidden too.
    """
    there = sorted((value for value in counts if counts[value]), key=lambda value: (counts[value], value))
    ordered = [counts[value] for value in there]
    many = sum(count < LEAST for count in ordered)
    while 0 < many < len(ordered) and not _safe(ordered[:many]):
        many += 1
    hidden = there[:many]
    shown = {value: None if value in hidden else count for value, count in counts.items()}
    return Published(shown, sum(ordered) if not hidden or _safe(ordered[:many]) else None)


def _safe(hidden: list[int]) -> bool:
    return len(hidden) >= 2 and sum(hidden) >= LEAST and sum(hidden) > len(hidden)
