from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.people.rules.posting import Post, Step, step_to

HELD = Post("MOF", "MN-1", "Мэргэжилтэн", "des", "executive", date(2021, 3, 1))


def test_the_first_post_of_somebody_begins_whenever_it_did() -> None:
    assert step_to(HELD, None) is Step.FIRST


def test_the_same_post_again_is_nothing() -> None:
    assert step_to(HELD, HELD) is Step.NOTHING


@pytest.mark.parametrize(
    "changed",
    [
        {"organization": "MOH"},
        {"region": "MN-049"},
        {"title": "Дарга"},
        {"rank_class": "akhlakh"},
        {"level": "managing"},
    ],
)
def test_whatever_changes_needs_a_later_day(changed: dict[str, str]) -> None:
    wanted = replace(HELD, **changed)  # type: ignore[arg-type]
    assert step_to(replace(wanted, since=date(2021, 3, 2)), HELD) is Step.MOVE
    with pytest.raises(Refusal) as refused:
        step_to(wanted, HELD)
    assert (refused.value.code, refused.value.values) == (
        "people.post_not_later",
        {"since": date(2021, 3, 1), "organization": "MOF"},
    )


def test_a_post_that_has_ended_is_followed_on_that_day_or_later() -> None:
    left = date(2022, 1, 1)
    assert step_to(replace(HELD, organization="MOH", since=left), HELD, left) is Step.MOVE
    with pytest.raises(Refusal):
        step_to(replace(HELD, organization="MOH", since=left - timedelta(days=1)), HELD, left)


@given(st.dates(), st.dates(), st.sampled_from(["MOF", "MOH"]))
def test_no_step_ever_makes_two_posts_on_one_day(held_since: date, since: date, organization: str) -> None:
    held = replace(HELD, since=held_since)
    try:
        step = step_to(replace(HELD, organization=organization, since=since), held)
    except Refusal:
        assert since <= held_since
    else:
        assert (step is Step.NOTHING) == (organization == "MOF" and since == held_since)
        assert step is Step.NOTHING or since > held_since
