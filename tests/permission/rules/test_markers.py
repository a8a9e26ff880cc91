"""Standard errors and places of dossiers: cases by hand, another way of solving, and coverage in simulated panels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.stats import t as student

from ortoo.permission.rules.assignment import Case, give
from ortoo.permission.rules.markers import Doubt, doubts, fitted
from ortoo.permission.rules.severity import Given, correct


def sheets(*rows: tuple[int, int, int]) -> list[Given]:
    return [Given(*row) for row in rows]


def test_worked_by_hand() -> None:
    """The case of test_severity: two markers, two dossiers, error 2 points, one degree of freedom.

    Both markers scored both, so a worth is the mean of two sheets: 2 / root 2 = 1.414. The dossiers lie 8 apart, with
    an error of root(2 x 2) = 2: t = 4. Of two claims each may be false once in 40 times, and t of one degree of freedom
    is past 4 once in 12.8 times: they are not told apart.
    """
    found = doubts(sheets((1, 1, 60_000), (1, 2, 70_000), (2, 1, 50_000), (2, 2, 64_000)), {1, 2})
    assert found == (Doubt(1, 1_414, 1, 2), Doubt(2, 1_414, 1, 2))


def test_who_lies_far_enough_is_told_apart() -> None:
    """Three markers, three dossiers at 80, 60 and 59, and one point of chance here and there."""
    rows = [(1, 80), (2, 60), (3, 59)]
    chance = {(1, 1): 1, (2, 2): 1, (3, 3): 1, (1, 2): -1, (2, 3): -1, (3, 1): -1}
    given = [
        Given(number, marker, 1000 * (worth + chance.get((number, marker), 0)))
        for number, worth in rows
        for marker in (1, 2, 3)
    ]
    assert [(one.dossier, one.rank_low, one.rank_high) for one in doubts(given, {1, 2, 3})] == [
        (1, 1, 1), (2, 2, 3), (3, 2, 3),
    ]  # fmt: skip


def test_panels_without_chance_leave_no_doubt_but_between_equals() -> None:
    exact = [Given(number, marker, 1000 * (worth + 3 * marker)) for number, worth in ((1, 70), (2, 60), (3, 60))
             for marker in (1, 2)]  # fmt: skip
    assert doubts(exact, {1, 2, 3}) == (Doubt(1, 0, 1, 1), Doubt(2, 0, 2, 3), Doubt(3, 0, 2, 3))


def test_where_every_sheet_was_needed_nothing_is_known() -> None:
    assert doubts(sheets((1, 1, 60_000), (2, 1, 90_000)), {1, 2}) == (Doubt(1, None, 1, 2), Doubt(2, None, 1, 2))
    assert doubts([], {1}) == ()


def test_only_those_asked_for_are_ranked_and_all_sheets_are_used() -> None:
    given = [Given(number, marker, 1000 * (100 - 10 * number)) for number in (1, 2, 3) for marker in (1, 2)]
    assert doubts(given, {2, 3, 9}) == (Doubt(2, 0, 1, 1), Doubt(3, 0, 2, 2))


def test_what_no_sheet_connects_is_never_told_apart() -> None:
    """Two panels of two markers each: within each the dossiers lie 30 apart, between them nothing can be said."""
    given = [Given(number, marker, 1000 * worth) for number, worth, pair in
             ((1, 90, (1, 2)), (2, 60, (1, 2)), (3, 50, (3, 4)), (4, 20, (3, 4))) for marker in pair]  # fmt: skip
    assert [(one.rank_low, one.rank_high) for one in doubts(given, {1, 2, 3, 4})] == [(1, 3), (2, 4), (1, 3), (2, 4)]


def test_a_chain_of_sheets_costs_more_error_than_the_same_markers() -> None:
    """1 and 2 share both markers; 1 and 3 only one of them, and so are compared through 2 as well."""
    fit = fitted(sheets((1, 1, 70_000), (1, 2, 71_000), (2, 1, 65_000), (2, 2, 67_000), (3, 2, 60_000), (3, 3, 61_000)))

    def of_difference(one: int, other: int) -> float:
        return float(fit.covariance[one, one] + fit.covariance[other, other] - 2 * fit.covariance[one, other])

    assert of_difference(0, 1) == pytest.approx(1.0), "1/2 + 1/2: no severity enters"
    assert of_difference(0, 2) > of_difference(0, 1)


cells = some.dictionaries(
    some.tuples(some.integers(1, 6), some.integers(1, 4)), some.integers(0, 100_000), min_size=1, max_size=20
)
designs = cells.map(lambda found: [Given(number, marker, value) for (number, marker), value in sorted(found.items())])


@given(designs)
def test_worths_are_those_that_decide_and_the_errors_those_of_another_solution(design: list[Given]) -> None:
    """The oracle: the pseudo-inverse of dummy coding, its sums-to-zero contrast, and severity's exact fractions."""
    fit = fitted(design)
    exact = correct(design)
    assert fit.worth == pytest.approx([one.corrected / 1000 for one in exact.dossiers], abs=1e-3)
    if fit.variance is not None and exact.error is not None:
        assert np.sqrt(fit.variance) == pytest.approx(exact.error / 1000, abs=1e-3)
    contrast, solved = by_pseudo_inverse(design)
    assert fit.covariance == pytest.approx(contrast @ solved @ contrast.T, abs=1e-8)


