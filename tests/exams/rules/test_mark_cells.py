"""What stands in the cell of a mark."""

from __future__ import annotations

import pytest

from ortoo.exams.rules.mark_cells import MarkCell
from ortoo.multilingual.refusals import Refusal

READ = MarkCell()


@pytest.mark.parametrize(
    ("cell", "value"),
    [("78.12", 78_120), ("78,125", 78_125), (81, 81_000), (77.5, 77_500), ("-3", -3_000), ("b+", "B+"), ("А", "А")],
)
def test_numbers_are_thousandths_and_letters_stay_letters(cell: str | int | float, value: int | str) -> None:
    assert READ(cell) == value


@pytest.mark.parametrize("value", [78_120, 0, "B+"])
def test_what_is_shown_reads_back(value: int | str) -> None:
    assert READ(READ.show(value)) == value


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NaN", "spreadsheets.not_decimal"),
        ("inf", "spreadsheets.not_decimal"),
        ("78.1234", "spreadsheets.too_many_decimals"),
        ("9" * 30, "spreadsheets.out_of_range"),
        ("1e3", "spreadsheets.not_decimal"),
        (True, "spreadsheets.not_decimal"),
    ],
)
def test_what_is_no_mark_is_refused(cell: str | bool, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        READ(cell)
    assert caught.value.code == code
