"""When a formula may be adopted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.adoption import check_components, described, formula_sha256
from ortoo.record.rules.formula import Component, WhenMissing

EXAM = Component("E22", 600, 0, 100_000, WhenMissing.INELIGIBLE, at_least=60_000)
ESSAY = Component("W22", 400, 0, 40_000, WhenMissing.ZERO)


def refused(*components: Component) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refusal) as caught:
        check_components(components)
    return caught.value.code, caught.value.values


def test_weights_that_add_up_to_one_thousand_are_accepted() -> None:
    check_components([EXAM, ESSAY])


def test_what_is_no_formula_is_refused_by_name() -> None:
    assert refused() == ("record.no_components", {})
    assert refused(EXAM, EXAM) == ("record.sitting_twice", {"sitting": "E22"})
    assert refused(EXAM) == ("record.weights_off", {"total": "60", "difference": "40"})
    assert refused(EXAM, replace(ESSAY, weight=500)) == ("record.weights_off", {"total": "110", "difference": "10"})
    assert refused(EXAM, replace(ESSAY, weight=0)) == ("record.weight_range", {"sitting": "W22", "weight": "0"})
    assert refused(EXAM, replace(ESSAY, at_least=40_001)) == ("record.least_off_scale", {"sitting": "W22"})


def test_a_version_is_named_by_all_that_decides() -> None:
    def name(version: int = 1, components: tuple[Component, ...] = (EXAM, ESSAY)) -> str:
        return formula_sha256(described(code="F", version=version, legal_basis="Order 1", components=components))

    assert name() == name()
    others = [name(2), name(components=(ESSAY, EXAM)), name(components=(EXAM, replace(ESSAY, at_least=1)))]
    assert len({name(), *others}) == 4
