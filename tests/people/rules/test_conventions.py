from __future__ import annotations

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.people.rules.conventions import is_synthetic, read_register_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ЪЪ90050617", "ЪЪ90050617"),
        (" ъъ 9005 0617 ", "ЪЪ90050617"),
        ("УА90050617", "УА90050617"),
        ("ЧA90050617", "ЧА90050617"),
    ],
)
def test_a_register_number_is_read_however_it_is_typed(text: str, number: str) -> None:
    assert read_register_number(text) == number


@pytest.mark.parametrize("text", ["", "90050617", "ЪЪ9005061", "ЪЪ900506170", "AB90050617", "ЪЪ９００５０６１７"])
def test_anything_else_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_register_number(text)
    assert (refused.value.code, refused.value.values) == ("people.not_a_register_number", {"example": "ЪЪ95010112"})


def test_only_synthetic_numbers_begin_with_two_hard_signs() -> None:
    assert is_synthetic("ЪЪ90050617")
    assert not is_synthetic("УА90050617")
