"""What a new seal may alter of the one before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ortoo.record.rules.resealed import Resealed, compare

SEALS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["1", "2"]))
BEFORE = {"a": "1", "b": "2", "c": "3"}


def test_only_the_rows_that_were_named_differ() -> None:
    assert compare(BEFORE, {**BEFORE, "b": "9"}, {"b", "c"}) == Resealed(altered=("b",))


def test_nothing_differs() -> None:
    assert compare(BEFORE, BEFORE, {"b"}) == Resealed(altered=())


def test_each_break_of_the_promise_is_named() -> None:
    after = {"a": "9", "b": "9", "d": "4"}
    found = compare(BEFORE, after, {"b"})
    assert found == Resealed(altered=("b",), lost=("c",), added=("d",), touched=("a",))
    assert found.broken == ("c", "d", "a")


@given(before=SEALS, after=SEALS, changed=st.sets(st.sampled_from("abcdef")))
def test_a_seal_that_keeps_the_promise_is_the_one_before_with_the_altered_rows_put_in(
    before: dict[str, str], after: dict[str, str], changed: set[str]
) -> None:
    found = compare(before, after, changed)
    put_in = {**before, **{name: after[name] for name in found.altered}}
    assert (not found.broken) == (put_in == after and set(found.altered) <= changed)