def by_pseudo_inverse(design: list[Given]) -> tuple[np.ndarray, np.ndarray]:
    dossiers = sorted({sheet.dossier for sheet in design})
    parts = correct(design).components
    markers = [marker for part in parts for marker in part.markers]
    matrix = np.zeros((len(design), len(dossiers) + len(markers)))
    for row, sheet in enumerate(design):
        matrix[row, dossiers.index(sheet.dossier)] = 1
        matrix[row, len(dossiers) + markers.index(sheet.marker)] = 1
    contrast = np.zeros((len(dossiers), matrix.shape[1]))
    for row, dossier in enumerate(dossiers):
        contrast[row, row] = 1
        own = next(part for part in parts if dossier in part.dossiers)
        contrast[row, [len(dossiers) + markers.index(marker) for marker in own.markers]] = 1 / len(own.markers)
    return contrast, np.linalg.pinv(matrix.T @ matrix)


def test_in_simulated_panels_intervals_cover_what_they_promise() -> None:
    """30 dossiers, five markers, two sheets each as `give` assigns them: 200 panels drawn.

    Of worths 95 % (of 6,000 draws that hang together); places of every rank at least 95 %.
    """
    drawn = np.random.default_rng(2027)
    numbers = list(range(1, 31))
    pairs = give([Case(number) for number in numbers], [1, 2, 3, 4, 5], {})
    covered = ranked = told = 0
    for _ in range(200):
        worth = drawn.normal(70, 6, 30)
        severity = drawn.normal(0, 5, 5)
        severity -= severity.mean()
        panel = [
            Given(number, marker, round(1000 * (worth[number - 1] + severity[marker - 1] + drawn.normal(0, 4))))
            for number, marker in pairs
        ]
        fit = fitted(panel)
        assert fit.variance is not None
        reach = student.ppf(0.975, fit.freedom) * np.sqrt(np.diag(fit.covariance) * fit.variance)
        covered += int((abs(fit.worth - worth) <= reach).sum())
        true = 1 + (worth[None, :] > worth[:, None]).sum(axis=1)
        found = doubts(panel, numbers)
        ranked += sum(one.rank_low <= true[one.dossier - 1] <= one.rank_high for one in found)
        told += sum(one.rank_high - one.rank_low < 29 for one in found)
    assert 0.94 < covered / 6000 < 0.96
    assert ranked / 6000 >= 0.95
    assert told > 3000, "and they say something: most places are narrowed"
