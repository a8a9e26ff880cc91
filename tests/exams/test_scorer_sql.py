"""The scorer in SQL against worked cases and against the one in Python, on random forms of all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from ortoo.exams.rules.bank.question import Accepted, Folding, Question
from ortoo.exams.rules.scoring.answers import score
from ortoo.exams.rules.scoring.written import answer_of
from tests.exams.lean_tables import found, printed
from tests.exams.random_forms import Case, cases
from tests.exams.rules.scoring.questions import ESSAY, MATCH, MULTIPLE, NUMERIC, ORDER, SHORT, SINGLE, TRUE_FALSE

pytestmark = pytest.mark.django_db

WORKED: list[tuple[Question, dict[str, int]]] = [
    (SINGLE, {"B": 1000, "C": 500, "A": 0, "D": 0, "BC": 0, "": 0}),
    (MULTIPLE, {"ABC": 1000, "AB": 667, "ABCD": 500, "AD": 0, "E": 0}),
    (TRUE_FALSE, {"F": 1000, "T": 0}),
    (MATCH, {"D C B": 1000, "B C D": 1000, "B A -": 333, "C C D": 667, "": 0}),
    (ORDER, {"DCBA": 1000, "ADCB": 667, "ABCD": 0}),
    (
        NUMERIC,
        {
            "1.6": 1000, "1,4 m": 1000, "160cm": 1000, "160.1 cm": 500, "1.61": 500, "2.1": 0, "1.5 km": 0, "метр": 0,
            "16e-1": 1000, "+.15E1": 1000, "-1.5": 0, "1.5e": 0, ".": 0, "1.60000000000000000001": 500,
        },
    ),
    (SHORT, {"улаанБААТАР": 1000, "Улаан баатар": 400, "Баянбаатар": 400, "Дархан": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "worth"), WORKED, ids=lambda one: one.code if isinstance(one, Question) else "")
def test_worked_cases(question: Question, worth: dict[str, int]) -> None:
    scored = found([question], [("mn", [answer]) for answer in worth])
    items = {answer: scored[str(number)][2][1] for number, answer in enumerate(worth, start=1)}
    assert items == worth


def test_capitals_beyond_those_of_one_keyboard() -> None:
    """Ɵ, which old keyboards had for Ө, stands far behind the other Latin letters."""
    worth = {"öɵо": 1000, "ÖƟО": 1000, "өɵо": 0}
    question = replace(SHORT, accepted={"mn": (Accepted("ÖɵО"),)}, folding=Folding(case=True))
    scored = found([question], [("mn", [answer]) for answer in worth])
    assert [scored[str(number)][2][1] for number in (1, 2, 3)] == list(worth.values())


def test_keys_taken_back_items_tried_out_and_essays() -> None:
    form = [SINGLE, TRUE_FALSE, MULTIPLE, ESSAY, SINGLE]
    sheets = [("mn", ["B", "T", "A", "", "B"])] * 4
    essays = {("1", 4): [600, 701], ("2", 4): [300, 700, 650], ("3", 4): [300, 700, 500], ("4", 4): [300, 900]}
    scored = found(form, sheets, cancelled={2: "full-mark", 3: "dropped"}, essays=essays, untried=[5])
    assert scored == {
        "1": (2651, 3000, {1: 1000, 2: 1000, 4: 651}),
        "2": (2675, 3000, {1: 1000, 2: 1000, 4: 675}),
        "3": (2500, 3000, {1: 1000, 2: 1000, 4: 500}),
        "4": (1999, 3000, {1: 1000, 2: 1000, 4: -1}),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_both_scorers_agree(form: list[Case]) -> None:
    """Twelve sheets; the language of a sheet is that of its first answer."""
    questions = [question for question, _ in form]
    sheets = [
        (form[0][1][row][0], [answers[row][1] for _, answers in form]) for row in range(len(form[0][1]))
    ]  # fmt: skip
    assert found(questions, sheets) == {
        str(row): expected(questions, said, language) for row, (language, said) in enumerate(sheets, start=1)
    }


def expected(form: list[Question], said: Sequence[str], language: str) -> tuple[int, int, dict[int, int]]:
    """By the scorer in Python."""
    worth = {
        place: score(question, answer_of(question, answer, printed(question), language))
        for place, (question, answer) in enumerate(zip(form, said, strict=True), start=1)
    }
    return sum(worth.values()), 1000 * len(worth), worth
