from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.people.rules.chains import circle


@pytest.mark.parametrize(
    ("next_of", "way"),
    [
        ({}, ()),
        ({"A": ["B"], "B": ["C"]}, ()),
        ({"A": ["A"]}, ("A",)),
        ({"A": ["B"], "B": ["A"]}, ("A", "B")),
        ({"A": ["B", "C"], "B": ["D"], "C": ["D"], "D": []}, ()),
        ({"A": ["B"], "B": ["C"], "C": ["D"], "D": ["B"]}, ("B", "C", "D")),
    ],
)
def test_a_circle_is_found_where_there_is_one(next_of: dict[str, list[str]], way: tuple[str, ...]) -> None:
    assert circle(next_of) == way


def test_a_long_chain_is_no_trouble() -> None:
    assert circle({f"{number:05d}": [f"{number + 1:05d}"] for number in range(5_000)}) == ()


CODES = st.sampled_from("ABCDEF")


@given(st.dictionaries(CODES, st.lists(CODES, max_size=3)))
def test_what_is_found_is_a_circle_and_none_is_missed(next_of: dict[str, list[str]]) -> None:
    way = circle(next_of)
    for code, following in zip(way, (*way[1:], *way[:1]), strict=True):
        assert following in next_of[code]
    assert bool(way) == any(code in _reached(code, next_of) for code in next_of)


def _reached(start: str, next_of: dict[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(next_of.get(start, ()))
    while ahead:
        code = ahead.pop()
        if code not in reached:
            reached.add(code)
            ahead += next_of.get(code, ())
    return reached
