"""How long one waits after wrong tries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.access.rules.attempts import Failures, Limits, flood_ends, free_at, run_ends

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
LIMITS = Limits()


def minutes(*after: float) -> list[datetime]:
    return [AT + timedelta(minutes=minute) for minute in after]


@pytest.mark.parametrize(
    ("failed", "until"),
    [
        ([], None),
        ([0, 1, 2, 3], None),
        ([0, 1, 2, 3, 4], 5),
        ([0, 1, 2, 3, 4, 5], 7),
        ([0, 1, 2, 3, 4, 5, 7], 11),
        ([0, 1, 2, 3, 4, 20.1], None),
        ([0, 1, 2, 3, 4, 20], 22),
        ([0, 0, 0, 0, 20, 20, 20, 20], None),
    ],
    ids=["none", "four", "five", "six", "seven", "quiet after the wait", "not quiet for long enough", "two short rows"],
)
def test_the_fifth_failure_in_a_row_brings_a_minute_and_each_further_one_doubles_it(
    failed: list[float], until: float | None
) -> None:
    assert run_ends(minutes(*failed), LIMITS) == (None if until is None else minutes(until)[0])


def test_nobody_waits_longer_than_an_hour() -> None:
    moment, failed = AT, []
    for _ in range(200):
        failed.append(moment)
        moment = run_ends(failed, LIMITS) or moment
    assert moment - failed[-1] == timedelta(hours=1)


@given(st.lists(st.integers(0, 60 * 24), max_size=80))
def test_no_wait_is_shorter_than_a_minute_or_longer_than_an_hour(at: list[int]) -> None:
    moments = minutes(*sorted(at))
    until = run_ends(moments, LIMITS)
    if until is None:
        assert len(moments) < LIMITS.tries or any(
            later - earlier > LIMITS.within for earlier, later in pairwise(moments)
        )
    else:
        assert LIMITS.first_wait <= until - moments[-1] <= LIMITS.longest_wait


def test_many_networks_on_one_account_and_many_accounts_from_one_network_are_counted_together() -> None:
    assert flood_ends(minutes(*range(24)), 25, LIMITS.within) is None
    assert free_at(Failures([], account=minutes(*[0] * 25)), LIMITS) == minutes(15)[0]
    assert free_at(Failures([], address=minutes(*[1] * 30)), LIMITS) == minutes(16)[0]
    assert free_at(Failures([], account=minutes(*[0] * 24), address=minutes(*[0] * 29)), LIMITS) is None


def test_who_has_signed_in_from_here_lately_is_held_to_their_own_tries_alone() -> None:
    flood = minutes(*[0] * 40)
    assert free_at(Failures([], flood, flood, known=True), LIMITS) is None
    assert free_at(Failures(minutes(0, 1, 2, 3, 4), flood, flood, known=True), LIMITS) == minutes(5)[0]
