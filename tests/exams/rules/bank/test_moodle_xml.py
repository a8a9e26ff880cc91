"""Moodle's question XML read and written, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ortoo.exams.rules.bank.languages import joined, joined_by_code
from ortoo.exams.rules.bank.moodle_xml import read_moodle_xml
from ortoo.exams.rules.bank.moodle_xml_writing import write_moodle_xml
from ortoo.exams.rules.bank.question import (
    Accepted,
    Cell,
    Folding,
    Form,
    Image,
    Kind,
    Level,
    Number,
    Option,
    Question,
    Text,
    Unit,
)
from ortoo.exams.rules.bank.unread import Unread
from ortoo.multilingual.refusals import Refusal

FULL = Decimal(100)


def quiz(*inner: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(inner) + "\n</quiz>").encode()


def question(kind: str, inner: str, text: str = "<text>?</text>") -> str:
    return f'<question type="{kind}"><name><text>Q</text></name><questiontext>{text}</questiontext>{inner}</question>'


def read(kind: str, inner: str, text: str = "<text>?</text>") -> Question:
    reading = read_moodle_xml(quiz(question(kind, inner, text)), "a.xml", "en")
    assert (reading.items, reading.unread) == (1, ())
    return reading.questions[0]


def html(words: str) -> dict[str, Text]:
    return {"en": Text(words)}


def asked(kind: Kind, **fields: object) -> Question:
    return Question(kind=kind, texts=html("?"), names={"en": "Q"}, **fields)  # type: ignore[arg-type]


def test_a_choice_with_all_that_an_export_says() -> None:
    source = quiz(
        "<!-- question: 0 -->",
        '<question type="category"><category><text>$course$/Budget</text></category></question>',
        """<question type="multichoice">
    <name><text>Flag</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Colours? <img src="@@PLUGINFILE@@/flag%201.png"></p>]]></text>
      <file name="flag 1.png" path="/" encoding="base64">iVBORw0KGgo=</file>
    </questiontext>
    <generalfeedback format="moodle_auto_format"><text>See &amp; learn.</text></generalfeedback>
    <defaultgrade>2.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>F-1</idnumber>
    <single>false</single>
    <shuffleanswers>true</shuffleanswers>
    <correctfeedback format="html"><text></text></correctfeedback>
    <shownumcorrect/>
    <answer fraction="50" format="plain_text"><text>red</text><feedback><text>Yes</text></feedback></answer>
    <answer fraction="50" format="markdown"><text>*blue*</text></answer>
    <answer fraction="-100"><text>green</text></answer>
    <tags><tag><text>cell:2/know</text></tag><tag><text>flag</text></tag></tags>
  </question>""",
    )
    reading = read_moodle_xml(source, "a.xml", "en")
    assert (reading.items, reading.unread) == (1, ())
    assert reading.questions == (
        Question(
            kind=Kind.MULTIPLE,
            texts={
                "en": Text(
                    '<p>Colours? <img src="@@PLUGINFILE@@/flag%201.png"></p>',
                    Form.HTML,
                    (Image("flag 1.png", b"\x89PNG\r\n\x1a\n"),),
                )
            },
            names={"en": "Flag"},
            code="F-1",
            cell=Cell("2", Level.KNOW),
            category="$course$/Budget",
            tags=("flag",),
            notes={"general": {"en": Text("See & learn.", Form.MOODLE)}},
            settings={
                "defaultgrade": "2.0000000",
                "penalty": "0.3333333",
                "hidden": "0",
                "shuffleanswers": "true",
                "shownumcorrect": "1",
            },
            options=(
                Option({"en": Text("red", Form.PLAIN)}, html("Yes")),
                Option({"en": Text("*blue*", Form.MARKDOWN)}),
                Option(html("green")),
            ),
            weights={"A": Decimal(50), "B": Decimal(50), "C": Decimal(-100)},
        ),
    )


def test_each_other_kind() -> None:
    answers = '<answer fraction="0"><text>false</text></answer><answer fraction="100"><text>true</text></answer>'
    assert read("truefalse", answers) == asked(Kind.TRUE_FALSE, truth=True)
    pairs = """<subquestion format="html"><text>a</text><answer><text>1</text></answer></subquestion>
      <subquestion><text/><answer><text>3</text></answer></subquestion>
      <subquestion><text>b</text><answer><text>2</text></answer></subquestion>"""
    assert read("matching", pairs) == asked(
        Kind.MATCH, left=(html("a"), html("b")), right=({"en": "1"}, {"en": "2"}, {"en": "3"})
    )
    steps = '<answer fraction="1.0"><text>a</text></answer><answer fraction="2.0" format="html"><text>b</text></answer>'
    assert read("ordering", f"<layouttype>VERTICAL</layouttype>{steps}") == asked(
        Kind.ORDER, sequence=({"en": Text("a", Form.MOODLE)}, html("b")), settings={"layouttype": "VERTICAL"}
    )
    number = """<answer fraction="100"><text>12.5</text><tolerance>0.5</tolerance></answer>
      <answer fraction="0"><text>*</text><feedback><text>No</text></feedback></answer>
      <units><unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit></units>"""
    assert read("numerical", number) == asked(
        Kind.NUMERIC,
        numbers=(Number(Decimal("12.5"), Decimal("0.5")), Number(None, weight=Decimal(0), feedback=html("No"))),
        units=(Unit("m", Decimal(1000)),),
    )
    short = '<usecase>1</usecase><answer fraction="100"><text>here</text></answer>'
    assert read("shortanswer", short) == asked(Kind.SHORT, accepted={"en": (Accepted("here"),)}, folding=Folding())
    essay = "<responsefieldlines>15</responsefieldlines><graderinfo><text>Look</text></graderinfo>"
    assert read("essay", essay) == asked(
        Kind.ESSAY, notes={"markers": html("Look")}, settings={"responsefieldlines": "15"}
    )
    assert read("description", "") == asked(Kind.DESCRIPTION)


@pytest.mark.parametrize(
    ("kind", "inner", "text", "code"),
    [
        ("cloze", "", "<text>{1:SHORTANSWER:=a}</text>", "bank.type_unsupported"),
        ("calculated", "", "<text>?</text>", "bank.type_unsupported"),
        ("essay", "", "<text></text>", "bank.text_empty"),
        ("essay", "", "<text>a<b>c</b></text>", "bank.xml_markup"),
        ("essay", "", "<text>a</text><text>b</text>", "bank.xml_twice"),
        ("essay", "<idnumber>1</idnumber><idnumber>2</idnumber>", "<text>a</text>", "bank.xml_twice"),
        ("essay", '<graderinfo format="wiki"><text>x</text></graderinfo>', "<text>a</text>", "bank.form_unsupported"),
        ("essay", "", '<text>a</text><file name="x" encoding="base64">!</file>', "bank.image_damaged"),
        ("essay", "", '<text>a</text><file name="x" encoding="hex">00</file>', "bank.image_damaged"),
        ("truefalse", '<answer fraction="100"><text>Үнэн</text></answer>', "<text>a</text>", "bank.xml_truth"),
        ("multichoice", '<answer fraction="all"><text>b</text></answer>', "<text>a</text>", "bank.not_a_number"),
        ("multichoice", '<answer fraction="100"><text>b</text></answer>', "<text>a</text>", "bank.option_count"),
        ("numerical", "<answer><text>1</text><fraction>1</fraction></answer>", "<text>a</text>", "bank.xml_old"),
        ("ordering", '<answer fraction="2"/><answer fraction="1"/>', "<text>a</text>", "bank.xml_order"),
        ("ordering", '<answer fraction="1"/>' + '<answer fraction="2"/>' * 2, "<text>a</text>", "bank.xml_order"),
        ("essay", "<tags><tag><text>fold:case</text></tag></tags>", "<text>a</text>", "bank.part_of_other_kind"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_listed(kind: str, inner: str, text: str, code: str) -> None:
    reading = read_moodle_xml(quiz("", question(kind, inner, text)), "a.xml", "en")
    assert [(one.file, one.line, one.item, one.name, one.code) for one in reading.unread] == [
        ("a.xml", 4, 1, "Q", code)
    ]
    assert reading.unread[0].sentence("ko")


def test_parts_that_are_left_out_are_listed() -> None:
    inner = "<hint><text>?</text></hint><hint/><generalfeedback><text>@@PLUGINFILE@@/no.png</text></generalfeedback>"
    category = '<question type="category"><category><text>c</text></category><info><text>All</text></info></question>'
    reading = read_moodle_xml(quiz(category, question("essay", inner)), "a.xml", "en")
    assert len(reading.questions) == reading.items == 1
    assert reading.unread == (
        Unread("a.xml", 3, 0, "", "bank.part_left_out", "info"),
        Unread("a.xml", 4, 1, "Q", "bank.part_left_out", "hint"),
        Unread("a.xml", 4, 1, "Q", "bank.image_missing", "/no.png"),
    )


def test_parts_of_answers_that_are_left_out_are_listed() -> None:
    steps = (
        "<answer><text>a</text><feedback><text>Yes</text></feedback></answer><answer><text>b</text><feedback/></answer>"
    )
    reading = read_moodle_xml(quiz(question("ordering", steps)), "a.xml", "en")
    assert [each["en"].words for each in reading.questions[0].sequence] == ["a", "b"]
    assert reading.unread == (Unread("a.xml", 3, 1, "Q", "bank.part_left_out", "answer/feedback"),)


def test_one_broken_question_does_not_take_the_others_with_it() -> None:
    broken = '<question type="essay"><questiontext><text>R&D</text></questiontext></question>'
    reading = read_moodle_xml(quiz(question("essay", ""), broken, question("essay", "")), "a.xml", "en")
    assert [found.texts for found in reading.questions] == [html("?"), html("?")]
    assert reading.unread == (
        Unread("a.xml", 1, 0, "", "bank.xml_broken", "quiz", {"line": 4}),
        Unread("a.xml", 4, 2, "", "bank.xml_broken", values={"file": "a.xml", "line": 4}),
    )


def test_a_file_cut_off_behind_a_question_is_listed() -> None:
    reading = read_moodle_xml(quiz(question("essay", "")).removesuffix(b"</quiz>"), "a.xml", "en")
    assert len(reading.questions) == reading.items == 1
    assert reading.unread == (Unread("a.xml", 1, 0, "", "bank.xml_broken", "quiz", {"line": 4}),)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><body>Sign in</body></html>", "bank.xml_root"),
        (b"nothing of the kind", "bank.xml_broken"),
        (b"<quiz><questiontext>", "bank.xml_broken"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "bank.xml_entities"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "bank.xml_entities"),
        (b"<a>" * 3000 + b"</a>" * 3000, "bank.xml_broken"),
    ],
)
def test_what_is_no_such_file_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_moodle_xml(content, "a.xml", "en")
    assert refused.value.code == code
    assert refused.value.sentence("mn")


def test_a_dirty_file_in_windows_1251_with_stray_characters() -> None:
    source = quiz(question("essay", "", "<text>Төсөв\x0b яагаад?</text>".replace("Төсөв", "Тосов")))
    dirty = source.decode().replace("UTF-8", "windows-1251").replace("\n", "\r\n").encode("cp1251")
    reading = read_moodle_xml(dirty, "a.xml", "mn")
    assert reading.questions[0].texts == {"mn": Text("Тосов яагаад?")}
    assert reading.unread == (Unread("a.xml", 3, 1, "Q", "bank.control_left_out", "U+000B"),)


def told(words: dict[str, str]) -> dict[str, Text]:
    return {language: Text(each) for language, each in words.items()}


def test_languages_are_kept_together_by_code() -> None:
    three = {"mn": "Яагаад?", "en": "Why?", "ko": "왜?"}
    whole = Question(kind=Kind.ESSAY, texts=told(three), code="E-1")
    files = [read_moodle_xml(write_moodle_xml([whole], language), "a.xml", language).questions for language in three]
    assert joined_by_code(files) == (whole,)


@pytest.mark.parametrize(
    ("one", "two", "code"),
    [
        ({"texts": told({"mn": "a"})}, {"texts": told({"mn": "b"})}, "bank.language_twice"),
        ({"texts": told({"mn": "a"}), "tags": ("x",)}, {"texts": told({"en": "b"})}, "bank.versions_differ"),
    ],
)
def test_versions_that_are_two_questions_are_refused(one: dict, two: dict, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        joined([Question(kind=Kind.ESSAY, code="E", **each) for each in (one, two)])
    assert refused.value.code == code


def test_a_code_twice_in_a_file_is_refused() -> None:
    once = Question(kind=Kind.ESSAY, code="E", texts=html("a"))
    with pytest.raises(Refusal) as refused:
        joined_by_code([[once, once]])
    assert refused.value.code == "bank.code_twice"


def test_a_setting_moodle_has_no_name_for_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        write_moodle_xml([Question(kind=Kind.ESSAY, texts=html("a"), settings={"shuffleanswers": "1"})], "en")
    assert refused.value.code == "bank.setting_unknown"
