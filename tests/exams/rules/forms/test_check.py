"""The checker of forms: one promise broken at a time."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

from ortoo.exams.rules.forms import check as checker
from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Form

ITEMS = [
    BankItem("a", "health", "know", 0.5, 1.0, 0.0),
    BankItem("b", "health", "know", 0.5, 1.0, 0.0),
    BankItem("c", "health", "apply", 0.25, 2.0, 0.0),
    BankItem("d", "health", "apply", 0.75, 2.0, 0.0),
    BankItem("e", "health", "apply", 0.75, 1.0, 0.0),
    BankItem("t", "health", "know", None, pretest=True),
]
BLUEPRINT = Blueprint(2, ("health",), {("health", "know"): 1, ("health", "apply"): 1}, 0.5, 0.0, (0.0,))
KEPT = (Form(("a", "c")), Form(("b", "d")))


def codes(*forms: Form, blueprint: Blueprint = BLUEPRINT, enemies: tuple[frozenset[str], ...] = ()) -> list[str]:
    found = check(ITEMS, blueprint, enemies, forms)
    assert all(violation.sentence(language) for violation in found for language in ("mn", "en", "ko"))
    return [violation.code for violation in found]


def test_forms_that_keep_everything_have_nothing_against_them() -> None:
    assert codes(*KEPT) == []


def test_each_promise_broken_alone_is_found_alone() -> None:
    wide = replace(BLUEPRINT, expected_spread=2.0, information_spread=9.0)
    assert codes(*KEPT[:1]) == ["forms.number_of_forms"]
    assert codes(KEPT[0], Form(("b", "c")), blueprint=wide) == ["forms.used_twice"]
    assert codes(Form(("a", "z")), KEPT[1]) == ["forms.item_unknown"]
    assert codes(KEPT[0], Form(("b",)), blueprint=wide) == ["forms.cell_count"]
    assert codes(*KEPT, enemies=(frozenset({"b", "d", "e"}),)) == ["forms.enemies_together"]
    assert codes(*KEPT, blueprint=replace(BLUEPRINT, expected_spread=0.49)) == ["forms.expected_apart"]
    assert codes(KEPT[0], Form(("b", "e")), blueprint=wide) == []
    assert codes(Form(("a", "t")), KEPT[1]) == ["forms.not_scored"]
    assert codes(Form(("a", "c"), ("t",)), KEPT[1]) == ["forms.pretest_count"]
    assert codes(Form(("a", "c"), ("e",)), KEPT[1], blueprint=replace(BLUEPRINT, pretest=1))[0] == "forms.not_tried_out"


def test_information_by_hand() -> None:
    """At 0, items of difficulty 0 have a²/4: 0.25 + 1 against 0.25 + 0.25, which is 150 % more."""
    found = check(ITEMS, BLUEPRINT, (), (KEPT[0], Form(("b", "e"))))
    assert [violation.sentence() for violation in found] == [
        "At ability 0.0 the information of the forms differs by 150.0 %; at most 0.0 % are allowed. Assemble them anew."
    ]


def test_an_item_twice_in_one_form_is_found() -> None:
    wide = replace(BLUEPRINT, expected_spread=2.0, information_spread=9.0)
    found = check(ITEMS, wide, (), (Form(("a", "a")), KEPT[1]))
    assert (found[0].code, found[0].form, dict(found[0].values)) == ("forms.used_twice", 1, {"item": "a", "first": 1})


def test_the_checker_knows_nothing_of_the_solver() -> None:
    tree = ast.parse(Path(checker.__file__).read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in imported if name and "forms" in name} == {"ortoo.exams.rules.forms.values"}
