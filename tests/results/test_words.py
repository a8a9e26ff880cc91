"""Figures as a page writes them: rounded half away from zero, in the signs of each language."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils.translation import override

from ortoo.results.words.numbers import written


@pytest.mark.parametrize(
    ("value", "places", "language", "text"),
    [
        (Fraction("33.96227"), 1, "en", "34.0"),
        (Fraction("-16.89773"), 1, "en", "\N{MINUS SIGN}16.9"),
        (Fraction("0.85"), 1, "en", "0.9"),
        (Fraction("-0.25"), 1, "en", "\N{MINUS SIGN}0.3"),
        (Fraction("-0.04"), 1, "en", "0.0"),
        (Fraction(1, 3), 3, "mn", "0,333"),
        (Fraction("5045.5"), 0, "mn", "5\u00a0046"),
        (Fraction("5045.5"), 1, "ko", "5,045.5"),
        (2.5, 1, "en", "2.5"),
    ],
)
def test_written(value: Fraction | float, places: int, language: str, text: str) -> None:
    with override(language):
        assert written(value, places) == text


def test_a_change_has_its_sign_and_no_change_has_none() -> None:
    with override("en"):
        assert [written(one, 1, signed=True) for one in (5.4, -5.4, 0.0)] == ["+5.4", "\N{MINUS SIGN}5.4", "0.0"]
