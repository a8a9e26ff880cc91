"""Windows as lines and back, what an offer must keep, circles of stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.offering import (
    DAY,
    Offer,
    Window,
    check_offer,
    circle,
    lines_of_windows,
    windows_of_lines,
)

BEGINS, ENDS = date(2022, 12, 12), date(2022, 12, 16)
MONDAY = Window(BEGINS, 540, 690)
OFFER = Offer(names={"en": "Seminar"}, kind="seminar", minutes=90, venue="KIPA", windows=(MONDAY,))

WINDOWS = st.lists(
    st.builds(
        lambda day, one, other: Window(BEGINS + timedelta(days=day), min(one, other), max(one, other)),
        st.integers(0, 4), st.integers(0, DAY - 1), st.integers(0, DAY - 1),
    ),
    max_size=6,
)  # fmt: skip


def test_lines_are_read_as_people_write_them() -> None:
    text = "2022-12-13, 9:00 - 11:30\n\n 2022-12-12 09:00 11:30 \n2022-12-12 14:00–16:00"
    assert windows_of_lines(text) == (MONDAY, Window(BEGINS, 840, 960), Window(date(2022, 12, 13), 540, 690))


@pytest.mark.parametrize(
    "line",
    ["12.12.2022 09:00 11:30", "2022-12-12", "2022-12-12 09:00", "2022-02-30 09:00 10:00", "2022-12-12 25:00 26:00",
     "2022-12-12 09:75 10:00", "Monday 09:00 10:00"],
)  # fmt: skip
def test_a_line_that_is_no_window_is_named(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        windows_of_lines(f"2022-12-12 09:00 11:30\n{line}")
    assert (refused.value.code, refused.value.values["number"], refused.value.values["line"]) == (
        "visits.window_line", 2, line,
    )  # fmt: skip


@given(WINDOWS)
def test_windows_come_back_from_their_lines(windows: list[Window]) -> None:
    assert windows_of_lines(lines_of_windows(windows)) == tuple(sorted(windows))


def test_a_whole_offer_passes_and_so_does_one_that_fits_any_time() -> None:
    check_offer(OFFER, BEGINS, ENDS)
    check_offer(replace(OFFER, windows=()), BEGINS, ENDS)
    check_offer(replace(OFFER, windows=(MONDAY, Window(BEGINS, 691, 700))), BEGINS, ENDS)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"names": {"en": " ", "mn": ""}}, "visits.stop_without_name"),
        ({"minutes": 0}, "visits.stop_minutes"),
        ({"minutes": DAY + 1, "windows": ()}, "visits.stop_minutes"),
        ({"windows": (Window(date(2022, 12, 11), 540, 600),)}, "visits.window_outside"),
        ({"windows": (Window(date(2022, 12, 17), 540, 600),)}, "visits.window_outside"),
        ({"windows": (Window(BEGINS, 600, 540),)}, "visits.window_backwards"),
        ({"windows": (Window(BEGINS, 540, DAY - 89),)}, "visits.window_past_midnight"),
        ({"windows": (MONDAY, Window(BEGINS, 690, 700))}, "visits.windows_overlap"),
        ({"windows": (MONDAY, MONDAY)}, "visits.windows_overlap"),
    ],
)
def test_half_an_offer_is_refused(changed: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_offer(replace(OFFER, **changed), BEGINS, ENDS)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_stop_may_end_at_midnight() -> None:
    check_offer(replace(OFFER, windows=(Window(ENDS, 540, DAY - 90),)), BEGINS, ENDS)


def test_circles() -> None:
    assert circle({}) == ()
    assert circle({"A": ["B"], "B": ["C"], "C": []}) == ()
    assert circle({"A": ["A"]}) == ("A",)
    assert circle({"A": ["B"], "B": ["C"], "C": ["B"]}) == ("B", "C")


@given(st.dictionaries(st.sampled_from("ABCD"), st.lists(st.sampled_from("ABCD"), unique=True)))
def test_there_is_a_circle_where_no_order_keeps_every_tie(after: dict[str, list[str]]) -> None:
    """The oracle tries every order of the four."""
    fits = any(
        all(order.index(earlier) < order.index(stop) for stop, before in after.items() for earlier in before)
        for order in permutations("ABCD")
    )
    found = circle(after)
    assert (not found) == fits
    assert all(nxt in after[stop] for stop, nxt in zip(found, (*found[1:], *found[:1]), strict=True))
