"""The balance of exchange: sums only of what is known and counted alike."""

from __future__ import annotations

from datetime import date
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from ortoo.visits.rules.balance import Balance, Programme, Side, balance_of

DAY = date(2022, 12, 12)


def held(way: Literal["out", "in"], people: int | None, counted: str = "officials") -> Programme:
    return Programme(way, DAY, DAY, people, counted)


PROGRAMMES = st.lists(
    st.builds(
        held, st.sampled_from(["out", "in"]), st.none() | st.integers(0, 50), st.sampled_from(["officials", "all", ""])
    ),
    max_size=8,
)


def test_nothing_held() -> None:
    assert balance_of([]) == Balance(Side(), Side())
    assert balance_of([]).difference == 0


def test_both_ways_known_and_counted_alike() -> None:
    found = balance_of([held("out", 12), held("out", 10), held("in", 17)])
    assert found == Balance(Side(2, 22, 0, 0, ("officials",)), Side(1, 17, 0, 0, ("officials",)))
    assert found.difference == 5


def test_a_programme_that_is_not_known_leaves_the_balance_open() -> None:
    found = balance_of([held("out", 12), held("out", None), held("in", 17)])
    assert found.sent == Side(2, 12, 1, 0, ("officials",))
    assert found.difference is None


def test_a_number_without_a_word_on_who_is_counted_is_in_no_sum() -> None:
    found = balance_of([held("in", 17), held("in", 300, "")])
    assert found.received == Side(2, 17, 0, 1, ("officials",))
    assert found.difference is None


def test_counted_differently_there_is_no_difference() -> None:
    found = balance_of([held("out", 12, "travellers"), held("in", 17)])
    assert (found.sent.people, found.received.people, found.difference) == (12, 17, None)


@given(PROGRAMMES)
def test_every_programme_is_in_exactly_one_place(programmes: list[Programme]) -> None:
    found = balance_of(programmes)
    for side, way in ((found.sent, "out"), (found.received, "in")):
        own = [one for one in programmes if one.way == way]
        said = [one for one in own if one.people is not None and one.counted]
        assert side.programmes == len(own) == len(said) + side.unknown + side.undefined
        assert side.people == sum(one.people or 0 for one in said)


@given(PROGRAMMES)
def test_turned_round_the_difference_is_its_opposite(programmes: list[Programme]) -> None:
    turned: list[Programme] = [held("in" if one.way == "out" else "out", one.people, one.counted) for one in programmes]
    one, other = balance_of(programmes).difference, balance_of(turned).difference
    assert (one is None) == (other is None)
    assert one is None or other == -one
