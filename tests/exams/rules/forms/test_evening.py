"""Exchanges bring forms nearer and change nothing else."""

from __future__ import annotations

from itertools import islice

import pytest

from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.evening import evened
from ortoo.exams.rules.forms.measures import spreads
from ortoo.exams.rules.forms.random_forms import drawn_forms
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Form
from tests.exams.rules.forms.banks import NATIONAL, national_bank

ONE_CELL = Blueprint(2, ("health",), {("health", "know"): 2}, 0.1, 0.1, ())


def bank_of(*facilities: float) -> dict[str, BankItem]:
    return {f"i{place}": BankItem(f"i{place}", "health", "know", share) for place, share in enumerate(facilities)}


def test_one_exchange_by_hand() -> None:
    """0.9 + 0.8 against 0.2 + 0.1: the best exchange leaves 1.0 on both sides."""
    bank = bank_of(0.9, 0.8, 0.2, 0.1)
    found = evened((Form(("i0", "i1")), Form(("i2", "i3"))), bank, ONE_CELL, ())
    assert {frozenset(form.items) for form in found} == {frozenset({"i0", "i3"}), frozenset({"i1", "i2"})}


def test_enemies_are_not_brought_together() -> None:
    """Neither scored ones nor one that is tried out: without i0 + i3 and with t beside i2, nothing may move."""
    bank = bank_of(0.9, 0.8, 0.2, 0.1)
    forms = (Form(("i0", "i1"), ("t",)), Form(("i2", "i3")))
    enemies = [frozenset({"i0", "i3"}), frozenset({"i1", "i2"})]
    beside = [*enemies, frozenset({"i2", "t"}), frozenset({"i3", "t"})]
    assert evened(forms, bank, ONE_CELL, beside) == forms
    assert evened(forms, bank, ONE_CELL, enemies) != forms


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_even_drawn_forms_come_within_the_limits(seed: str) -> None:
    items, enemies = national_bank(3)
    bank = {item.code: item for item in items}
    drawn = next(islice(drawn_forms(items, NATIONAL, enemies, seed=seed), 1))
    found = evened(drawn, bank, NATIONAL, enemies)
    assert {code for form in found for code in form.items} == {code for form in drawn for code in form.items}
    assert spreads(found, bank, NATIONAL).expected < spreads(drawn, bank, NATIONAL).expected
    assert not {"forms.enemies_together", "forms.cell_count"} & {
        violation.code for violation in check(items, NATIONAL, enemies, found)
    }
