"""What a dossier lacks, when its papers are due, and what a file must be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.dossiers import (
    NEXT,
    DossierAct,
    DossierState,
    Gap,
    Trip,
    Written,
    check_may_follow,
    gaps,
    late_gaps,
    line_of,
    state_of,
    step_of,
    trips_of_lines,
)
from ortoo.permission.rules.papers import (
    JPEG,
    LARGEST,
    PDF,
    PNG,
    Held,
    PaperKind,
    Wanted,
    Window,
    check_holds,
    check_size,
    content_type_of,
    wanted,
)

WINDOW = Window(opened=date(2026, 3, 20), until=date(2026, 4, 15), begins=date(2026, 6, 8), ends=date(2026, 6, 12))
WHOLE = Written("V2", "A problem", "A question", "A plan", ())
FORM, PASSPORT, REPORT = PaperKind("B07", -60), PaperKind("B13", -60, expires=True), PaperKind("B18", -21)
PAPERS = [wanted(kind, WINDOW) for kind in (FORM, PASSPORT, REPORT)]
TODAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("kind", "due", "first"),
    [
        (FORM, date(2026, 4, 9), True),
        (REPORT, date(2026, 5, 18), False),
        (PaperKind("X", -54), date(2026, 4, 15), True),
        (PaperKind("X", -53), date(2026, 4, 16), False),
        # Planned for a day before the call was opened, or not by days: due with the dossier.
        (PaperKind("X", -100), date(2026, 4, 15), True),
        (PaperKind("X"), date(2026, 4, 15), True),
        (PaperKind("X", 14, from_end=True), date(2026, 6, 26), False),
    ],
)
def test_when_a_paper_is_due(kind: PaperKind, due: date, first: bool) -> None:
    assert wanted(kind, WINDOW) == Wanted(kind, due, first)


def test_everything_missing_is_named_texts_before_papers() -> None:
    names = ["topic", "problem", "learning", "plan_at_home", "trips"]
    assert gaps(Written(), PAPERS, {}, WINDOW) == [
        *(Gap(name) for name in names), Gap("paper", "B07"), Gap("paper", "B13"),
    ]  # fmt: skip


def test_whole_but_for_what_may_follow() -> None:
    held = {"B07": Held(), "B13": Held(date(2026, 6, 12))}
    assert gaps(WHOLE, PAPERS, held, WINDOW) == []
    assert late_gaps(PAPERS, held, WINDOW) == [Gap("paper", "B18")]


def test_spaces_are_no_text_and_half_trips_are_named_by_their_line() -> None:
    half = replace(WHOLE, problem="  ", trips=(Trip(2019, "Japan", "taxes"), Trip(2020, "Korea")))
    held = {"B07": Held(), "B13": Held(date(2026, 6, 11))}
    expected = [Gap("problem"), Gap("half-trip", "2"), Gap("expired", "B13")]
    assert gaps(half, PAPERS, held, WINDOW) == expected


@pytest.mark.parametrize(
    ("line", "trip"),
    [
        ("2019, Japan, tax administration", Trip(2019, "Japan", "tax administration")),
        ("2019, Japan", Trip(2019, "Japan")),
        ("2019, , taxes, and more", Trip(2019, "", "taxes, and more")),
        ("Japan in 2019", Trip(None, "", "Japan in 2019")),
    ],
)
def test_a_trip_is_read_from_its_line(line: str, trip: Trip) -> None:
    assert trips_of_lines(f"\n  {line}\n\n") == (trip,)


@given(st.text(alphabet=st.sampled_from("201, Ja\n"), max_size=60))
def test_what_was_written_comes_back_as_it_was_read(text: str) -> None:
    trips = trips_of_lines(text)
    assert trips_of_lines("\n".join(line_of(trip) for trip in trips)) == trips


@pytest.mark.parametrize(("left", "step"), [(8, None), (7, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 1), (-1, None)])
def test_reminders_at_seven_three_and_one_days(left: int, step: int | None) -> None:
    assert step_of(TODAY + timedelta(days=left), TODAY) == step


def test_each_state_refuses_what_the_table_does_not_allow() -> None:
    for state in DossierState:
        for act in DossierAct:
            if (state, act) in NEXT:
                check_may_follow(state, act)
            else:
                with pytest.raises(Refusal) as caught:
                    check_may_follow(state, act)
                assert caught.value.code == f"permission.dossier_is.{state}"


def test_withdrawn_comes_before_handed_in() -> None:
    assert state_of(handed_in=True, withdrawn=True) is DossierState.WITHDRAWN
    assert state_of(handed_in=True, withdrawn=False) is DossierState.HANDED_IN
    assert state_of(handed_in=False, withdrawn=False) is DossierState.OPEN


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.7 \n%%EOF\n", PDF), (b"\x89PNG\r\n\x1a\nxxIEND\xaeB`\x82", PNG), (b"\xff\xd8\xff\xe0xx\xff\xd9", JPEG)],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    assert content_type_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "permission.paper_empty"),
        (b"%PDF-1.7", "permission.paper_cut_off"),
        (b"\xff\xd8\xff", "permission.paper_cut_off"),
        (b"<html>%PDF-", "permission.paper_of_another_kind"),
        (b"%PDF-" + bytes(LARGEST), "permission.paper_too_large"),
    ],
)
def test_other_files_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        content_type_of(content)
    assert caught.value.code == code


def test_five_megabytes_are_taken_and_one_byte_more_is_not() -> None:
    check_size(LARGEST)
    with pytest.raises(Refusal) as caught:
        check_size(LARGEST + 1)
    assert caught.value.values == {"field": "file", "size": 6, "most": 5}


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (None, "permission.paper_without_last_day"),
        (date(2026, 3, 31), "permission.paper_expired"),
        (date(2026, 4, 1), "permission.paper_expires_early"),
        (date(2026, 6, 11), "permission.paper_expires_early"),
    ],
)
def test_a_paper_must_hold_to_the_last_day_of_the_visit(until: date | None, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_holds(PASSPORT, until, WINDOW, TODAY)
    assert caught.value.code == code
    check_holds(PASSPORT, date(2026, 6, 12), WINDOW, TODAY)
    check_holds(FORM, until, WINDOW, TODAY)
