"""The order of print: the same on every paper of a form, another on another form, nobody's choice."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.bank.question import Kind, Option, Question, Text
from ortoo.exams.rules.forms.kept import blueprint_read, blueprint_text, decimal
from ortoo.exams.rules.forms.printed import key_text, placed, printed_right, printed_text
from ortoo.exams.rules.forms.printing import mixed, printed_order
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Form
from tests.exams.rules.forms.banks import NATIONAL


def test_things_are_printed_by_the_hash_of_form_item_and_place() -> None:
    hashes = [sha256(f"A|q1|{place}".encode()).hexdigest() for place in range(4)]
    assert [hashes[place] for place in printed_order("A", "q1", 4)] == sorted(hashes)
    assert printed_order("A", "q1", 0) == ()


@given(st.text(), st.integers(0, 30))
def test_every_thing_is_printed_once(item: str, size: int) -> None:
    assert sorted(printed_order("B", item, size)) == list(range(size))


def test_items_that_are_tried_out_stand_among_those_of_their_goal_and_level() -> None:
    bank = {
        code: BankItem(code, goal, level, None if code[0] == "t" else 0.5, pretest=code[0] == "t")
        for code, goal, level in [
            ("a", "2", "know"), ("b", "1", "judge"), ("c", "1", "know"), ("d", "1", "know"), ("t", "1", "know"),
        ]
    }  # fmt: skip
    blueprint = Blueprint(1, ("1", "2"), {("2", "know"): 1, ("1", "judge"): 1, ("1", "know"): 2}, 1, 1, (0.0,))
    found = [mixed(Form(("a", "b", "c", "d"), ("t",)), bank, blueprint, seed) for seed in "12345678"]
    assert {order[3:] for order in found} == {("b", "a")}
    assert {frozenset(order[:3]) for order in found} == {frozenset("cdt")}
    assert {order.index("t") for order in found} == {0, 1, 2}


def test_a_blueprint_comes_back_from_its_text() -> None:
    assert blueprint_read(blueprint_text(NATIONAL)) == NATIONAL
    assert '"information_spread":"0.03"' in blueprint_text(NATIONAL)
    assert [decimal(value) for value in (1.0, -1.5, 1e-7, 0.0)] == ["1", "-1.5", "0.0000001", "0"]


def one(words: str) -> dict[str, Text]:
    return {language: Text(f"{words} {language}") for language in ("mn", "en")}


JOINED = Question(
    Kind.MATCH, one("Join"), code="q1", left=(one("a"), one("b")),
    right=({"mn": "1", "en": "1"}, {"mn": "2", "en": "2"}, {"mn": "3", "en": "3"}),
)  # fmt: skip


def test_what_is_printed_says_nothing_of_the_key() -> None:
    order = printed_right("A", JOINED)
    assert f'"right":["{order[0] + 1}","{order[1] + 1}","{order[2] + 1}"]' in printed_text("A", JOINED, "en")
    assert key_text(JOINED) == '{"kind":"match","right":[{"en":"1","mn":"1"},{"en":"2","mn":"2"}]}'


def test_a_language_in_which_it_is_not_told_is_left_out() -> None:
    found = placed("A", JOINED, 2, scored=False)
    assert (found.item, found.version, set(found.texts), found.scored) == ("q1", 2, {"mn", "en"}, False)


@pytest.mark.parametrize("right", ["A", "B"])
def test_another_key_is_another_text(right: str) -> None:
    options = (Option(one("x")), Option(one("y")))
    question = Question(Kind.SINGLE, one("?"), code="q", options=options, weights={right: Decimal(100)})
    assert key_text(question) == f'{{"kind":"single","weights":{{"{right}":"100"}}}}'
