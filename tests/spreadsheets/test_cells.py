"""What a cell may hold, and the sentence where it may not."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, Choice, Date, Parser, Text, Thousandths, Whole, YesNo, cell_text

ANY = Thousandths(low=-(10**12))
SEX = Choice({"f": {"en": ("female", "woman"), "mn": "эмэгтэй"}, "m": {"en": "male", "mn": "эрэгтэй"}})


@pytest.mark.parametrize(
    ("parse", "raw", "value"),
    [
        (ANY, "78.12", 78_120),
        (ANY, "78,12", 78_120),
        (ANY, " 78 ", 78_000),
        (ANY, "-0,207", -207),
        (ANY, "\N{MINUS SIGN}5", -5_000),
        (ANY, "+5.5", 5_500),
        (ANY, 78.12, 78_120),
        (ANY, 0.1 + 0.2, 300),
        (ANY, 78, 78_000),
        (ANY, "000000000000001.5", 1_500),
        (Whole(), "12", 12),
        (Whole(), 12.0, 12),
        (Whole(low=-5), "-5", -5),
        (Text(), 1001.0, "1001"),
        (Text(), "и\N{COMBINING BREVE}", "й"),
        (Text(), "'=1", "'=1"),
        (Text(lines=True), "a\r\nb\rc", "a\nb\nc"),
        (YesNo(), "ТИЙМ", True),
        (YesNo(), False, False),
        (YesNo(), 1.0, True),
        (YesNo(), "아니요", False),
        (SEX, "Woman", "f"),
        (SEX, "эрэгтэй", "m"),
        (SEX, "F", "f"),
    ],
)
def test_read(parse: Parser, raw: Cell, value: object) -> None:
    assert parse(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        *("2022-12-31", "2022/12/31", "2022.12.31", "2022. 12. 31.", "31.12.2022", "31/12/2022", "12/31/2022"),
        *("31-12-2022", date(2022, 12, 31), datetime(2022, 12, 31)),
    ],
)
def test_one_day_in_many_forms(raw: Cell) -> None:
    assert Date()(raw) == date(2022, 12, 31)


def test_a_date_that_reads_the_same_both_ways_is_taken() -> None:
    assert Date()("05/05/2022") == date(2022, 5, 5)


@pytest.mark.parametrize(
    ("parse", "raw", "code"),
    [
        *(
            (ANY, raw, "spreadsheets.not_decimal")
            for raw in ("NaN", "inf", "-inf", "1e3", "0x10", "1 000", "1,234.5", "")
        ),
        *((ANY, raw, "spreadsheets.not_decimal") for raw in ("٣", ".5", "5.", "--5", True, date(2022, 1, 1), time(1))),
        *((ANY, raw, "spreadsheets.not_decimal") for raw in (float("nan"), float("inf"), 1e300)),
        (ANY, "78.1234", "spreadsheets.too_many_decimals"),
        (ANY, "78.1200", "spreadsheets.too_many_decimals"),
        (ANY, 78.1234, "spreadsheets.too_many_decimals"),
        (ANY, "9" * 400, "spreadsheets.out_of_range"),
        (ANY, "1000000000.001", "spreadsheets.out_of_range"),
        (Thousandths(), "-0.001", "spreadsheets.out_of_range"),
        (Thousandths(high=100_000), "100.001", "spreadsheets.out_of_range"),
        (Whole(), "12.5", "spreadsheets.not_whole"),
        (Whole(), 12.5, "spreadsheets.not_whole"),
        (Whole(), "-1", "spreadsheets.out_of_range"),
        (Whole(), "9" * 5000, "spreadsheets.out_of_range"),
        (Text(longest=3), "abcd", "spreadsheets.text_too_long"),
        (Text(), "a\nb", "spreadsheets.invisible_character"),
        (Text(), "a\u200bb", "spreadsheets.invisible_character"),
        (Text(lines=True), "a\x07b", "spreadsheets.invisible_character"),
        (Date(), "03/04/2022", "spreadsheets.ambiguous_date"),
        (Date(), "03-04-2022", "spreadsheets.ambiguous_date"),
        (Date(), "31.02.2022", "spreadsheets.no_such_day"),
        (Date(), "2022-13-01", "spreadsheets.no_such_day"),
        (Date(), "44926", "spreadsheets.not_date"),
        (Date(), "31.12.22", "spreadsheets.not_date"),
        (Date(), "2022-12/31", "spreadsheets.not_date"),
        (Date(), 44926.0, "spreadsheets.date_as_number"),
        (Date(), datetime(2022, 12, 31, 9), "spreadsheets.date_with_time"),
        (Date(), "1022-12-31", "spreadsheets.date_out_of_range"),
        (YesNo(), "maybe", "spreadsheets.not_yes_no"),
        (YesNo(), 2.0, "spreadsheets.not_yes_no"),
        (SEX, "x", "spreadsheets.not_choice"),
    ],
)
def test_refused(parse: Parser, raw: Any, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse(raw)
    assert refusal.value.code == code


def test_the_sentence_of_an_ambiguous_date_offers_both() -> None:
    with pytest.raises(Refusal) as refusal:
        Date()("03/04/2022")
    assert refusal.value.values == {"first": "2022-03-04", "second": "2022-04-03"}


@given(st.integers(-(10**12), 10**12))
def test_thousandths_survive_as_text_and_as_a_float(value: int) -> None:
    assert ANY(ANY.show(value)) == value
    assert ANY(value / 1000) == value


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_survives(day: date) -> None:
    assert Date()(Date().show(day)) == Date()(cell_text(day)) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times()))
def test_any_cell_is_read_or_refused(raw: Cell) -> None:
    for parse in (Text(), Whole(), ANY, Date(), YesNo(), SEX):
        try:
            parse(raw)
        except Refusal:
            continue
