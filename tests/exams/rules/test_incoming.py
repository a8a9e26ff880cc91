"""Sorting a file of marks."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.incoming import Incoming, Known, Scale, sort_out
from ortoo.exams.rules.letters import Letter, worth_on
from ortoo.spreadsheets.rows import Row, RowProblem

SCALE = Scale(low=0, high=100_000)
OFFICIALS = {"A1": 1, "A2": 2, "A3": 3}


def line(number: str, mark: int | str, at: int = 2) -> Row:
    return Row({"number": number, "mark": mark}, "Marks", at, {"number": "Дугаар", "mark": "Оноо"})


def problem(row: int, column: str, value: str, code: str, **values: object) -> RowProblem:
    return RowProblem("Marks", row, column, value, code, values)


def test_new_marks_are_taken_in_the_order_of_the_file() -> None:
    rows = [line("A2", 70_500), line("A1", 0, 3), line("A3", 100_000, 4)]
    assert sort_out(rows, SCALE, OFFICIALS, {}) == Incoming(((2, 70_500), (1, 0), (3, 100_000)), 0, ())


def test_the_same_file_again_changes_nothing() -> None:
    rows = [line("A1", 70_000), line("A2", 60_000, 3)]
    assert sort_out(rows, SCALE, OFFICIALS, {1: Known(70_000, 70_000), 2: Known(60_000, 60_000)}) == Incoming((), 2, ())


def test_a_corrected_mark_is_known_by_both_of_its_values() -> None:
    known = {1: Known(given=70_000, counts=75_000)}
    assert sort_out([line("A1", 70_000)], SCALE, OFFICIALS, known) == Incoming((), 1, ())
    assert sort_out([line("A1", 75_000)], SCALE, OFFICIALS, known) == Incoming((), 1, ())


def test_a_mark_that_is_there_is_never_changed_by_a_file() -> None:
    found = sort_out([line("A1", 71_000)], SCALE, OFFICIALS, {1: Known(70_000, 75_000)})
    assert found == Incoming((), 0, (problem(2, "Оноо", "71.000", "exams.mark_is_there", there="75.000"),))


def test_every_refused_row_is_named_and_the_others_are_sorted_all_the_same() -> None:
    rows = [
        line("A1", 70_000, 2),
        line("B9", 70_000, 3),
        line("A1", 70_000, 4),
        line("A2", 100_001, 5),
        line("A3", -1, 6),
    ]
    assert sort_out(rows, SCALE, OFFICIALS, {}) == Incoming(
        ((1, 70_000),),
        0,
        (
            problem(3, "Дугаар", "B9", "exams.unknown_official"),
            problem(4, "Дугаар", "A1", "spreadsheets.repeated_value", first_sheet="Marks", first_row=2),
            problem(5, "Оноо", "100.001", "exams.off_scale", low="0.000", high="100.000"),
            problem(6, "Оноо", "-0.001", "exams.off_scale", low="0.000", high="100.000"),
        ),
    )


def test_nobody_enters_a_mark_of_their_own() -> None:
    found = sort_out([line("A1", 70_000), line("A2", 70_000, 3)], SCALE, OFFICIALS, {}, own=1)
    assert found == Incoming(((2, 70_000),), 0, (problem(2, "Дугаар", "A1", "exams.own_mark_in_file"),))
    # Somebody else entered it before: the file only repeats what is there.
    assert sort_out([line("A1", 70_000)], SCALE, OFFICIALS, {1: Known(70_000, 70_000)}, own=1).unchanged == 1


def test_letters_count_only_by_a_scale_that_holds_on_the_day() -> None:
    row = line("A1", "B")
    lettered = Scale(0, 100_000, {"A": 95_000, "B": 85_000})
    assert sort_out([row], lettered, OFFICIALS, {}) == Incoming(((1, 85_000),), 0, ())
    for scale, code, values in (
        (SCALE, "exams.no_letters_here", {}),
        (Scale(0, 100_000, {}), "exams.no_letters_that_day", {}),
        (Scale(0, 100_000, {"A": 95_000, "C": 75_000}), "exams.unknown_letter", {"letters": "A, C"}),
    ):
        assert sort_out([row], scale, OFFICIALS, {}).problems == (problem(2, "Оноо", "B", code, **values),)


def test_a_letter_is_worth_what_its_day_says() -> None:
    letters = [
        Letter("A", 90_000, date(2021, 1, 1), date(2022, 1, 1)),
        Letter("A", 95_000, date(2022, 1, 1)),
        Letter("B", 85_000, date(2022, 1, 1)),
    ]
    assert worth_on(letters, date(2020, 12, 31)) == {}
    assert worth_on(letters, date(2021, 12, 31)) == {"A": 90_000}
    assert worth_on(letters, date(2022, 1, 1)) == {"A": 95_000, "B": 85_000}


@given(st.lists(st.tuples(st.sampled_from([*OFFICIALS, "B9"]), st.integers(-5, 12)), max_size=12))
def test_each_row_is_new_unchanged_or_refused_and_no_official_gets_two_marks(pairs: list[tuple[str, int]]) -> None:
    rows = [line(number, mark, at) for at, (number, mark) in enumerate(pairs, start=2)]
    known = {1: Known(3, 4)}
    found = sort_out(rows, Scale(0, 10), OFFICIALS, known)
    assert len(found.new) + found.unchanged + len(found.problems) == len(rows)
    takers = [official for official, _mark in found.new]
    assert len(set(takers)) == len(takers)
    assert not known.keys() & set(takers)
