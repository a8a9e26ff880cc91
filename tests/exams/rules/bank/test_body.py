"""What the bank keeps of a question is the question."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from ortoo.exams.rules.bank.body import body_of, hash_of
from ortoo.exams.rules.bank.body_reading import question_in
from ortoo.exams.rules.bank.question import Cell, Image, Kind, Level, Number, Option, Question, Text
from tests.exams.rules.bank.questions import questions

PLAIN = Question(
    Kind.SINGLE,
    {"mn": Text("Нийслэл?"), "en": Text("The capital?")},
    code="Q1",
    cell=Cell("3", Level.KNOW),
    options=(Option({"mn": Text("Хот"), "en": Text("City")}), Option({"mn": Text("Тал"), "en": Text("Steppe")})),
    weights={"A": Decimal(100)},
)


def test_a_small_question_in_full() -> None:
    assert json.loads(body_of(PLAIN)) == {
        "kind": "single",
        "code": "Q1",
        "cell": {"goal": "3", "level": "know"},
        "texts": {"mn": {"words": "Нийслэл?", "form": "html"}, "en": {"words": "The capital?", "form": "html"}},
        "options": [
            {"texts": {"mn": {"words": "Хот", "form": "html"}, "en": {"words": "City", "form": "html"}}},
            {"texts": {"mn": {"words": "Тал", "form": "html"}, "en": {"words": "Steppe", "form": "html"}}},
        ],
        "weights": {"A": "100"},
    }


@given(questions(languages=("mn", "en", "ko")))
def test_what_is_kept_is_the_question(question: Question) -> None:
    assert question_in(body_of(question)) == question
    assert body_of(question_in(body_of(question))) == body_of(question)


def test_neither_the_order_of_languages_nor_zeros_make_another_body() -> None:
    turned = replace(PLAIN, texts=dict(reversed(list(PLAIN.texts.items()))), weights={"A": Decimal("100.00")})
    assert body_of(turned) == body_of(PLAIN)
    nought = Question(Kind.NUMERIC, {"mn": Text("?")}, numbers=(Number(Decimal("-0")),))
    assert body_of(nought) == body_of(replace(nought, numbers=(Number(Decimal("0.0")),)))


def test_a_file_shown_twice_is_kept_once() -> None:
    shown = Text("@@PLUGINFILE@@/a.png", images=(Image("a.png", b"\x89PNG\r\n\x1a\n"),))
    question = Question(Kind.ESSAY, {"mn": shown, "en": shown})
    assert list(json.loads(body_of(question))["files"].values()) == ["iVBORw0KGgo="]
    assert question_in(body_of(question)) == question


def test_a_changed_letter_changes_the_hash() -> None:
    assert hash_of(body_of(PLAIN)) != hash_of(body_of(replace(PLAIN, code="Q2")))
