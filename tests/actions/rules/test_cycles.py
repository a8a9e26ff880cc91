"""Circles are found, whole and no longer than they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.actions.rules.cycles import cycle_in, order_of

NAMES = "abcdef"


@pytest.mark.parametrize(
    ("after", "circle"),
    [
        ({}, ()),
        ({"a": []}, ()),
        ({"a": ["a"]}, ("a",)),
        ({"a": ["b"], "b": ["a"]}, ("a", "b")),
        ({"x": ["b"], "b": ["c"], "c": ["b"]}, ("b", "c")),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, ()),
        ({"a": ["nobody"]}, ()),
    ],
)
def test_circles(after: dict[str, list[str]], circle: tuple[str, ...]) -> None:
    assert cycle_in(after) == circle


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4)))
def test_a_circle_is_one_and_without_one_there_is_an_order(after: dict[str, list[str]]) -> None:
    circle = cycle_in(after)
    for name, waits_for in zip(circle, (*circle[1:], *circle[:1]), strict=True):
        assert waits_for in after[name]
    assert len(set(circle)) == len(circle)
    if not circle:
        order = order_of(after)
        assert sorted(order) == sorted(after)
        place = {name: at for at, name in enumerate(order)}
        assert all(place[up] < place[name] for name, ups in after.items() for up in ups if up in after)
