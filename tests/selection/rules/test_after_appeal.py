"""Nobody who was named disappears silently: what the rule says, and the promise by its own counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.after_appeal import check_kept, kept_on, leaving
from ortoo.selection.rules.states import AfterAppeal

ADD, REPLACE = AfterAppeal.ADD_SEATS, AfterAppeal.REPLACE
people = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(people, people)
def test_with_added_seats_everybody_named_stays(named: list[str], chosen: list[str]) -> None:
    kept = kept_on(ADD, named, chosen)
    check_kept(ADD, named, chosen, kept)
    assert set(named) <= {*chosen, *kept}
    assert leaving(named, chosen, kept) == ()
    assert list(kept) == [one for one in named if one in kept]


@given(people, people)
def test_where_a_list_is_replaced_it_says_who_leaves(named: list[str], chosen: list[str]) -> None:
    kept = kept_on(REPLACE, named, chosen)
    check_kept(REPLACE, named, chosen, kept)
    assert kept == ()
    assert set(leaving(named, chosen, kept)) == set(named) - set(chosen)


@pytest.mark.parametrize(
    ("way", "kept", "promise"),
    [
        (ADD, [], "who was named stays named"),
        (ADD, ["b", "b"], "nobody is listed twice"),
        (ADD, ["a", "b"], "nobody is listed twice"),
        (ADD, ["b", "z"], "only who was named before is kept"),
        (REPLACE, ["b"], "where a list is replaced nobody is kept beside it"),
    ],
)
def test_a_list_that_breaks_the_promise_is_not_stored(way: AfterAppeal, kept: list[str], promise: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_kept(way, ["a", "b"], ["a", "c"], kept)
    assert (caught.value.code, caught.value.values["promise"]) == ("select.not_verified", promise)
