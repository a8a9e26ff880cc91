"""What is not finished, and how many have finished what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from ortoo.visits.rules.studying import counts, unfinished

PACKS = {"P1": (1, 2), "P2": (3,), "P3": (4, 5, 6)}


def test_by_hand() -> None:
    assert unfinished(PACKS, {1, 3, 5, 99}) == {"P1": (2,), "P3": (4, 6)}
    assert unfinished(PACKS, set()) == PACKS
    assert unfinished(PACKS, range(1, 7)) == {}
    assert unfinished({}, {1}) == {}


def test_counts_by_hand() -> None:
    done = {10: {1, 2}, 11: {1, 2, 3}, 12: set[int]()}
    assert counts(PACKS, done) == {"P1": (2, 3), "P2": (1, 3), "P3": (0, 3)}
    assert counts(PACKS, {}) == {"P1": (0, 0), "P2": (0, 0), "P3": (0, 0)}


@given(some.dictionaries(some.integers(1, 5), some.sets(some.integers(1, 6))))
def test_who_is_counted_is_who_misses_nothing(done: dict[int, set[int]]) -> None:
    for code, (finished, among) in counts(PACKS, done).items():
        assert among == len(done)
        assert finished == sum(set(PACKS[code]) <= parts for parts in done.values())
