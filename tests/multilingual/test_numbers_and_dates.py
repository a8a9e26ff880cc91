"""Numbers and days as three languages write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import sum_text, thousandths_text, whole

ORDINALS = {
    **dict.fromkeys((1, 4, 9, 11), "дүгээр"),
    **dict.fromkeys((2, 3, 5, 6, 7, 8, 10, 12), "дугаар"),
}


def test_a_sum_has_the_decimals_that_it_needs() -> None:
    sums = (180_000_000_000, 12_500, 12_345, -1_000, 0)
    assert [sum_text(one, "en") for one in sums] == ["180,000,000", "12.50", "12.345", "\u22121", "0"]


@pytest.mark.parametrize(
    ("value", "mn", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (12_000, "12\u00a0000", "12,000"),
        (-1_234_567, "\u22121\u00a0234\u00a0567", "\u22121,234,567"),
    ],
)
def test_whole_numbers(value: int, mn: str, en: str) -> None:
    assert (whole(value, "mn"), whole(value, "en"), whole(value, "ko")) == (mn, en, en)


@pytest.mark.parametrize(
    ("value", "places", "mn", "en"),
    [
        (207, 3, "0,207", "0.207"),
        (-207, 3, "\u22120,207", "\u22120.207"),
        (78_120, 3, "78,120", "78.120"),
        (12_000_500, 3, "12\u00a0000,500", "12,000.500"),
        (78_125, 2, "78,13", "78.13"),
        (-78_125, 2, "\u221278,13", "\u221278.13"),
        (-4, 2, "0,00", "0.00"),
        (999_500, 0, "1\u00a0000", "1,000"),
    ],
)
def test_thousandths(value: int, places: int, mn: str, en: str) -> None:
    shown = [thousandths_text(value, language, places) for language in ("mn", "en", "ko")]
    assert shown == [mn, en, en]


@given(st.integers(-(10**12), 10**12))
def test_nothing_is_lost_in_three_decimals(value: int) -> None:
    plain = thousandths_text(value, "mn").replace("\u00a0", "").replace(",", "").replace("\u2212", "-")
    assert int(plain) == value


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("mn", "2022 оны 12 дугаар сарын 12", "2022.12.12"),
        ("en", "12 December 2022", "12 Dec 2022"),
        ("ko", "2022년 12월 12일", "2022. 12. 12."),
    ],
)
def test_a_day(language: str, long: str, short: str) -> None:
    day = date(2022, 12, 12)
    assert (date_text(day, language), date_text(day, language, short=True)) == (long, short)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_ordinal_of_every_month(month: int) -> None:
    assert date_text(date(2023, month, 5), "mn") == f"2023 оны {month} {ORDINALS[month]} сарын 5"
    assert date_text(date(2023, month, 5), "mn", short=True) == f"2023.{month:02d}.05"
