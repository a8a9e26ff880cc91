"""What is written comes back the same, in every language; whatever is given, nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ortoo.exams.rules.bank.gift import read_gift
from ortoo.exams.rules.bank.gift_writing import write_gift
from ortoo.exams.rules.bank.languages import joined
from ortoo.exams.rules.bank.moodle_xml import read_moodle_xml
from ortoo.exams.rules.bank.moodle_xml_writing import write_moodle_xml
from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.exams.rules.bank.unread import Reading
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.bank.questions import PIECES, questions

THREE = ("mn", "en", "ko")
SLOWLY = settings(deadline=None, suppress_health_check=list(HealthCheck))


def whole(reading: Reading) -> int:
    """Blocks that ended as a question or as unread; each is listed in all three languages."""
    assert all(one.sentence(language) for one in reading.unread for language in THREE)
    return len(reading.questions) + sum(not one.part for one in reading.unread)


def refused(call: Callable[..., object], *given_: object) -> Refusal | None:
    try:
        call(*given_)
    except Refusal as refusal:
        return refusal
    return None


@SLOWLY
@given(st.lists(questions(), max_size=3))
def test_moodle_xml_gives_back_what_was_written(given_: list[Question]) -> None:
    reading = read_moodle_xml(write_moodle_xml(given_, "mn"), "bank.xml", "mn")
    assert reading.questions == tuple(given_)
    assert reading.items == len(given_)
    assert {one.code for one in reading.unread} <= {"bank.image_missing"}


@SLOWLY
@given(st.lists(questions(moodle=False), max_size=3))
def test_gift_gives_back_what_was_written_and_refuses_the_rest_with_a_sentence(given_: list[Question]) -> None:
    held = []
    for question in given_:
        refuse_unsound(question)
        refusal = refused(write_gift, [question], "mn")
        if refusal is None:
            held.append(question)
        else:
            assert (refusal.code, refusal.values["part"]) == ("bank.gift_cannot_hold", "->")
    reading = read_gift(write_gift(held, "mn"), "bank.txt", "mn")
    assert (reading.questions, reading.unread, reading.items) == (tuple(held), (), len(held))


@SLOWLY
@given(questions(languages=THREE))
def test_three_files_are_one_question_in_three_languages(question: Question) -> None:
    read = [read_moodle_xml(write_moodle_xml([question], of), "bank.xml", of).questions[0] for of in THREE]
    assert joined(read) == question


@SLOWLY
@given(
    st.lists(st.sampled_from([*PIECES, "{=a ~b}", "{T}", "{#1:2}", "{}", "\n\n", "::n::"]), max_size=30).map("".join)
)
def test_every_block_of_gift_is_a_question_or_unread(text: str) -> None:
    reading = read_gift(text.encode(), "any.txt", "mn")
    assert whole(reading) == reading.items
    assert [one.item for one in reading.unread] == sorted(one.item for one in reading.unread)


@SLOWLY
@given(st.lists(questions(), min_size=1, max_size=2), st.data())
def test_every_question_of_broken_xml_is_a_question_or_unread(given_: list[Question], data: st.DataObject) -> None:
    text = write_moodle_xml(given_, "mn").decode()
    start = data.draw(st.integers(text.index("<question"), len(text) - 1))
    end = data.draw(st.integers(start, min(start + 20, len(text))))
    broken = text[:start] + data.draw(st.sampled_from(["", "<", "&", "\x0b", "</b>", "]]>"])) + text[end:]
    if "<question" not in broken:
        return
    refusal = refused(read_moodle_xml, broken.encode(), "broken.xml", "mn")
    if refusal:
        assert refusal.code in ("bank.xml_root", "bank.xml_broken")
        return
    reading = read_moodle_xml(broken.encode(), "broken.xml", "mn")
    assert whole(reading) == reading.items
    real = re.findall(r'<question type="(?!category)', broken)
    assert reading.items >= len(real)
