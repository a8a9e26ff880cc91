"""What is refused of a question, each by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from ortoo.exams.rules.bank.question import (
    Accepted,
    Cell,
    Folding,
    Image,
    Kind,
    Level,
    Number,
    Option,
    Question,
    Text,
    Unit,
)
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from tests.exams.rules.bank.questions import questions


def told(words: str) -> dict[str, Text]:
    return {"mn": Text(words)}


FULL = Decimal(100)
CHOICE = Question(
    kind=Kind.SINGLE,
    texts=told("Төсвийг хэн батлах вэ?"),
    code="T-1",
    cell=Cell("3", Level.KNOW),
    options=(Option(told("УИХ")), Option(told("Сайд"))),
    weights={"A": FULL},
)
MATCH = Question(kind=Kind.MATCH, texts=told("?"), left=(told("a"), told("b")), right=({"mn": "1"}, {"mn": "2"}))
ORDER = Question(kind=Kind.ORDER, texts=told("?"), sequence=(told("a"), told("b")))
NUMBER = Question(kind=Kind.NUMERIC, texts=told("?"), numbers=(Number(Decimal(5)),))
SHORT = Question(kind=Kind.SHORT, texts=told("?"), accepted={"mn": (Accepted("x"),)}, folding=Folding())
TRUTH = Question(kind=Kind.TRUE_FALSE, texts=told("?"), truth=True)
SOUND = [CHOICE, MATCH, ORDER, NUMBER, SHORT, TRUTH, Question(kind=Kind.ESSAY, texts=told("?"))]


@pytest.mark.parametrize("question", SOUND)
def test_these_are_sound(question: Question) -> None:
    refuse_unsound(question)


@given(questions(languages=("mn", "en", "ko")))
def test_the_random_questions_of_these_tests_are_sound(question: Question) -> None:
    refuse_unsound(question)


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("bank.key_is_no_option", replace(CHOICE, weights={"C": FULL})),
        ("bank.weight", replace(CHOICE, weights={"A": Decimal(101)})),
        ("bank.weight", replace(CHOICE, weights={"A": FULL, "B": Decimal("-100.1")})),
        ("bank.weight", replace(CHOICE, weights={"A": Decimal("NaN")})),
        ("bank.no_right_answer", replace(CHOICE, weights={"A": Decimal(50)})),
        ("bank.all_right", replace(CHOICE, weights={"A": FULL, "B": FULL})),
        ("bank.option_count", replace(CHOICE, options=CHOICE.options[:1])),
        ("bank.option_count", replace(CHOICE, options=tuple(Option(told(str(n))) for n in range(27)))),
        ("bank.option_twice", replace(CHOICE, options=(CHOICE.options[0],) * 2)),
        ("bank.weights_sum", replace(CHOICE, kind=Kind.MULTIPLE, weights={"A": Decimal(50), "B": Decimal(40)})),
        ("bank.part_of_other_kind", replace(CHOICE, truth=True)),
        ("bank.part_of_other_kind", replace(CHOICE, notes={"true": told("x")})),
        ("bank.part_of_other_kind", replace(CHOICE, notes={"hint": told("x")})),
        ("bank.text_empty", replace(CHOICE, texts={})),
        ("bank.text_empty", replace(CHOICE, texts=told(" \n "))),
        ("bank.text_empty", replace(CHOICE, options=(Option(told("")), CHOICE.options[1]))),
        ("bank.text_control", replace(CHOICE, texts=told("a\x00b"))),
        ("bank.text_control", replace(CHOICE, names={"mn": "a\ud800"})),
        ("bank.image_twice", replace(CHOICE, texts={"mn": Text("x", images=(Image("a", b"1"), Image("a", b"2")))})),
        ("bank.language_unknown", replace(CHOICE, names={"ru": "x"})),
        ("bank.language_missing", replace(CHOICE, texts={**CHOICE.texts, "en": Text("Who?")})),
        ("bank.language_missing", replace(CHOICE, notes={"general": {"ko": Text("x")}})),
        ("bank.line", replace(CHOICE, code="a\nb")),
        ("bank.line", replace(CHOICE, category=" x")),
        ("bank.tag", replace(CHOICE, tags=("cell:3",))),
        ("bank.tag_twice", replace(CHOICE, tags=("x", "x"))),
        ("bank.sides_unequal", replace(MATCH, right=MATCH.right[:1])),
        ("bank.sides_unequal", replace(MATCH, left=MATCH.left[:1])),
        ("bank.option_twice", replace(MATCH, left=(told("a"), told("a")))),
        ("bank.option_count", replace(ORDER, sequence=ORDER.sequence[:1])),
        ("bank.option_twice", replace(ORDER, sequence=(told("a"), told("a")))),
        ("bank.tolerance", replace(NUMBER, numbers=(Number(Decimal(5), Decimal("-0.1")),))),
        ("bank.tolerance", replace(NUMBER, numbers=(Number(Decimal("Infinity")),))),
        ("bank.no_right_answer", replace(NUMBER, numbers=())),
        ("bank.unit", replace(NUMBER, units=(Unit("км", Decimal(0)),))),
        ("bank.weight", replace(SHORT, accepted={"mn": (Accepted("x"), Accepted("y", Decimal(-1)))})),
        ("bank.no_right_answer", replace(SHORT, accepted={"mn": (Accepted("x", Decimal(50)),)})),
        ("bank.no_right_answer", replace(SHORT, accepted={})),
        ("bank.answer_twice", replace(SHORT, accepted={"mn": (Accepted("x"), Accepted("x"))})),
        ("bank.folding_unstated", replace(SHORT, folding=None)),
        ("bank.no_right_answer", replace(TRUTH, truth=None)),
    ],
)  # fmt: skip
def test_what_is_refused(code: str, question: Question) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_unsound(question)
    assert refused.value.code == code
    assert all(refused.value.sentence(language) for language in LANGUAGES)


def test_a_sentence_names_the_question_and_the_remedy() -> None:
    with pytest.raises(Refusal) as refused:
        refuse_unsound(replace(CHOICE, weights={"C": FULL}))
    assert refused.value.sentence() == (
        'Question "T-1": the key names "C", and the last option is B. Correct the key, or add the option.'
    )


def test_what_says_nothing_is_not_kept() -> None:
    assert replace(CHOICE, weights={"A": FULL, "B": Decimal(0)}, notes={"general": {}}) == CHOICE
    assert Text(" a\r\nb\rc\n") == Text("a\nb\nc")


def test_a_picture_is_what_it_holds() -> None:
    image = Image("chart.jpg", b"\x89PNG\r\n\x1a\n1234")
    assert image.media_type == "image/png"
    assert image.hash == "c9880aff1980992d9f1969638642174d0cfb59db28ea2336eda8648b0b07d6e9"
    assert Image("a.svg", b"<svg/>").media_type == "image/svg+xml"
    assert Image("a", b"?").media_type == "application/octet-stream"
