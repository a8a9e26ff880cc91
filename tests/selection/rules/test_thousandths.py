"""Decimals as integer thousandths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.thousandths import NotADecimal, shown, thousandths


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("78", 78_000),
        ("78.12", 78_120),
        ("078.125", 78_125),
        ("-0.5", -500),
        ("+3", 3_000),
        (" 78.1 ", 78_100),
        (".5", 500),
        ("5.", 5_000),
        ("78.12000", 78_120),
        ("7.8125e1", 78_125),
        ("5e-3", 5),
        ("0e999999", 0),
        ("1000000000", 1_000_000_000_000),
    ],
)
def test_read(text: str, figure: int) -> None:
    assert thousandths(text) == figure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_number"),
        ("NaN", "not_a_number"),
        ("-inf", "not_a_number"),
        ("78,1", "not_a_number"),
        ("1 000", "not_a_number"),
        ("1_000", "not_a_number"),
        ("0x10", "not_a_number"),
        ("٧", "not_a_number"),
        ("5e", "not_a_number"),
        ("9" * 100, "not_a_number"),
        ("78.1234", "too_many_decimals"),
        ("1e-4", "too_many_decimals"),
        ("1e-400", "too_many_decimals"),
        ("1e-999999999", "too_many_decimals"),
        ("1e400", "too_large"),
        ("1e999999999", "too_large"),
        ("1000000000.001", "too_large"),
    ],
)
def test_refuse(text: str, code: str) -> None:
    with pytest.raises(NotADecimal) as refused:
        thousandths(text)
    assert refused.value.code == code


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_is_read_again(figure: int) -> None:
    assert thousandths(shown(figure)) == figure
