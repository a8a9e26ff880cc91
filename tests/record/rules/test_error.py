"""The error of a record: by hand, by promise, and by simulation that intervals cover what they say they cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.equating.equate import equate
from ortoo.exams.rules.equating.scores import gather
from ortoo.exams.rules.mark_error import MarkError, own_error
from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.error import (
    RecordError,
    error_if_known,
    interval,
    of_difference,
    record_error,
    reliability_of,
)  # fmt: skip
from ortoo.record.rules.formula import Component, WhenMissing

ZERO, INELIGIBLE = WhenMissing.ZERO, WhenMissing.INELIGIBLE
EXAM = Component("E22", 500, 0, 100_000, INELIGIBLE)
ESSAY = Component("W22", 300, 0, 40_000, ZERO)
SECOND_YEAR = Component("E23", 200, 20_000, 80_000, INELIGIBLE)
INFINITE = float("inf")
FORMULA = (EXAM, ESSAY, SECOND_YEAR)
MARKS = {"E22": 77_500, "W22": 31_125, "E23": 61_000}
ERRORS = {
    "E22": MarkError(own_error(12_000, 0.91), 600, "B on A"),
    "W22": MarkError(own_error(8_000, 0.75)),
    "E23": MarkError(2_400, 900, "2023 on 2022"),
}


def test_three_sittings_worked_by_hand() -> None:
    # E22: 12 x sqrt(0.09) = 3.6 points, of which half counts: 1.8. Its table: 0.6 / 2 = 0.3.
    # W22: 8 x sqrt(0.25) = 4 of 40 points: 10 of 100, of which 30 % counts: 3.
    # E23: 2.4 of 60 points: 4 of 100, of which a fifth counts: 0.8. Its table: 0.9 of 60 = 1.5, a fifth: 0.3.
    # Own: sqrt(3.24 + 9 + 0.64) = 3.5889; all: sqrt(12.88 + 0.09 + 0.09) = 3.6139.
    found = record_error(FORMULA, MARKS, ERRORS)
    assert found.own == pytest.approx(12.88**0.5 * 1000)
    assert found.shared == pytest.approx({"B on A": 300, "2023 on 2022": 300})
    assert found.total == pytest.approx(13.06**0.5 * 1000)
    # 1.96 x 3.6139 = 7.0830 to each side of 75.760.
    assert interval(75_760, found) == (68_676, 82_844)


def test_two_marks_through_one_table_err_the_same_way() -> None:
    one_table = {"E22": MarkError(0, 600, "T"), "W22": MarkError(0), "E23": MarkError(0, 900, "T")}
    assert record_error(FORMULA, MARKS, one_table).shared == pytest.approx({"T": 600})
    assert record_error(FORMULA, MARKS, one_table).total == pytest.approx(600)


def test_a_missing_mark_that_counts_as_zero_has_no_error() -> None:
    without = {sitting: mark for sitting, mark in MARKS.items() if sitting != "W22"}
    assert record_error(FORMULA, without, ERRORS).own == pytest.approx((3.24 + 0.64) ** 0.5 * 1000)


def test_without_a_record_or_with_a_mark_of_unknown_error_it_is_unknown() -> None:
    assert error_if_known(FORMULA, MARKS, ERRORS) == record_error(FORMULA, MARKS, ERRORS)
    assert error_if_known(FORMULA, MARKS, {name: one for name, one in ERRORS.items() if name != "W22"}) is None
    without = {sitting: mark for sitting, mark in MARKS.items() if sitting != "E22"}
    assert error_if_known(FORMULA, without, ERRORS) is None
    assert error_if_known([ESSAY], {}, ERRORS) is None


def test_what_two_share_does_not_set_them_apart() -> None:
    one = RecordError(3_000, {"A": 2_000, "B": 500})
    other = RecordError(4_000, {"A": 2_000, "C": 1_200})
    assert of_difference(one, other) == pytest.approx((9 + 16 + 0.25 + 1.44) ** 0.5 * 1000)


def test_reliability_of_records() -> None:
    # Errors of 3 and 4: 12.5 on average, squared; of a variance of 100 that leaves 87.5 %.
    assert reliability_of([RecordError(3), RecordError(4, {"A": 9})], 10) == pytest.approx(0.875)
    assert reliability_of([RecordError(30)], 10) == 0


def test_intervals_stay_on_the_scale() -> None:
    assert interval(99_000, RecordError(3_000)) == (93_120, 100_000)
    assert interval(1_000, RecordError(3_000), 0.5) == (0, 3_024)


errors_of_marks = st.builds(MarkError, st.floats(0, 2e4), st.floats(0, 5e3), st.sampled_from(["A", "B"]))


@given(st.lists(errors_of_marks, min_size=3, max_size=3))
def test_more_error_in_a_mark_is_never_less_in_the_record(three: list[MarkError]) -> None:
    errors = dict(zip(MARKS, three, strict=True))
    before = record_error(FORMULA, MARKS, errors)
    for sitting, error in errors.items():
        worse = errors | {sitting: MarkError(error.own + 100, error.equating + 100, error.table)}
        assert record_error(FORMULA, MARKS, worse).total >= before.total
    assert before.total <= sum(
        component.weight / 1000 * 100_000 / (component.high - component.low) * (error.own + error.equating)
        for component, error in zip(FORMULA, three, strict=True)
    ) * (1 + 1e-9)
    assert of_difference(before, before) == pytest.approx(2**0.5 * before.own)


@pytest.mark.parametrize(
    ("marks", "errors", "code", "values"),
    [
        (MARKS, {}, "error_unknown", {"sitting": "E22"}),
        (MARKS, ERRORS | {"E22": MarkError(-1)}, "error_off", {"sitting": "E22", "value": -1}),
        (MARKS, ERRORS | {"E22": MarkError(1, INFINITE, "T")}, "error_off", {"sitting": "E22", "value": INFINITE}),
        (MARKS, ERRORS | {"E22": MarkError(1, 1)}, "error_without_table", {"sitting": "E22"}),
        ({"W22": 1, "E23": 30_000}, ERRORS, "missing", {"sitting": "E22"}),
    ],
)  # fmt: skip
def test_an_error_that_nobody_knows_is_refused(
    marks: dict[str, int], errors: dict[str, MarkError], code: str, values: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        record_error(FORMULA, marks, errors)
    assert (refused.value.code, refused.value.values) == (f"record.{code}", values)


def test_other_figures_that_say_nothing_are_refused() -> None:
    for call, code in (
        (lambda: interval(0, RecordError(1), 1.0), "confidence_off"),
        (lambda: reliability_of([], 10), "no_spread"),
        (lambda: reliability_of([RecordError(1)], 0), "no_spread"),
    ):
        with pytest.raises(Refusal) as refused:
            call()
        assert refused.value.code == f"record.{code}"


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_intervals_cover_as_stated(confidence: float) -> None:
    """4,000 rounds of ten officials: each mark errs by itself, both tables err alike for all in a round."""
    chance, rounds, people = np.random.default_rng(11), 4_000, 10
    error = record_error(FORMULA, MARKS, ERRORS)
    low, high = interval(50_000, error, confidence)
    off = np.zeros((rounds, people))
    for component in FORMULA:
        known = ERRORS[component.sitting]
        worth = component.weight / 1000 * 100_000 / (component.high - component.low)
        off += worth * known.own * chance.normal(size=(rounds, people))
        off += worth * known.equating * chance.normal(size=(rounds, 1))
    covered = (low - 50_000 <= off) & (off <= high - 50_000)
    assert covered.mean() == pytest.approx(confidence, abs=0.01)
    apart = np.abs(off[:, 0] - off[:, 1]) <= 1.959964 * of_difference(error, error)
    assert apart.mean() == pytest.approx(0.95, abs=0.012)


def test_intervals_of_marks_equated_from_samples_cover_as_stated() -> None:
    """From answers to intervals, 120 rounds: groups of 250 take two forms of 40 items, the new one two points easier;
    scores are equated by means with errors from draws; each record is to cover two and a half times the official's
    expected score on the old form."""
    chance, people = np.random.default_rng(5), 250
    component = Component("E", 1000, 0, 40_000, INELIGIBLE)
    covered, narrow = [], []
    for seed in range(120):
        able, others = chance.uniform(0.35, 0.85, (2, people))
        new, old = chance.binomial(40, able + 0.05), chance.binomial(40, others)
        table = equate(gather(new.tolist()), gather(old.tolist()), "mean", draws=100, seed=seed)
        own = float(np.sqrt((40 * (able + 0.05) * (0.95 - able)).mean())) * 1000
        for truth, score in zip(able, new, strict=True):
            mark, at = round(1000 * table.worth[score]), float(table.error[score]) * 1000
            error = record_error([component], {"E": mark}, {"E": MarkError(own, at, "new on old")})
            reach = 1.959964 * error.total
            covered.append(abs(2.5 * mark - 100_000 * truth) <= reach)
            narrow.append(abs(2.5 * mark - 100_000 * truth) <= 1.959964 * error.own)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.01)
    assert np.mean(narrow) < np.mean(covered) - 0.004  # without the table's error, fewer than stated
