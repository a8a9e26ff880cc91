"""Moodle's report of responses: columns in several languages, options folded back, everything else named."""

from __future__ import annotations

import pytest

from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.scoring.platform import Reader, Responses, responses_of, segmented
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.read import read_table
from tests.exams.rules.scoring.questions import ESSAY, MATCH, MULTIPLE, NUMERIC, ORDER, SHORT, SINGLE, TRUE_FALSE

FORM = [SINGLE, MULTIPLE, TRUE_FALSE, MATCH, ORDER, NUMERIC, SHORT, ESSAY]
PRINTED = [(), (), (), (3, 2, 1, 0), (3, 2, 1, 0), (), (), ()]

ENGLISH = "Last name,First name,ID number,Institution,Status,Grade/10.00," + ",".join(
    f"Response {place},Right answer {place}" for place in range(1, 9)
)
ANSWERS = [
    "Сонголт 1", "Сонголт 2; Сонголт 0", "False", "нэг -> сондгой; гурав -> сондгой", "г; а; в; б", '"1,5 m"',
    "Улаанбаатар", "Эсээ",
]  # fmt: skip


def read(header: str, *rows: str) -> Responses:
    content = "\n".join([header, *rows]).encode()
    return responses_of(read_table(content, "quiz.csv"), "A", "mn", FORM, PRINTED)


def row(number: str, answers: list[str]) -> str:
    return f"Bat,Bold,{number},Centre 1,Finished,7.50," + ",".join(f"{answer},x" for answer in answers)


def test_responses_are_folded_back_to_letters() -> None:
    found = read(ENGLISH, row("N1", ANSWERS), row("N2", ["-"] * 8))
    assert found.problems == ()
    one, two = found.rows
    assert [one[str(place)] for place in range(1, 9)] == [
        "B", "AC", "F", "B - B", "ADBC", "1,5 m", "Улаанбаатар", "Эсээ",
    ]  # fmt: skip
    assert (one["number"], one["form"], one["centre"], one["language"]) == ("N1", "A", "Centre 1", "mn")
    assert [two[str(place)] for place in range(1, 9)] == [""] * 8
    assert found.left_out == (
        "Last name", "First name", "Status", "Grade/10.00", *(f"Right answer {place}" for place in range(1, 9)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("number", "word"),
    [("ID дугаар", "Хариулт"), ("학번", "응답"), ("Индивидуальный номер", "Ответ"), ("Email address", "Response")],
)
def test_columns_in_several_languages(number: str, word: str) -> None:
    header = f"{number}," + ",".join(f"{word} {place}" for place in range(1, 9))
    found = read(header, "N1," + ",".join(ANSWERS))
    assert [one["number"] for one in found.rows] == ["N1"]
    assert found.rows[0]["centre"] == "online"


def test_what_cannot_be_mapped_is_named_by_row_and_column() -> None:
    strange = ["Сонголт 9", "Сонголт 0; ?", "Perhaps", "нэг -> x", "а; б", "1", "a", ""]
    found = read(ENGLISH, row("N1", ANSWERS), row("N2", strange))
    assert len(found.rows) == 1
    assert [(one.row, one.column, one.value) for one in found.problems] == [
        (3, "Response 1", "Сонголт 9"),
        (3, "Response 2", "Сонголт 0; ?"),
        (3, "Response 3", "Perhaps"),
        (3, "Response 4", "нэг -> x"),
        (3, "Response 5", "а; б"),
    ]
    assert all(one.sentence(language) for one in found.problems for language in ("en", "mn", "ko"))


def test_a_quiz_that_asked_something_else_is_named() -> None:
    header = "ID number," + ",".join(f"Question {place},Response {place}" for place in range(1, 9))
    told = [text.words for question in FORM for text in question.texts.values()]
    answered = ",".join(f"{words}: …,-" for words in told)
    assert read(header, f"N1,{answered}").problems == ()
    [problem] = read(header, f"N1,{answered.replace('Бич', 'Уншаад бич')}").problems
    assert (problem.code, problem.column) == ("scoring.platform_question", "Response 8")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Last name,Response 1", "scoring.platform_nobody"),
        ("ID number,Response 1", "scoring.platform_places"),
        (ENGLISH + ",Response 9", "scoring.platform_places"),
    ],
)
def test_a_file_of_other_columns_is_refused(header: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(header, "N1,a")
    assert refused.value.code == code
    assert refused.value.sentence("mn")


def test_an_option_may_hold_the_sign_that_parts_them() -> None:
    assert segmented(["a", "b", "c"], {"a; b": 1, "c": 2, "a": 3}) == ["a; b", "c"]
    assert segmented(["a", "x"], {"a": 1}) is None


def test_things_in_order_are_known_by_their_first_letters() -> None:
    question: Question = ORDER
    assert Reader(question, (3, 2, 1, 0)).read("а; б; в; г") == "DCBA"
