"""GIFT read and written, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ortoo.exams.rules.bank.gift import read_gift
from ortoo.exams.rules.bank.gift_writing import write_gift
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


def moodle(words: str) -> dict[str, Text]:
    return {"en": Text(words, Form.MOODLE)}


def read(source: str) -> Question:
    reading = read_gift(source.encode(), "a.txt", "en")
    assert (reading.items, reading.unread) == (1, ())
    return reading.questions[0]


def unread(source: str) -> list[tuple[int, int, str, str]]:
    reading = read_gift(source.encode(), "a.txt", "en")
    assert reading.items == len(reading.questions) + sum(not one.part for one in reading.unread)
    return [(one.line, one.item, one.name, one.code) for one in reading.unread]


def test_a_whole_file() -> None:
    source = """// A bank of examples
$CATEGORY: budget/basics

// [id:B-1] [tag:cell:4/apply] [tag:year\\] 2026]
::Who adopts::[html]Who adopts the <b>budget</b>?{
    =the Parliament#Yes.
    ~a minister # [plain]No.
    ~%25%a committee
    ####See the law.
}

Choose the colours of the flag{~%50%red ~%50%blue ~%-100%green}

$CATEGORY: budget/figures
::Share::How many per cent?{#=%100%12.5:0.5#Right =%50%10..15 ~#Look again}
"""
    reading = read_gift(source.encode(), "budget.txt", "en")
    assert reading.unread == ()
    assert reading.questions == (
        Question(
            kind=Kind.SINGLE,
            texts={"en": Text("Who adopts the <b>budget</b>?")},
            names={"en": "Who adopts"},
            code="B-1",
            cell=Cell("4", Level.APPLY),
            category="budget/basics",
            tags=("year] 2026",),
            notes={"general": {"en": Text("See the law.")}},
            options=(
                Option({"en": Text("the Parliament")}, {"en": Text("Yes.")}),
                Option({"en": Text("a minister")}, {"en": Text("No.", Form.PLAIN)}),
                Option({"en": Text("a committee")}),
            ),
            weights={"A": FULL, "C": Decimal(25)},
        ),
        Question(
            kind=Kind.MULTIPLE,
            texts=moodle("Choose the colours of the flag"),
            category="budget/basics",
            options=(Option(moodle("red")), Option(moodle("blue")), Option(moodle("green"))),
            weights={"A": Decimal(50), "B": Decimal(50), "C": Decimal(-100)},
        ),
        Question(
            kind=Kind.NUMERIC,
            texts=moodle("How many per cent?"),
            names={"en": "Share"},
            category="budget/figures",
            numbers=(
                Number(Decimal("12.5"), Decimal("0.5"), FULL, moodle("Right")),
                Number(Decimal("12.5"), Decimal("2.5"), Decimal(50)),
                Number(None, Decimal(0), Decimal(0), moodle("Look again")),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("source", "truth", "notes"),
    [
        ("It is so.{T}", True, {}),
        ("It is so.{TRUE#wrong}", True, {"false": moodle("wrong")}),
        ("It is so.{F#wrong#right}", False, {"true": moodle("wrong"), "false": moodle("right")}),
        ("It is so.{FALSE##right####gen}", False, {"false": moodle("right"), "general": moodle("gen")}),
    ],
)
def test_true_false(source: str, truth: bool, notes: dict[str, dict[str, Text]]) -> None:
    assert read(source) == Question(kind=Kind.TRUE_FALSE, texts=moodle("It is so."), truth=truth, notes=notes)


def test_a_match_with_an_answer_that_belongs_to_nothing() -> None:
    assert read("Match.{=Mongolia -> Ulaanbaatar = -> Busan =Korea->Seoul}") == Question(
        kind=Kind.MATCH,
        texts=moodle("Match."),
        left=(moodle("Mongolia"), moodle("Korea")),
        right=({"en": "Ulaanbaatar"}, {"en": "Seoul"}, {"en": "Busan"}),
    )


NEAR = Accepted("*there", Decimal(50), Text("near", Form.MOODLE))


@pytest.mark.parametrize(
    ("source", "answers", "folding"),
    [
        ("Where?{=here =%50%*there#near}", (Accepted("here"), NEAR), Folding(case=True)),
        ("Where?{here}", (Accepted("here"),), Folding(case=True)),
        ("// [tag:fold:none]\nWhere?{=a\\=b\\#c}", (Accepted("a=b#c"),), Folding()),
        ("// [tag:fold:case+spaces]\nWhere?{=[plain][x}", (Accepted("[x"),), Folding(case=True, spaces=True)),
    ],
)  # fmt: skip
def test_short_answers(source: str, answers: tuple[Accepted, ...], folding: Folding) -> None:
    question = Question(kind=Kind.SHORT, texts=moodle("Where?"), accepted={"en": answers}, folding=folding)
    assert read(source) == question


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("Year?{#1822:5}", Number(Decimal(1822), Decimal(5))),
        ("Year?{#-1.5..2}", Number(Decimal("0.25"), Decimal("1.75"))),
        ("Year?{#6.02e2}", Number(Decimal(602))),
        ("Year?{#=1822}", Number(Decimal(1822))),
    ],
)
def test_numbers(source: str, number: Number) -> None:
    assert read(source) == Question(kind=Kind.NUMERIC, texts=moodle("Year?"), numbers=(number,))


def test_other_kinds_and_a_word_missing_in_the_middle() -> None:
    assert read("Why?{####Look at the law.}") == Question(
        kind=Kind.ESSAY, texts=moodle("Why?"), notes={"general": moodle("Look at the law.")}
    )
    assert read("::Note::Read\nthis.") == Question(
        kind=Kind.DESCRIPTION, texts=moodle("Read\nthis."), names={"en": "Note"}
    )
    found = read("Grant is {~buried =entombed} in the tomb.")
    assert (found.kind, found.texts) == (Kind.SINGLE, moodle("Grant is _____ in the tomb."))


def test_escapes_stand_for_themselves() -> None:
    found = read("::a\\:\\:b::if \\{x \\= \\~y\\} \\\\ and\\nmore \\t{=\\=1 ~\\#2}")
    assert (found.names, found.texts["en"].words) == ({"en": "a::b"}, "if {x = ~y} \\ and\nmore \\t")
    assert [option.texts["en"].words for option in found.options] == ["=1", "#2"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Let {x} be one {=1}", "bank.gift_braces"),
        ("No end {=1 ~2", "bank.gift_braces"),
        ("Turned } round {", "bank.gift_braces"),
        ("{=a ~b}", "bank.text_empty"),
        ('Look {=<img src="a.png"> ~none}', "bank.gift_unescaped"),
        ("True?{true}", "bank.gift_truth"),
        ("One{~a ~b}", "bank.weights_sum"),
        ("One{=a ~}", "bank.text_empty"),
        ("One{a =b ~c}", "bank.gift_before_first"),
        ("One{=%50%a ~b}", "bank.gift_weight"),
        ("One{~%33,3%a ~%66,7%b}", "bank.gift_weight"),
        ("One{~%300%a ~b}", "bank.weight"),
        ("Pairs{=a->1 =b}", "bank.gift_match"),
        ("Pairs{=a->1}", "bank.sides_unequal"),
        ("Number{#3,5}", "bank.not_a_number"),
        ("Number{#5..3}", "bank.tolerance"),
        ("Number{#}", "bank.no_right_answer"),
        ("Order{>3 EXACT ALL\na\nb}", "bank.type_unsupported"),
        ("// [tag:cell:somewhere]\nOne{T}", "bank.tag"),
    ],
)
def test_what_can_be_read_in_two_ways_is_listed(source: str, code: str) -> None:
    reading = read_gift(source.encode(), "a.txt", "en")
    assert [one.code for one in reading.unread] == [code]
    assert reading.unread[0].sentence("mn")


def test_a_list_names_file_line_item_and_name() -> None:
    source = "::Good::x{T}\r\n\r\n// note\r\n::Bad::{x} y{T}\r\n\r\n::Odd::a\x0bb{T}"
    reading = read_gift(source.encode(), "dir/a.txt", "en")
    assert [question.label for question in reading.questions] == ["Good", "Odd"]
    assert reading.unread == (
        Unread("dir/a.txt", 4, 2, "Bad", "bank.gift_braces"),
        Unread("dir/a.txt", 6, 3, "Odd", "bank.control_left_out", "U+000B"),
    )


def test_an_empty_line_within_braces_parts_nothing() -> None:
    assert [option.texts["en"].words for option in read("One{\n=a\n\n~b\n}").options] == ["a", "b"]
    assert unread("One{=a\n\nTwo{T}") == [(1, 1, "One{=a", "bank.gift_braces")]


def test_a_category_needs_no_empty_line_and_may_end() -> None:
    reading = read_gift(b"$CATEGORY: a/b\nx{T}\n\n$CATEGORY:\n\ny{F}", "a.txt", "en")
    assert [question.category for question in reading.questions] == ["a/b", ""]


CHOICE = Question(
    kind=Kind.SINGLE,
    texts=moodle("//a:b\nc"),
    code="x]",
    options=(Option({"en": Text("%50%", Form.MOODLE)}), Option({"en": Text("b", Form.HTML)}, moodle("no"))),
    weights={"A": FULL},
)


def test_how_a_question_is_written() -> None:
    assert write_gift([CHOICE], "en").decode() == (
        "// [id:x\\]]\n[moodle]//a\\:b\\nc{\n\t=[moodle]%50%\n\t~[html]b#no\n}\n"
    )


SHORT = Question(kind=Kind.SHORT, texts=moodle("?"), accepted={"en": (Accepted("a->b"),)}, folding=Folding())


@pytest.mark.parametrize(
    ("question", "part"),
    [
        (Question(kind=Kind.ORDER, texts=moodle("?"), sequence=(moodle("a"), moodle("b"))), "order"),
        (Question(kind=Kind.ESSAY, texts=moodle("?"), settings={"penalty": "0.1"}), "settings"),
        (Question(kind=Kind.ESSAY, texts=moodle("?"), notes={"markers": moodle("x")}), "markers"),
        (Question(kind=Kind.DESCRIPTION, texts=moodle("?"), notes={"general": moodle("x")}), "general"),
        (Question(kind=Kind.ESSAY, texts={"en": Text("?", images=(Image("a.png", b""),))}), "images"),
        (Question(kind=Kind.NUMERIC, texts=moodle("?"), numbers=(Number(Decimal(1)),), units=(Unit("m"),)), "units"),
        (Question(kind=Kind.ESSAY, texts=moodle("?"), tags=("<b>",)), "<b>"),
        (Question(kind=Kind.ESSAY, texts=moodle("?"), code="a\\"), "a\\"),
        (SHORT, "->"),
    ],
)
def test_what_gift_cannot_hold_is_refused_by_name(question: Question, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        write_gift([question], "en")
    assert (refused.value.code, refused.value.values["part"]) == ("bank.gift_cannot_hold", part)


def test_a_question_not_told_in_the_language_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        write_gift([CHOICE], "ko")
    assert refused.value.code == "bank.language_missing"
