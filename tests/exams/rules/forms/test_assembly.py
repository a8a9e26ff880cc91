"""Assembling forms: a national bank, small ones against every division there is, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortoo.exams.rules.forms.assembly import assemble
from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.random_forms import compare
from ortoo.exams.rules.forms.values import BankItem, Blueprint
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.forms.banks import NATIONAL, every_pair_of_forms, national_bank

SMALL = Blueprint(2, ("health",), {("health", "know"): 2}, 0.1, 0.1, (0.0,))


def item(code: str, facility: float | None, exposure: int = 0, **more: bool) -> BankItem:
    return BankItem(code, "health", "know", facility, exposure=exposure, **more)


FOUR = [item("a", 0.2), item("b", 0.4), item("c", 0.6), item("d", 0.8)]


def refused(items: list[BankItem], blueprint: Blueprint = SMALL, enemies: Sequence[frozenset[str]] = ()) -> Refusal:
    with pytest.raises(Refusal) as found:
        assemble(items, blueprint, enemies, seed="1")
    found.value.sentence("ko")
    return found.value


def test_four_items_make_one_pair_of_even_forms() -> None:
    """0.2 + 0.8 = 0.4 + 0.6 = 1; every other division is 0.4 items or more apart. Without parameters an item has the
    slope 1 and, at 0.2, the difficulty ln 4 x sqrt(1 + pi / 8) = 1.636; its information at 0 is 0.136,
    as at 0.8; at 0.4 and 0.6 it is 0.236."""
    wide = replace(SMALL, information_spread=0.8)
    found = assemble(FOUR, wide, seed="1")
    assert sorted(sorted(form.items) for form in found.forms) == [["a", "d"], ["b", "c"]]
    assert found.expected == pytest.approx((1.0, 1.0))
    assert sorted(row[0] for row in found.information) == pytest.approx([2 * 0.136, 2 * 0.236], abs=1e-3)
    assert (found.exposure, found.least, found.estimated) == (0, True, (0, 0))


def test_the_least_exposed_are_taken_where_they_can_be_divided() -> None:
    seen = [item("e", 0.5, exposure=1), item("f", 0.5, exposure=1)]
    found = assemble([*FOUR, *seen], replace(SMALL, information_spread=1.0), seed="1")
    assert (found.exposure, found.least) == (0, True)
    more = [item("g", 0.5, exposure=2), item("h", 0.5, exposure=5)]
    narrow = assemble([*FOUR, *seen, *more], SMALL, seed="1")
    assert {code for form in narrow.forms for code in form.items} == {"b", "c", "e", "f"}
    assert (narrow.exposure, narrow.least) == (2, True)


def test_a_national_bank_gives_four_forms_at_least_eight_times_nearer_than_chance() -> None:
    items, enemies = national_bank(1)
    found = assemble(items, NATIONAL, enemies, seed="2026")
    assert check(items, NATIONAL, enemies, found.forms) == ()
    assert found.least
    assert sum(found.estimated) > 0
    beside = compare(found.forms, items, NATIONAL, enemies, seed="by chance", drawings=41)
    assert beside.ours == found.spreads
    assert min(beside.times) >= 8
    assert assemble(list(reversed(items)), NATIONAL, enemies, seed="2026") == found


def test_items_tried_out_stand_apart_and_beside_no_enemy() -> None:
    tried_out = [item("t1", None, pretest=True), item("t2", None, pretest=True)]
    blueprint = replace(SMALL, information_spread=0.9, pretest=1)
    enemies = (frozenset({"a", "t1"}),)
    found = assemble([*FOUR, *tried_out], blueprint, enemies, seed="1")
    beside = {form.pretest: set(form.items) for form in found.forms}
    assert set(beside) == {("t1",), ("t2",)}
    assert "a" in beside["t2",]


def test_what_lacks_is_named_by_cell() -> None:
    blueprint = replace(SMALL, cells={("health", "know"): 3, ("health", "judge"): 1})
    found = refused(FOUR, blueprint)
    assert (found.code, found.values["lacking"]) == ("forms.cells_short", "health × know: 2; health × judge: 2")
    assert refused(FOUR, replace(SMALL, pretest=2)).values == {"forms": 2, "needed": 4, "found": 0}


def test_enemies_to_blame_are_named_and_no_others() -> None:
    blamed = (frozenset({"a", "b"}), frozenset({"a", "c"}), frozenset({"a", "d"}))
    wide = replace(SMALL, expected_spread=2.0, information_spread=9.0)
    found = refused(FOUR, wide, (frozenset({"b"}), *blamed))
    assert found.code == "forms.enemies_forbid"
    assert found.values["enemies"] == "a, b; a, c; a, d"


def test_forms_that_cannot_be_so_near_are_refused() -> None:
    assert refused(FOUR).code == "forms.spreads_impossible"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "b"}, "forms.item_twice"),
        ({"goal": "sport"}, "forms.cell_unknown"),
        ({"level": "guess"}, "forms.cell_unknown"),
        ({"facility": None}, "forms.facility_missing"),
        ({"facility": 1.0}, "forms.facility_off"),
        ({"facility": float("nan")}, "forms.facility_off"),
        ({"difficulty": 0.3}, "forms.parameter_missing"),
        ({"difficulty": 0.3, "discrimination": -1.0}, "forms.discrimination_off"),
        ({"difficulty": float("inf"), "discrimination": 1.0}, "forms.difficulty_off"),
        ({"exposure": -1}, "forms.exposure_off"),
    ],
)
def test_items_that_make_no_sense_are_refused(change: dict[str, Any], code: str) -> None:
    assert refused([replace(FOUR[0], **change), *FOUR[1:]]).code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"forms": 0}, "forms.blueprint_off"),
        ({"cells": {}}, "forms.blueprint_off"),
        ({"cells": {("health", "know"): -1}}, "forms.blueprint_off"),
        ({"expected_spread": float("nan")}, "forms.blueprint_off"),
        ({"slope": 0.0}, "forms.blueprint_off"),
        ({"cells": {("sport", "know"): 1}}, "forms.blueprint_cell_unknown"),
    ],
)
def test_blueprints_that_make_no_sense_are_refused(change: dict[str, Any], code: str) -> None:
    assert refused(FOUR, replace(SMALL, **change)).code == code


def test_an_unknown_enemy_is_refused() -> None:
    assert refused(FOUR, SMALL, (frozenset({"a", "z"}),)).values == {"item": "z"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(2, 18), st.integers(0, 3)), min_size=4, max_size=7),
    st.sets(st.frozensets(st.integers(0, 3), min_size=2, max_size=2), max_size=2),
)
def test_no_forms_have_less_exposure_and_none_are_overlooked(
    drawn: list[tuple[int, int]], hostile: set[frozenset[int]]
) -> None:
    """Against every pair of forms there is. Twentieths lie clear of the limits, which rounding may not decide."""
    items = [item(f"i{place}", share / 20, exposure) for place, (share, exposure) in enumerate(drawn)]
    enemies = [frozenset(f"i{place}" for place in group) for group in sorted(hostile, key=sorted)]
    blueprint = replace(SMALL, expected_spread=0.12, information_spread=0.201)
    bank = {one.code: one for one in items}
    possible = [
        sum(bank[code].exposure for form in pair for code in form.items)
        for pair in every_pair_of_forms(items, blueprint, enemies)
    ]
    if possible:
        found = assemble(items, blueprint, enemies, seed="1")
        assert (found.exposure, found.least) == (min(possible), True)
    else:
        assert refused(items, blueprint, enemies).code in ("forms.spreads_impossible", "forms.enemies_forbid")
