"""What a plan may state, and how near forms came to one another as it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.exams.rules.equating.equate import METHODS, WITH_ANCHOR
from ortoo.exams.rules.forms.measures import Spreads
from ortoo.exams.rules.forms.nearness import Nearness, nearness_read, nearness_text
from ortoo.exams.rules.forms.stating import least_anchors, stated
from ortoo.exams.rules.forms.values import EQUATED, RAW, Blueprint
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.forms.banks import NATIONAL


def code_of(blueprint: Blueprint, decides: str, method: str, *, reference: bool = False, essay_gap: int = 250) -> str:
    """The refusal, or nothing."""
    try:
        stated(blueprint, decides, method, reference=reference, essay_gap=essay_gap)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_one_in_five_is_shared_rounded_up() -> None:
    assert least_anchors(NATIONAL) == 9
    assert [least_anchors(replace(NATIONAL, cells={("goal-1", "know"): size})) for size in (1, 5, 6)] == [1, 1, 2]


def test_a_reference_form_brings_its_anchors_into_the_blueprint() -> None:
    assert stated(NATIONAL, EQUATED, "tucker", reference=True, essay_gap=0) == replace(NATIONAL, anchors=9)
    more = replace(NATIONAL, anchors=11)
    assert stated(more, EQUATED, "levine", reference=True, essay_gap=1000) == more
    assert stated(NATIONAL, RAW, "", reference=False, essay_gap=250) == NATIONAL


@pytest.mark.parametrize("method", METHODS)
def test_each_method_asks_for_what_it_uses(method: str) -> None:
    anchored = method in WITH_ANCHOR
    assert code_of(NATIONAL, EQUATED, method, reference=anchored) == ""
    other = "forms.reference_missing" if anchored else "forms.reference_unused"
    assert code_of(NATIONAL, EQUATED, method, reference=not anchored) == other
    assert code_of(NATIONAL, RAW, method, reference=anchored) == "forms.method_for_raw"


def test_anchors_without_a_form_to_share_with_are_refused() -> None:
    assert code_of(replace(NATIONAL, anchors=3), RAW, "") == "forms.reference_unused"
    assert code_of(NATIONAL, RAW, "", reference=True) == "forms.reference_unused"


@pytest.mark.parametrize("drawn", [None, Spreads(2.3, (0.1, 0.2))])
def test_nearness_comes_back_from_its_text(drawn: Spreads | None) -> None:
    found = Nearness(
        (4.6, 4.5), ((1.25, 1.5), (1.0, 1.75)), (8, 7), Spreads(0.1, (0.25, 0.166667)), drawn, 12, True, False
    )  # fmt: skip
    assert nearness_read(nearness_text(found)) == found


def test_kept_figures_have_six_decimals() -> None:
    found = Nearness((1 / 3,), ((2 / 3,),), (0,), Spreads(0.0, (1 / 7,)), None, 0, True, True)
    assert nearness_read(nearness_text(found)).expected == (0.333333,)
    assert nearness_read(nearness_text(found)).spreads == Spreads(0.0, (0.142857,))
