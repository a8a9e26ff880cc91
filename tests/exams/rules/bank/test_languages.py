"""A file tells a question in one language; what the bank has in the others stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from ortoo.exams.rules.bank.body import body_of
from ortoo.exams.rules.bank.languages import in_languages, told_besides
from ortoo.exams.rules.bank.question import Cell, Kind, Level, Option, Question, Text
from tests.exams.rules.bank.questions import questions

BOTH = Question(
    Kind.SINGLE,
    {"mn": Text("Нийслэл?"), "en": Text("The capital?")},
    code="Q1",
    cell=Cell("3", Level.KNOW),
    options=(Option({"mn": Text("Хот"), "en": Text("City")}), Option({"mn": Text("Тал"), "en": Text("Steppe")})),
    weights={"A": Decimal(100)},
)


@given(questions(languages=("mn", "en", "ko")))
def test_one_language_of_a_question_told_again_changes_nothing(question: Question) -> None:
    for language in question.languages:
        assert body_of(told_besides(in_languages(question, [language]), question)) == body_of(question)


def test_a_new_key_counts_in_every_language() -> None:
    read = replace(in_languages(BOTH, ["mn"]), weights={"B": Decimal(100)}, cell=None)
    assert told_besides(read, BOTH) == replace(BOTH, weights={"B": Decimal(100)})


def test_with_another_option_the_other_languages_are_not_kept() -> None:
    told = in_languages(BOTH, ["mn"])
    read = replace(told, options=(*told.options, Option({"mn": Text("Уул")})))
    assert told_besides(read, BOTH) == read
