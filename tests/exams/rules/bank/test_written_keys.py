"""Keys as a person writes them, there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from ortoo.exams.rules.bank.question import Accepted, Kind, Number, Question
from ortoo.exams.rules.bank.written_keys import (
    accepted_lines,
    accepted_of,
    key_words,
    number_lines,
    numbers_of,
    weights_of,
)
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.bank.questions import questions


@pytest.mark.parametrize(
    ("key", "several", "expected"),
    [
        ("B", False, {"B": 100}),
        ("a c", True, {"A": 50, "C": 50}),
        ("A, C", True, {"A": 50, "C": 50}),
        ("A B C", True, {"A": Decimal("33.33333"), "B": Decimal("33.33333"), "C": Decimal("33.33333")}),
        ("A 100, B 50%; D -25", False, {"A": 100, "B": 50, "D": -25}),
        ("", True, {}),
    ],
)
def test_letters_and_shares(key: str, several: bool, expected: dict[str, Decimal]) -> None:
    assert weights_of(key, several=several) == expected


@pytest.mark.parametrize("key", ["1", "A A", "AB", "A 50 B 50", "A fifty", "Б"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(Refusal) as refused:
        weights_of(key, several=True)
    assert refused.value.code == "bank.key_shape"


def test_numbers_and_accepted_answers() -> None:
    assert numbers_of("1.5\n\n2 0.1\n3 0 50\n* 0 10") == (
        Number(Decimal("1.5")), Number(Decimal(2), Decimal("0.1")), Number(Decimal(3), Decimal(0), Decimal(50)),
        Number(None, Decimal(0), Decimal(10)),
    )  # fmt: skip
    assert accepted_of(" Улаанбаатар\nУБ | 50 %\n") == (Accepted("Улаанбаатар"), Accepted("УБ", Decimal(50)))
    for wrong in ("one", "1,5", "1 2 3 4"):
        with pytest.raises(Refusal):
            numbers_of(wrong)


@given(questions())
def test_what_is_written_back_is_read_as_the_same(question: Question) -> None:
    several = question.kind is Kind.MULTIPLE
    assert weights_of(key_words(question.weights, several=several), several=several) == dict(question.weights)
    plain = tuple(Number(one.value, one.tolerance, one.weight) for one in question.numbers)
    assert numbers_of(number_lines(question.numbers)) == plain
    for answers in question.accepted.values():
        told = tuple(Accepted(one.words, one.weight) for one in answers if "\n" not in one.words and _whole(one))
        assert accepted_of(accepted_lines(told)) == told


def _whole(one: Accepted) -> bool:
    """No line end that Python knows besides, and nothing that a line would lose."""
    return one.words.splitlines() == [one.words.strip()]
