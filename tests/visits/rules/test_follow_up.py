"""When it is asked what was used, and how far apart the answers lie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.being_asked import check_asking
from ortoo.visits.rules.follow_up import (
    MONTHS,
    State,
    Used,
    Window,
    apart,
    check_open,
    check_said,
    open_on,
    state_of,
    window,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("ends", "windows"),
    [
        (
            date(2022, 12, 16),
            [(date(2023, 3, 16), date(2023, 6, 15)), (date(2023, 6, 16), date(2023, 12, 15)),
             (date(2023, 12, 16), date(2024, 3, 15))],
        ),
        # A month too short for the day takes its last one.
        (
            date(2023, 11, 30),
            [(date(2024, 2, 29), date(2024, 5, 29)), (date(2024, 5, 30), date(2024, 11, 29)),
             (date(2024, 11, 30), date(2025, 2, 27))],
        ),
        (
            date(2024, 2, 29),
            [(date(2024, 5, 29), date(2024, 8, 28)), (date(2024, 8, 29), date(2025, 2, 27)),
             (date(2025, 2, 28), date(2025, 5, 28))],
        ),
    ],
)  # fmt: skip
def test_three_six_and_twelve_months_after_the_last_day(ends: date, windows: list[tuple[date, date]]) -> None:
    assert [window(ends, months) for months in MONTHS] == [Window(*one) for one in windows]


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(days)
def test_each_is_asked_until_the_next_and_never_two_at_once(ends: date) -> None:
    three, six, twelve = (window(ends, months) for months in MONTHS)
    assert ends < three.opens <= three.closes
    assert three.closes + DAY == six.opens <= six.closes
    assert six.closes + DAY == twelve.opens <= twelve.closes


@given(days, st.integers(-10, 600))
def test_which_is_open_agrees_with_the_state_of_each(ends: date, later: int) -> None:
    today = ends + timedelta(days=later)
    states = {months: state_of(ends, months, answered=False, today=today) for months in MONTHS}
    is_open = [months for months, state in states.items() if state is State.OPEN]
    assert is_open == [one for one in [open_on(ends, today)] if one is not None]
    assert list(states.values()) == sorted(states.values(), key=[State.MISSED, State.OPEN, State.AHEAD].index)
    for months in MONTHS:
        assert state_of(ends, months, answered=True, today=today) is State.ANSWERED
        assert refused(check_open, ends, months, today) == {
            State.AHEAD: "visits.follow_up_not_yet", State.MISSED: "visits.follow_up_over", State.OPEN: "",
        }[states[months]]  # fmt: skip


@pytest.mark.parametrize(
    ("used", "what", "hindered", "code"),
    [
        (Used.WIDELY, "A pilot", "", ""),
        (Used.PARTLY, "A draft", "", ""),
        (Used.WIDELY, " ", "", "visits.follow_up_says_nothing"),
        (Used.NOT_YET, "Spoke of it", " ", "visits.follow_up_without_hindrance"),
        (Used.NOT, "Nothing", "No budget", ""),
    ],
)
def test_an_answer_says_what_and_where_little_is_used_why(used: Used, what: str, hindered: str, code: str) -> None:
    assert refused(check_said, used, what, hindered) == code


@given(st.sampled_from(list(Used)), st.sampled_from(list(Used)))
def test_how_far_the_sides_lie_apart(own: Used, above: Used) -> None:
    assert apart(own, above) == -apart(above, own)
    assert (apart(own, above) == 0) == (own is above)


def test_the_farthest_apart() -> None:
    assert (apart(Used.WIDELY, Used.NOT), apart(Used.PARTLY, Used.WIDELY)) == (3, -1)


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("topics", "how", "until", "code"),
    [
        (["T1"], "Room 5", date(2026, 3, 2), ""),
        (["T1", "T2"], "Room 5", date(2029, 3, 2), ""),
        ([], "Room 5", date(2026, 3, 2), "visits.asked_about_nothing"),
        (["T1", "X"], "Room 5", date(2026, 3, 2), "visits.asked_about_another"),
        (["T1"], " ", date(2026, 3, 2), "visits.asked_how"),
        (["T1"], "Room 5", None, "visits.asked_until"),
        (["T1"], "Room 5", date(2026, 3, 1), "visits.asked_until"),
        (["T1"], "Room 5", date(2029, 3, 3), "visits.asked_until"),
    ],
)
def test_a_yes_names_topics_a_way_and_a_day(topics: list[str], how: str, until: date | None, code: str) -> None:
    assert refused(check_asking, topics, {"T1", "T2"}, how, until, TODAY) == code


def refused(act: Callable[..., None], *values: object) -> str:
    try:
        act(*values)
    except Refusal as refusal:
        return refusal.code
    return ""
