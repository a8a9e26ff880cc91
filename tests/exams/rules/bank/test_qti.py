"""QTI 2.1 read where it maps, by hand."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest

from ortoo.exams.rules.bank.qti import read_qti
from ortoo.exams.rules.bank.question import Accepted, Folding, Image, Kind, Number, Option, Question, Text
from ortoo.exams.rules.bank.unread import Unread
from ortoo.multilingual.refusals import Refusal

FULL = Decimal(100)
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAP = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response.xml"/>'


def item(declared: str, body: str, processing: str = MATCH, code: str = "q1") -> str:
    return (
        f'<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{code}" '
        f'title="One" adaptive="false" timeDependent="false">'
        f'<responseDeclaration identifier="RESPONSE" {declared}</responseDeclaration>'
        f"<itemBody>{body}</itemBody>{processing}</assessmentItem>"
    )


def right(*values: str) -> str:
    return f"<correctResponse>{''.join(f'<value>{value}</value>' for value in values)}</correctResponse>"


def mapping(**values: str) -> str:
    entries = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in values.items())
    return f'<mapping defaultValue="0">{entries}</mapping>'


CHOICES = '<simpleChoice identifier="a">one</simpleChoice><simpleChoice identifier="b"><b>two</b></simpleChoice>'
CHOICE = f'<p>Which?</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1">{CHOICES}</choiceInteraction>'
SINGLE = 'cardinality="single" baseType="identifier">'
MULTIPLE = 'cardinality="multiple" baseType="identifier">'
OPTIONS = (Option({"en": Text("one")}), Option({"en": Text("<b>two</b>")}))
INLINE = (
    '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
    '<correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
    "</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"
)


def asked(kind: Kind, text: str, **fields: object) -> Question:
    return Question(kind=kind, texts={"en": Text(text)}, names={"en": "One"}, code="q1", **fields)  # type: ignore[arg-type]


PAIRS = (
    '<matchInteraction responseIdentifier="RESPONSE"><prompt>Match.</prompt><simpleMatchSet>'
    '<simpleAssociableChoice identifier="x">X</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="y">Y</simpleAssociableChoice></simpleMatchSet><simpleMatchSet>'
    '<simpleAssociableChoice identifier="1">I</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="2">II</simpleAssociableChoice>'
    '<simpleAssociableChoice identifier="3">III</simpleAssociableChoice></simpleMatchSet></matchInteraction>'
)
ENTRY = '<p>It is <textEntryInteraction responseIdentifier="RESPONSE"/>, yes.</p>'
GAPPED = "<p>It is _____, yes.</p>"


@pytest.mark.parametrize(
    ("source", "question"),
    [
        (item(SINGLE + right("b"), CHOICE), asked(Kind.SINGLE, "<p>Which?</p>", options=OPTIONS, weights={"B": FULL})),
        (
            item(SINGLE + right("b"), CHOICE, INLINE),
            asked(Kind.SINGLE, "<p>Which?</p>", options=OPTIONS, weights={"B": FULL}),
        ),
        (
            item(MULTIPLE + mapping(a="2", b="-1"), CHOICE, MAP),
            asked(Kind.MULTIPLE, "<p>Which?</p>", options=OPTIONS, weights={"A": FULL, "B": Decimal(-50)}),
        ),
        (
            item(
                'cardinality="ordered" baseType="identifier">' + right("b", "a"),
                f'<orderInteraction responseIdentifier="RESPONSE"><prompt>Order.</prompt>{CHOICES}</orderInteraction>',
            ),
            asked(Kind.ORDER, "Order.", sequence=({"en": Text("<b>two</b>")}, {"en": Text("one")})),
        ),
        (
            item('cardinality="multiple" baseType="directedPair">' + right("x 2", "y 1"), PAIRS),
            asked(
                Kind.MATCH,
                "Match.",
                left=({"en": Text("X")}, {"en": Text("Y")}),
                right=({"en": "II"}, {"en": "I"}, {"en": "III"}),
            ),
        ),
        (
            item('cardinality="single" baseType="string">' + right("5 * 5"), ENTRY),
            asked(Kind.SHORT, GAPPED, accepted={"en": (Accepted("5 \\* 5"),)}, folding=Folding()),
        ),
        (
            item('cardinality="single" baseType="float">' + mapping(**{"2.5": "1", "2": "0.5"}), ENTRY, MAP),
            asked(Kind.NUMERIC, GAPPED, numbers=(Number(Decimal("2.5")), Number(Decimal(2), weight=Decimal(50)))),
        ),
        (
            item(
                'cardinality="single" baseType="string">',
                '<extendedTextInteraction responseIdentifier="R"/><p>a &lt; b</p>',
            ),
            asked(Kind.ESSAY, "<p>a &lt; b</p>"),
        ),
    ],
)
def test_each_kind(source: str, question: Question) -> None:
    reading = read_qti(source.encode(), "q.xml", "en")
    assert (reading.items, reading.questions, reading.unread) == (1, (question,), ())


def test_all_or_nothing_becomes_shares_and_says_so() -> None:
    reading = read_qti(item(MULTIPLE + right("a"), CHOICE).encode(), "q.xml", "en")
    assert reading.questions[0].weights == {"A": FULL, "B": -FULL}
    assert reading.unread == (Unread("q.xml", 1, 1, "q1", "bank.qti_shares", "responseProcessing"),)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<assessmentTest/>", "bank.type_unsupported"),
        (item(SINGLE, "<p>only text</p>"), "bank.type_unsupported"),
        (item(SINGLE, CHOICE + CHOICE), "bank.type_unsupported"),
        (item(SINGLE + right("a"), CHOICE).replace('adaptive="false"', 'adaptive="true"'), "bank.type_unsupported"),
        (item(SINGLE, '<hotspotInteraction responseIdentifier="RESPONSE"/>'), "bank.type_unsupported"),
        (item(SINGLE + right("c"), CHOICE), "bank.key_is_no_option"),
        (item(SINGLE, CHOICE), "bank.no_right_answer"),
        (item(SINGLE + right("a"), CHOICE, "<responseProcessing><sum/></responseProcessing>"), "bank.qti_scoring"),
        (item(SINGLE + right("a"), CHOICE.replace("RESPONSE", "OTHER")), "bank.qti_response"),
        (item(SINGLE + mapping(a="x"), CHOICE, MAP), "bank.not_a_number"),
        (item('cardinality="multiple" baseType="directedPair">' + right("x 2"), PAIRS), "bank.qti_scoring"),
        (item('cardinality="multiple" baseType="directedPair">' + right("x 9", "y 1"), PAIRS), "bank.qti_response"),
        ("<assessmentItem>", "bank.xml_broken"),
    ],
)
def test_what_does_not_map_is_listed(source: str, code: str) -> None:
    reading = read_qti(source.encode(), "q.xml", "en")
    assert (reading.items, [one.code for one in reading.unread]) == (1, [code])
    assert reading.unread[0].sentence("ko")


def package(members: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_package_with_pictures() -> None:
    body = '<p><img src="../media/a%20b.png" alt="A"/><img src="no.png"/></p><extendedTextInteraction/>'
    reading = read_qti(
        package(
            {
                "imsmanifest.xml": "<manifest/>",
                "items/one.xml": item(SINGLE, body + "<rubricBlock view='scorer'>Key</rubricBlock>"),
                "media/a b.png": b"\x89PNG\r\n\x1a\n",
                "test.xml": "<assessmentTest/>",
            }
        ),
        "p.zip",
        "en",
    )
    text = '<p><img src="@@PLUGINFILE@@/media/a%20b.png" alt="A"><img src="no.png"></p>'
    image = Image("a b.png", b"\x89PNG\r\n\x1a\n", "/media/")
    assert reading.questions == (
        Question(kind=Kind.ESSAY, texts={"en": Text(text, images=(image,))}, names={"en": "One"}, code="q1"),
    )
    assert reading.unread == (
        Unread("p.zip/items/one.xml", 1, 1, "q1", "bank.part_left_out", "rubricBlock"),
        Unread("p.zip/items/one.xml", 1, 1, "q1", "bank.image_missing", "no.png"),
        Unread("p.zip/test.xml", 1, 2, "", "bank.type_unsupported", values={"type": "assessmentTest"}),
    )


def test_a_damaged_package_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read_qti(b"PK\x03\x04 and nothing more", "p.zip", "en")
    assert refused.value.code == "spreadsheets.damaged"
