"""Drift of common items: by hand and by property."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.items.drift import Drift, drift
from ortoo.multilingual.refusals import Refusal

BEFORE = {"a": -1.0, "b": -0.5, "c": 0.0, "d": 0.5, "e": 1.0, "gone": 2.0}


def test_by_hand() -> None:
    """Shifts 0.1, 0.2, 0.3, 0.4 and 2.3: median 0.3, quartiles 0.2 and 0.4, so a z of 1 is 0.148."""
    found = drift(BEFORE, {"new": 0.0, "a": -0.9, "b": -0.3, "c": 0.3, "d": 0.9, "e": 3.3}, limit=1.96)
    assert [one.item for one in found] == ["a", "b", "c", "d", "e"]
    assert [one.z for one in found] == pytest.approx([-0.2 / 0.148, -0.1 / 0.148, 0, 0.1 / 0.148, 2 / 0.148])
    assert [one.item for one in found if one.drifted] == ["e"]
    assert found[4].shift == pytest.approx(2.3)


def test_where_most_moved_exactly_alike() -> None:
    found = drift(BEFORE, {**BEFORE, "c": 0.25}, limit=2.0)
    assert [one for one in found if one.drifted] == [Drift("c", 0.25, inf, True)]
    assert {one.z for one in found if not one.drifted} == {0.0}


def test_an_anchor_of_two_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        drift(BEFORE, {"a": 0.0, "b": 0.0, "new": 1.0}, limit=1.96)
    assert (refused.value.code, refused.value.values) == ("items.too_few_shared", {"found": 2, "fewest": 3})


@given(st.lists(st.integers(-40, 40), min_size=3, max_size=12), st.integers(-40, 40))
def test_another_origin_of_the_scale_moves_no_item(shifts: list[int], origin: int) -> None:
    """Sixteenths, which floating point holds exactly."""
    before = {str(place): place / 16 for place in range(len(shifts))}
    now = {item: before[item] + shift / 16 for item, shift in zip(before, shifts, strict=True)}
    moved = {item: value + origin / 16 for item, value in now.items()}
    assert [one.z for one in drift(before, now, 2.0)] == [one.z for one in drift(before, moved, 2.0)]
    assert sum(one.drifted for one in drift(before, now, 2.0)) <= len(shifts) / 2
