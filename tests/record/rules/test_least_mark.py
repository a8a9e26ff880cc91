"""From a record back to one mark: at the step it turns, and not before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ortoo.record.rules.formula import Component, WhenMissing, compute
from ortoo.record.rules.least_mark import least_mark, rounding

EXAM = Component("E1", 600, 0, 100_000, WhenMissing.INELIGIBLE, at_least=60_000)
ESSAY = Component("E2", 400, 10_000, 50_000, WhenMissing.ZERO)


def test_what_is_missing_is_reckoned_by_weight_and_scale() -> None:
    """80 x .6 + 75 x .4 = 78. A point of the exam is .6 of the record; one of the essay, on its scale of 40, is 1."""
    marks = {"E1": 80_000, "E2": 40_000}
    assert compute([EXAM, ESSAY], marks).merit == 78_000
    assert least_mark([EXAM, ESSAY], marks, "E1", 81_000) == 85_000
    assert least_mark([EXAM, ESSAY], marks, "E2", 81_000) == 43_000
    assert least_mark([EXAM, ESSAY], marks, "E2", 90_000) is None


def test_the_least_mark_that_a_formula_asks_for_is_a_floor() -> None:
    assert least_mark([EXAM, ESSAY], {"E1": 80_000, "E2": 40_000}, "E1", 0) == 60_000
    assert least_mark([EXAM, ESSAY], {"E2": 40_000}, "E2", 0) is None, "without the other exam no record"


@given(st.integers(0, 100_000), st.integers(10_000, 50_000), st.integers(0, 100_000))
def test_with_it_enough_and_with_one_thousandth_less_not(exam: int, essay: int, merit: int) -> None:
    marks = {"E1": exam, "E2": essay}
    for sitting, low, high in (("E1", 0, 100_000), ("E2", 10_000, 50_000)):
        least = least_mark([EXAM, ESSAY], marks, sitting, merit)
        enough = [reaches({**marks, sitting: mark}, merit) for mark in (low, *neighbours(least, low), high)]
        assert enough == sorted(enough)
        assert enough[-1] is (least is not None)


def neighbours(least: int | None, low: int) -> list[int]:
    return [] if least is None else [max(least - 1, low), least]


def reaches(marks: dict[str, int], merit: int) -> bool:
    outcome = compute([EXAM, ESSAY], marks)
    return outcome.eligible and outcome.merit is not None and outcome.merit >= merit


def test_rounding_is_what_it_was_and_of_marks_half_a_thousandth() -> None:
    """The essay is worth one point for each of its own: half a thousandth more at most, and so of the exam 0.3."""
    whole, broken = {"E1": 80_000, "E2": 40_000}, {"E1": 80_001, "E2": 40_000}
    assert rounding([EXAM, ESSAY], whole, []) == 0
    assert rounding([EXAM, ESSAY], broken, []) == 1
    assert rounding([EXAM, ESSAY], whole, ["E1", "E2"]) == 1
    assert rounding([EXAM, ESSAY], broken, ["E1", "E2"]) == 2
