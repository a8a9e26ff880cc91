"""A trace, by hand: what led to a thing and what came of it, and nothing that merely stands beside."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from ortoo.journey.rules.following import Ask, Kind, Link, follow


def table(*pairs: tuple[int, int]) -> Ask:
    """A link that a list of pairs stands for."""

    def ask(later: Collection[int] | None, earlier: Collection[int] | None) -> list[tuple[int, int]]:
        return [
            pair for pair in pairs if (later is None or pair[0] in later) and (earlier is None or pair[1] in earlier)
        ]

    return ask


RELAY = (
    Link(Kind.INDICATOR, Kind.MEASURE, table((1, 10), (1, 11), (2, 11))),
    Link(Kind.MEASURE, Kind.LESSON, table((10, 20), (11, 20), (11, 21), (12, 22))),
    Link(Kind.LESSON, Kind.NOTE, table((20, 30), (21, 31), (22, 32))),
    Link(Kind.NOTE, Kind.TRAVELLER, table((30, 40), (31, 41), (32, 40))),
    Link(Kind.MEASURE, Kind.COMMITMENT, table((10, 90), (11, 91), (12, 92)), beside=True),
)


def test_back_from_an_indicator() -> None:
    assert follow(Kind.INDICATOR, [2], RELAY).found == {
        Kind.INDICATOR: [2], Kind.MEASURE: [11], Kind.LESSON: [20, 21], Kind.NOTE: [30, 31], Kind.TRAVELLER: [40, 41],
        Kind.COMMITMENT: [91],
    }  # fmt: skip


def test_on_from_a_traveller() -> None:
    found = follow(Kind.TRAVELLER, [40], RELAY)
    assert found.found == {
        Kind.TRAVELLER: [40], Kind.NOTE: [30, 32], Kind.LESSON: [20, 22], Kind.MEASURE: [10, 11, 12],
        Kind.INDICATOR: [1, 2], Kind.COMMITMENT: [90, 91, 92],
    }  # fmt: skip
    assert found.pairs[Kind.INDICATOR, Kind.MEASURE] == [(1, 10), (1, 11), (2, 11)]


def test_both_ways_from_a_lesson_without_what_stands_beside() -> None:
    assert follow(Kind.LESSON, [21], RELAY).found == {
        Kind.LESSON: [21], Kind.NOTE: [31], Kind.TRAVELLER: [41], Kind.MEASURE: [11], Kind.INDICATOR: [1, 2],
        Kind.COMMITMENT: [91],
    }  # fmt: skip


def test_a_measure_of_no_lesson_is_a_whole_trace() -> None:
    assert follow(Kind.MEASURE, [99], RELAY).found[Kind.MEASURE] == [99]


keys = st.integers(0, 6)
pairs = st.lists(st.tuples(keys, keys), max_size=12)


@given(pairs, pairs, pairs, keys)
def test_back_and_on_find_each_other(
    first: list[tuple[int, int]], second: list[tuple[int, int]], third: list[tuple[int, int]], key: int
) -> None:
    links = (
        Link(Kind.INDICATOR, Kind.MEASURE, table(*first)),
        Link(Kind.MEASURE, Kind.LESSON, table(*second)),
        Link(Kind.LESSON, Kind.NOTE, table(*third)),
    )
    back = follow(Kind.INDICATOR, [key], links).found.get(Kind.NOTE, [])
    assert all(key in follow(Kind.NOTE, [note], links).found[Kind.INDICATOR] for note in back)
    by_hand = {note for i, m in first for m2, le in second for le2, note in third if (i, m, le) == (key, m2, le2)}
    assert set(back) == by_hand
