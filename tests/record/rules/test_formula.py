"""The record, worked by hand and as promises that hold for any marks."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ortoo.record.rules.formula import Component, Outcome, Part, WhenMissing, compute, half_up

ZERO, INELIGIBLE = WhenMissing.ZERO, WhenMissing.INELIGIBLE

EXAM = Component("E22", 500, 0, 100_000, INELIGIBLE, at_least=60_000)
ESSAY = Component("W22", 300, 0, 40_000, ZERO)
SECOND_YEAR = Component("E23", 200, 20_000, 80_000, INELIGIBLE)
FORMULA = (EXAM, ESSAY, SECOND_YEAR)


def test_three_sittings_on_three_scales_worked_by_hand() -> None:
    # 77.5 of 100            ->  77.5   x 0.5 = 38.75
    # 31.125 of 40           ->  77.8125 x 0.3 = 23.34375 -> shown 23.344
    # 61 on a scale 20 to 80 ->  68.333… x 0.2 = 13.666…  -> shown 13.667
    # together 75.760416…    ->  75.760, one thousandth less than the shown parts add up to
    assert compute(FORMULA, {"E22": 77_500, "W22": 31_125, "E23": 61_000}) == Outcome(
        merit=75_760,
        parts=(
            Part("E22", 77_500, 77_500, 77_500, 38_750),
            Part("W22", 31_125, 31_125, 77_813, 23_344),
            Part("E23", 61_000, 61_000, 68_333, 13_667),
        ),
    )


def test_the_line_of_rounding_makes_the_shown_parts_add_up() -> None:
    outcome = compute(FORMULA, {"E22": 77_500, "W22": 31_125, "E23": 61_000})
    assert outcome.rounding == -1
    assert outcome.merit == sum(part.points for part in outcome.parts) + outcome.rounding


def test_a_half_thousandth_is_rounded_up() -> None:
    half = (Component("A", 500, 0, 100_000, ZERO), Component("B", 500, 0, 100_000, ZERO))
    assert compute(half, {"A": 70_001}).merit == 35_001  # 35.0005
    assert [half_up(*pair) for pair in ((1, 2), (3, 2), (-1, 2), (-3, 2), (7, 7))] == [1, 2, 0, -1, 1]


def test_a_missing_mark_counts_as_zero_where_the_formula_says_so() -> None:
    outcome = compute(FORMULA, {"E22": 80_000, "E23": 80_000})
    assert (outcome.merit, outcome.eligible) == (60_000, True)
    assert outcome.parts[1] == Part("W22", None, 0, 0, 0)


def test_a_missing_mark_makes_ineligible_where_the_formula_says_so_and_there_is_no_merit() -> None:
    outcome = compute(FORMULA, {"E22": 80_000, "W22": 40_000})
    assert (outcome.merit, outcome.reason, outcome.sitting) == (None, "record.missing", "E23")
    assert outcome.parts[2] == Part("E23", None, None, 0, 0)


def test_below_the_least_mark_there_is_a_merit_but_no_eligibility() -> None:
    outcome = compute(FORMULA, {"E22": 59_999, "W22": 40_000, "E23": 80_000})
    assert (outcome.merit, outcome.reason, outcome.sitting) == (80_000, "record.below_least", "E22")
    assert compute(FORMULA, {"E22": 60_000, "W22": 40_000, "E23": 80_000}).eligible


def test_the_first_reason_stands_and_a_later_missing_mark_still_takes_the_merit() -> None:
    outcome = compute(FORMULA, {"E22": 10_000})
    assert (outcome.merit, outcome.reason, outcome.sitting) == (None, "record.below_least", "E22")


def test_no_mark_at_all() -> None:
    outcome = compute((ESSAY,), {})
    assert (outcome.merit, outcome.parts, outcome.eligible) == (0, (Part("W22", None, 0, 0, 0),), True)


@st.composite
def formulas(draw: st.DrawFn) -> tuple[Component, ...]:
    cuts = sorted(draw(st.sets(st.integers(1, 999), max_size=3)))
    weights = [end - start for start, end in zip([0, *cuts], [*cuts, 1000], strict=True)]
    made = []
    for place, weight in enumerate(weights):
        low = draw(st.integers(-5_000, 50_000))
        high = low + draw(st.integers(1, 200_000))
        at_least = draw(st.none() | st.integers(low, high))
        made.append(Component(f"S{place}", weight, low, high, draw(st.sampled_from(WhenMissing)), at_least))
    return tuple(made)


@st.composite
def formulas_and_marks(draw: st.DrawFn) -> tuple[tuple[Component, ...], dict[str, int]]:
    components = draw(formulas())
    given_marks = {c.sitting: draw(st.none() | st.integers(c.low, c.high)) for c in components}
    return components, {sitting: mark for sitting, mark in given_marks.items() if mark is not None}


def by_hand(components: tuple[Component, ...], marks: dict[str, int]) -> Fraction:
    """The same sum as one would write it down, in fractions of a thousandth."""
    total = Fraction(0)
    for c in components:
        if c.sitting in marks:
            total += Fraction(marks[c.sitting] - c.low, c.high - c.low) * 100 * 1000 * Fraction(c.weight, 1000)
    return total


@given(formulas_and_marks())
def test_the_merit_is_the_exact_sum_rounded_once(case: tuple[tuple[Component, ...], dict[str, int]]) -> None:
    components, marks = case
    merit = compute(components, marks).merit
    if merit is not None:
        exact = by_hand(components, marks)
        assert -Fraction(1, 2) < exact - merit < Fraction(1, 2) or exact - merit == -Fraction(1, 2)
        assert 0 <= merit <= 100_000


@given(formulas_and_marks(), st.data())
def test_a_higher_mark_never_lowers_the_record(
    case: tuple[tuple[Component, ...], dict[str, int]], data: st.DataObject
) -> None:
    components, marks = case
    raised = data.draw(st.sampled_from(components))
    low = marks.get(raised.sitting, raised.low)
    after = compute(components, {**marks, raised.sitting: data.draw(st.integers(low, raised.high))})
    before = compute(components, marks)
    if before.merit is not None:
        assert after.merit is not None
        assert after.merit >= before.merit
    if before.eligible and raised.sitting in marks:
        assert after.eligible


@given(formulas_and_marks())
def test_parts_and_rounding_add_up(case: tuple[tuple[Component, ...], dict[str, int]]) -> None:
    outcome = compute(*case)
    if outcome.merit is not None:
        assert sum(part.points for part in outcome.parts) + outcome.rounding == outcome.merit
        assert abs(outcome.rounding) <= len(outcome.parts)
