"""One answer of each kind, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.bank.question import Number, Question
from ortoo.exams.rules.scoring.answers import score
from ortoo.exams.rules.scoring.values import Answer
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.scoring.questions import ESSAY, MATCH, MULTIPLE, NUMERIC, ORDER, SHORT, SINGLE, TRUE_FALSE


def chosen(letters: str) -> Answer:
    return Answer(letters=frozenset(letters))


def written(words: str, language: str = "mn") -> Answer:
    return Answer(words=words, language=language)


@pytest.mark.parametrize(
    ("question", "answer", "thousandths"),
    [
        (SINGLE, chosen("B"), 1000),
        (SINGLE, chosen("C"), 500),
        (SINGLE, chosen("A"), 0),
        (SINGLE, chosen("D"), 0),
        (SINGLE, chosen("BC"), 0),
        (MULTIPLE, chosen("ABC"), 1000),
        (MULTIPLE, chosen("AB"), 667),
        (MULTIPLE, chosen("ABCD"), 500),
        (MULTIPLE, chosen("AD"), 0),
        (MULTIPLE, chosen("E"), 0),
        (TRUE_FALSE, Answer(truth=False), 1000),
        (TRUE_FALSE, Answer(truth=True), 0),
        (MATCH, Answer(pairs=(0, 1, 2)), 1000),
        (MATCH, Answer(pairs=(2, 1, 0)), 1000),
        (MATCH, Answer(pairs=(2, 3, None)), 333),
        (MATCH, Answer(pairs=(1, 1, 0)), 667),
        (ORDER, Answer(sequence=(0, 1, 2, 3)), 1000),
        (ORDER, Answer(sequence=(3, 0, 1, 2)), 667),
        (ORDER, Answer(sequence=(3, 2, 1, 0)), 0),
        (NUMERIC, written("1.6"), 1000),
        (NUMERIC, written(" 1,4 m"), 1000),
        (NUMERIC, written("160cm"), 1000),
        (NUMERIC, written("160.1 cm"), 500),
        (NUMERIC, written("1.61"), 500),
        (NUMERIC, written("2.1"), 0),
        (NUMERIC, written("1.5 km"), 0),
        (NUMERIC, written("метр"), 0),
        (SHORT, written("  улаанБААТАР "), 1000),
        (SHORT, written("Баянбаатар"), 400),
        (SHORT, written("Дархан"), 0),
    ],
)
def test_worked_cases(question: Question, answer: Answer, thousandths: int) -> None:
    assert score(question, answer) == thousandths


def test_thousands_may_be_parted_and_any_other_number_counts_where_none_does() -> None:
    key = (Number(Decimal(12000), Decimal(0)), Number(None, Decimal(0), Decimal(10)))
    question = replace(NUMERIC, numbers=key, units=())
    given_for = {"12 000": 1000, "12\u00a0000": 1000, "1.2e4": 1000, "12,000": 100, "12 00": 0, "many": 0}
    assert {words: score(question, written(words)) for words in given_for} == given_for


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, TRUE_FALSE, MATCH, ORDER, NUMERIC, SHORT])
def test_nothing_earns_nothing(question: Question) -> None:
    assert score(question, Answer()) == 0


@pytest.mark.parametrize(
    ("question", "answer", "code"),
    [
        (SINGLE, chosen("E"), "scoring.letter_unknown"),
        (MULTIPLE, chosen("AF"), "scoring.letter_unknown"),
        (MATCH, Answer(pairs=(0, 1)), "scoring.places"),
        (MATCH, Answer(pairs=(0, 1, 4)), "scoring.place_unknown"),
        (ORDER, Answer(sequence=(0, 1, 1, 3)), "scoring.places"),
        (SHORT, written("Ulaanbaatar", "en"), "scoring.language_missing"),
        (ESSAY, written("Эсээ"), "scoring.not_by_rule"),
    ],
)
def test_what_was_entered_wrongly_is_refused(question: Question, answer: Answer, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        score(question, answer)
    assert refused.value.code == code
    assert refused.value.sentence("ko")


@given(st.frozensets(st.sampled_from("ABCDE")), st.permutations(range(4)), st.text(max_size=8))
def test_an_answer_earns_from_nothing_to_all(letters: frozenset[str], order: list[int], words: str) -> None:
    assert 0 <= score(MULTIPLE, Answer(letters=letters)) <= 1000
    assert (score(ORDER, Answer(sequence=tuple(order))) == 1000) == (order == [0, 1, 2, 3])
    assert 0 <= score(NUMERIC, written(words)) <= 1000
    assert 0 <= score(SHORT, written(words)) <= 1000
