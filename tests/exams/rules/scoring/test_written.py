"""What is typed from a sheet, worked by hand."""

from __future__ import annotations

import pytest

from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.scoring.values import Answer
from ortoo.exams.rules.scoring.written import answer_of, takes, told
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.scoring.questions import ESSAY, MATCH, MULTIPLE, NUMERIC, ORDER, SHORT, SINGLE, TRUE_FALSE

PRINTED = (2, 0, 3, 1)


@pytest.mark.parametrize(
    ("question", "typed", "kept", "answer"),
    [
        (SINGLE, " b ", "B", Answer(letters=frozenset("B"))),
        (SINGLE, "В", "B", Answer(letters=frozenset("B"))),
        (SINGLE, "DB", "BD", Answer(letters=frozenset("BD"))),
        (MULTIPLE, "c, А", "AC", Answer(letters=frozenset("AC"))),
        (TRUE_FALSE, "т", "T", Answer(truth=True)),
        (TRUE_FALSE, "FALSE", "F", Answer(truth=False)),
        (MATCH, "ba-", "B A -", Answer(pairs=(0, 2, None))),
        (MATCH, "- - -", "", Answer()),
        (ORDER, "CABD", "CABD", Answer(sequence=(3, 2, 0, 1))),
        (NUMERIC, " 1,5 m ", "1,5 m", Answer(words="1,5 m", language="en")),
        (SHORT, "Улаан  баатар", "Улаан  баатар", Answer(words="Улаан  баатар", language="en")),
        (ESSAY, "а\nб", "а\nб", Answer(words="а\nб", language="en")),
        (SINGLE, " ", "", Answer()),
    ],
)
def test_worked_cases(question: Question, typed: str, kept: str, answer: Answer) -> None:
    assert told(question, typed) == told(question, kept) == kept
    found = answer_of(question, kept, PRINTED, "en")
    assert found == answer or (found.language, not kept) == ("en", True)


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (SINGLE, "E"),
        (SINGLE, "1"),
        (MULTIPLE, "AA"),
        (TRUE_FALSE, "A"),
        (MATCH, "AB"),
        (MATCH, "ABE"),
        (ORDER, "ABC"),
        (ORDER, "AABC"),
        (NUMERIC, "1" * 101),
        (SHORT, "a\x00"),
    ],
)
def test_what_the_question_cannot_be_answered_with_is_refused(question: Question, typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        told(question, typed)
    assert refused.value.code == "scoring.answer_strange"
    assert refused.value.values["takes"] == takes(question)
    assert all(refused.value.sentence(language) for language in ("en", "mn", "ko"))
