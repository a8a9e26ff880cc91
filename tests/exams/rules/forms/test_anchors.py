"""Forms that share items with a form of an earlier sitting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.exams.rules.forms.assembly import assemble
from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Form
from ortoo.multilingual.refusals import LANGUAGES, Refusal

WIDE = Blueprint(2, ("health",), {("health", "know"): 4}, 4, 9, (0.0,), anchors=2)


def bank(shared: int) -> list[BankItem]:
    """Sixteen items; the first of them stood on the reference form and were seen."""
    return [
        BankItem(f"i{at:02d}", "health", "know", 0.3 + at / 40, exposure=2 * (at < shared), anchor=at < shared)
        for at in range(16)
    ]


def test_each_form_shares_as_many_as_asked_and_no_more_are_exposed() -> None:
    found = assemble(bank(6), WIDE, seed="1")
    shared = [sum(code < "i06" for code in form.items) for form in found.forms]
    assert (shared, found.exposure) == ([2, 2], 8)


def test_too_few_to_share_are_refused_with_what_there_is() -> None:
    with pytest.raises(Refusal) as refused:
        assemble(bank(3), WIDE, seed="1")
    assert (refused.value.code, refused.value.values) == ("forms.anchors_short", {"forms": 2, "needed": 4, "found": 3})


def test_only_as_many_can_be_shared_as_a_cell_takes() -> None:
    narrow = replace(WIDE, cells={("health", "know"): 1}, anchors=2)
    with pytest.raises(Refusal) as refused:
        assemble(bank(8), narrow, seed="1")
    assert refused.value.values == {"forms": 2, "needed": 4, "found": 2}


def test_a_form_that_shares_too_few_is_found() -> None:
    forms = [Form(("i00", "i06", "i07", "i08")), Form(("i01", "i02", "i09", "i10"))]
    [broken] = [one for one in check(bank(6), WIDE, (), forms) if one.code == "forms.anchors_few"]
    assert (broken.form, dict(broken.values)) == (1, {"found": 1, "needed": 2})
    assert all("1" in broken.sentence(language) for language in LANGUAGES)
