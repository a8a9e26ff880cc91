"""Forms drawn by chance keep the blueprint and nothing else."""

from __future__ import annotations

from itertools import islice

import pytest

from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.random_forms import compare, drawn_forms
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Form
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.forms.banks import NATIONAL, national_bank

PAIR = Blueprint(2, ("health",), {("health", "know"): 1}, 0.0, 0.0, (0.0,))
TWO = [BankItem("a", "health", "know", 0.2, 1.0, 0.0), BankItem("b", "health", "know", 0.7, 2.0, 0.0)]


def test_drawn_forms_break_spreads_alone() -> None:
    items, enemies = national_bank(2)
    drawn = list(islice(drawn_forms(items, NATIONAL, enemies, seed="x"), 3))
    for forms in drawn:
        codes = {violation.code for violation in check(items, NATIONAL, enemies, forms)}
        assert codes <= {"forms.expected_apart", "forms.information_apart"}
    assert len(set(drawn)) == 3
    assert drawn == list(islice(drawn_forms(items, NATIONAL, enemies, seed="x"), 3))


def test_the_comparison_by_hand() -> None:
    """Both divisions of two items are 0.5 items and 4 to 1 in information apart."""
    found = compare((Form(("a",)), Form(("b",))), TWO, PAIR, seed="x", drawings=5)
    assert found.ours == found.drawn
    assert [found.ours.expected, *found.ours.information] == pytest.approx([0.5, 3.0])
    assert found.times == (1.0, 1.0)


def test_drawing_in_vain_is_said() -> None:
    forms = Blueprint(1, ("health",), {("health", "know"): 2}, 0.0, 0.0, (0.0,))
    with pytest.raises(Refusal) as refused:
        next(drawn_forms(TWO, forms, [frozenset({"a", "b"})], seed="x"))
    assert refused.value.code == "forms.drawing_in_vain"
