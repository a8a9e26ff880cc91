"""What a new seal may alter of the one it replaces: the rows of those a ruling named, and no others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Resealed:
    """Pseudonyms in order: `altered` were to change and did; `lost`, `added` and `touched` break the promise."""

    altered: tuple[str, ...]
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()

    @property
    def broken(self) -> tuple[str, ...]:
        """Whose rows a new seal must not have in this way; empty where the promise is kept."""
        return self.lost + self.added + self.touched


def compare(before: Mapping[str, str], after: Mapping[str, str], changed: Collection[str]) -> Resealed:
    """`before`, `after`: pseudonym -> sealed row, byte for byte; `changed`: the pseudonyms that may differ.

    >>> compare({"aa": "1", "bb": "2"}, {"aa": "1", "bb": "3"}, {"bb"})
    Resealed(altered=('bb',), lost=(), added=(), touched=())
    >>> compare({"aa": "1", "bb": "2"}, {"aa": "0", "cc": "2"}, {"bb"}).broken
    ('bb', 'cc', 'aa')
    """
    differing = sorted(name for name in before.keys() & after.keys() if before[name] != after[name])
    return Resealed(
        altered=tuple(name for name in differing if name in changed),
        lost=tuple(sorted(before.keys() - after.keys())),
        added=tuple(sorted(after.keys() - before.keys())),
        touched=tuple(name for name in differing if name not in changed),
    )
