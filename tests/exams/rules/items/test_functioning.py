"""Differential functioning: a published table, a planted fault, and what cannot be said."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given

from ortoo.exams.rules.items.functioning import Comparison, functioning, mantel_haenszel
from ortoo.exams.rules.items.responses import Responses
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.items.answers import cells_of, invented, of_cells, of_rows, seeds

ADMISSIONS = np.array([
    [512, 313, 89, 19],
    [353, 207, 17, 8],
    [120, 205, 202, 391],
    [138, 279, 131, 244],
    [53, 138, 94, 299],
    [22, 351, 24, 317],
])  # fmt: skip
"""Berkeley 1973, six departments: men admitted and rejected, women admitted and rejected (Bickel, Hammel and O'Connell,
Sex bias in graduate admissions, Science 1975; the data set UCBAdmissions of R)."""


def test_as_r_has_it() -> None:
    """R's mantelhaen.test(UCBAdmissions): 1.4269, p = 0.2323, odds 0.9046968, 95 % from 0.7719074 to 1.0603298."""
    found = mantel_haenszel(ADMISSIONS)
    assert found.odds == pytest.approx(0.9046968, abs=5e-8)
    assert found.chi_square == pytest.approx(1.4269, abs=5e-5)
    assert found.p_value == pytest.approx(0.2323, abs=5e-5)
    assert found.se == pytest.approx(log(1.0603298 / 0.7719074) / (2 * 1.959964), abs=1e-6)
    assert found.delta == pytest.approx(-2.35 * log(0.9046968), abs=1e-6)


def test_one_total_by_hand() -> None:
    """30 of 40 against 20 of 40: odds 3; expected 25, variance 40 x 40 x 50 x 30 / (80^2 x 79)."""
    found = mantel_haenszel(np.array([[30, 10, 20, 20]]))
    assert found.odds == pytest.approx(3)
    assert found.chi_square == pytest.approx(4.5**2 / (40 * 40 * 50 * 30 / (80**2 * 79)))
    assert found.se == pytest.approx((1 / 30 + 1 / 10 + 1 / 20 + 1 / 20) ** 0.5)


@pytest.mark.parametrize(
    ("odds", "chi_square", "se", "grade"),
    [
        (1.0, 0.0, 0.1, "A"),
        (1.5, 12.0, 0.1, "A"),  # delta -0.95
        (1.7, 3.0, 0.3, "A"),  # delta -1.25, not beyond chance
        (1.7, 20.0, 0.1, "B"),
        (2.5, 40.0, 0.1, "C"),  # delta -2.15, by 1.15 beyond 1: 4.9 errors
        (0.4, 40.0, 0.1, "C"),
        (2.5, 6.0, 0.4, "B"),  # by 1.15 beyond 1: 1.2 errors
    ],
)
def test_grades(odds: float, chi_square: float, se: float, grade: str) -> None:
    assert Comparison(odds, chi_square, 0.01, se).grade == grade


def group(seed: int, harder: float) -> Responses:
    """1,500 persons, ten items of which the fifth is harder by so much."""
    chance = np.random.default_rng(seed)
    difficulties = np.linspace(-1.2, 1.2, 10) + harder * (np.arange(10) == 4)
    ability = chance.normal(size=1500)
    solved = chance.random((1500, 10)) < 1 / (1 + np.exp(-1.2 * (ability[:, None] - difficulties)))
    return of_cells([tuple(map(int, row)) for row in solved])


def test_a_planted_fault_is_found_in_its_group_alone() -> None:
    found = functioning({"mn": group(1, 0.0), "kk": group(2, 1.0), "tv": group(3, 0.0)}, "mn")
    assert list(found) == ["kk", "tv"]
    assert [comparison.grade for comparison in found["kk"]].index("C") == 4
    assert [comparison.grade for comparison in found["kk"]].count("C") == 1
    assert {comparison.grade for comparison in found["tv"]} == {"A"}
    assert found["kk"][4].delta is not None
    assert found["kk"][4].delta < -1.5


def test_nothing_is_said_where_no_total_has_both_groups() -> None:
    found = functioning({"a": of_rows("110", "101"), "b": of_rows("100", "010")}, "a")
    assert found == {"b": (Comparison(None, None, None, None),) * 3}
    assert found["b"][0].delta is None
    assert found["b"][0].grade is None


@given(seeds())
def test_a_group_held_against_itself_does_not_differ(seed: int) -> None:
    own = invented(seed, persons=60, missing=0.1)
    for comparison in functioning({"a": own, "b": of_cells(cells_of(own)[::-1])}, "a")["b"]:
        assert comparison.odds in (None, pytest.approx(1))
        assert comparison.chi_square in (None, pytest.approx(0, abs=1e-9))


@given(seeds())
def test_groups_exchanged_turn_the_sign(seed: int) -> None:
    groups = {"a": invented(seed, persons=60), "b": invented(seed + 1, persons=50)}
    there, back = functioning(groups, "a")["b"], functioning(groups, "b")["a"]
    for one, other in zip(there, back, strict=True):
        assert (one.delta is None) == (other.delta is None)
        if one.delta is not None and other.delta is not None:
            assert one.delta == pytest.approx(-other.delta)
            assert [one.chi_square, one.se] == pytest.approx([other.chi_square, other.se])


@pytest.mark.parametrize(
    ("groups", "code", "values"),
    [
        ({"b": of_rows("10", "01")}, "no_such_group", {"group": "a", "groups": "b"}),
        ({"a": of_rows("10"), "b": of_rows("101")}, "other_items", {"group": "b", "reference": "a"}),
    ],
)
def test_refusals(groups: dict[str, Responses], code: str, values: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        functioning(groups, "a")
    assert (refused.value.code, refused.value.values) == (f"items.{code}", values)
