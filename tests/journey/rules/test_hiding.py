"""Hidden counts: by hand, and against somebody who reckons with the total."""

from __future__ import annotations

from itertools import combinations_with_replacement, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.journey.rules.hiding import LEAST, Published, published


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ({"a": 60, "b": 40}, {"a": 60, "b": 40}, 100),
        ({"a": 60, "b": 3}, {"a": None, "b": None}, 63),
        ({"a": 60, "b": 30, "c": 4}, {"a": 60, "b": None, "c": None}, 94),
        ({"a": 60, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}, 62),
        ({"a": 60, "b": 3, "c": 4}, {"a": 60, "b": None, "c": None}, 67),
        ({"a": 60, "b": 0, "c": 5}, {"a": 60, "b": 0, "c": 5}, 65),
        ({"a": 3, "b": 1}, {"a": None, "b": None}, None),
        ({"a": 3, "b": 0}, {"a": None, "b": 0}, None),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, {"a": None, "b": None, "c": None, "d": None, "e": None}, None),
        ({"a": 0, "b": 0}, {"a": 0, "b": 0}, 0),
        ({}, {}, 0),
    ],
)
def test_by_hand(counts: dict[str, int], shown: dict[str, int | None], total: int | None) -> None:
    assert published(counts) == Published(shown, total)


tables = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6)


@given(tables)
def test_no_small_count_is_shown(counts: dict[str, int]) -> None:
    assert all(count is None or count == 0 or count >= LEAST for count in published(counts).counts.values())


@given(tables)
def test_nobody_can_reckon_out_what_is_hidden(counts: dict[str, int]) -> None:
    """Who knows the total and that no hidden count is nought still finds two values for each small one at least."""
    found = published(counts)
    hidden = [value for value, count in found.counts.items() if count is None]
    if not hidden or found.total is None:
        return
    rest = found.total - sum(count for count in found.counts.values() if count is not None)
    possible = [
        each
        for one in combinations_with_replacement(range(1, rest + 1), len(hidden))
        if sum(one) == rest
        for each in set(permutations(one))
    ]
    for place in range(len(hidden)):
        assert len({one[place] for one in possible}) >= 2
