"""Harsh and lenient markers: a case by hand, numpy as the second opinion, and what must hold of every panel."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from ortoo.permission.rules.severity import Component, Correction, Given, Marker, Scored, components_of, correct
from ortoo.permission.rules.severity import weighted as total

HARSH, FAIR, LENIENT = 1, 2, 3


def sheets(*rows: tuple[int, int, int]) -> list[Given]:
    return [Given(*row) for row in rows]


def test_worked_by_hand() -> None:
    """Marker 1 gives 6 less than marker 2 each time, marker 3 gives 6 more than 2.

    So the severities are -6, 0 and 6, and a dossier is worth what marker 2 gave or would have given.
    """
    found = correct(
        sheets(
            (1, HARSH, 64_000), (1, FAIR, 70_000),
            (2, FAIR, 80_000), (2, LENIENT, 86_000),
            (3, HARSH, 54_000), (3, LENIENT, 66_000),
        )
    )  # fmt: skip
    assert found == Correction(
        markers=(Marker(HARSH, -6_000, 2, 0), Marker(FAIR, 0, 2, 0), Marker(LENIENT, 6_000, 2, 0)),
        dossiers=(
            Scored(1, corrected=70_000, mean=67_000, median=67_000, low=64_000, high=70_000),
            Scored(2, corrected=80_000, mean=83_000, median=83_000, low=80_000, high=86_000),
            Scored(3, corrected=60_000, mean=60_000, median=60_000, low=54_000, high=66_000),
        ),
        components=(Component((1, 2, 3), (1, 2, 3)),),
        error=0,
    )


def test_worked_by_hand_where_markers_disagree() -> None:
    """Two markers, two dossiers, gaps of 10 and 14: the severities are -6 and 6, and 2 stays unexplained.

    Each of the four sheets is off by 1; one degree of freedom is left (4 sheets - 2 - 2 + 1), so the error is
    the root of 4 = 2 points, and that of a severity the root of 4 x 1/4 = 1 point.
    """
    found = correct(sheets((1, 1, 60_000), (1, 2, 70_000), (2, 1, 50_000), (2, 2, 64_000)))
    assert found.markers == (Marker(1, -6_000, 2, 1_000), Marker(2, 6_000, 2, 1_000))
    assert [one.corrected for one in found.dossiers] == [65_000, 57_000]
    assert found.error == 2_000


def test_a_third_sheet_moves_mean_median_and_spread() -> None:
    found = correct(sheets((1, 1, 60_000), (1, 2, 90_000), (1, 3, 61_000)))
    assert found.dossiers == (Scored(1, corrected=70_333, mean=70_333, median=61_000, low=60_000, high=90_000),)
    assert [one.severity for one in found.markers] == [-10_333, 19_667, -9_333]
    assert {one.standard_error for one in found.markers} == {None}, "three sheets, and three figures found from them"


def test_what_sheets_do_not_connect_is_named_apart() -> None:
    apart = sheets((1, 1, 60_000), (1, 2, 70_000), (2, 3, 50_000), (2, 4, 64_000))
    found = correct(apart)
    assert found.components == (Component((1, 2), (1,)), Component((3, 4), (2,)))
    assert [one.severity for one in found.markers] == [-5_000, 5_000, -7_000, 7_000], "zero in each for itself"
    linked = correct([*apart, Given(2, 2, 60_000)])
    assert linked.components == (Component((1, 2, 3, 4), (1, 2)),)


def test_nothing_from_nothing() -> None:
    assert correct([]) == Correction((), (), (), None)


def test_a_sheet_is_the_weighted_sum_rounded_once() -> None:
    # 80.001 x 0.4 + 71.555 x 0.6 = 32.0004 + 42.933 = 74.9334
    assert total({"a": 80_001, "b": 71_555}, {"a": 400, "b": 600}) == 74_933
    assert total({"a": 1, "b": 0}, {"a": 500, "b": 500}) == 1, "a half is rounded up"


totals = some.integers(0, 100_000)
designs = some.dictionaries(some.tuples(some.integers(1, 8), some.integers(1, 5)), totals, min_size=1, max_size=30).map(
    lambda cells: [Given(dossier, marker, value) for (dossier, marker), value in sorted(cells.items())]
)


@given(designs)
def test_least_squares_as_numpy_has_them(design: list[Given]) -> None:
    """The oracle: numpy's shortest solution, each component shifted so that its severities add up to zero."""
    found = correct(design)
    severity, worth = by_numpy(design, found.components)
    assert all(abs(one.severity - severity[one.marker]) < 0.51 for one in found.markers)
    assert all(abs(one.corrected - worth[one.dossier]) < 0.51 for one in found.dossiers)


def by_numpy(design: list[Given], components: tuple[Component, ...]) -> tuple[dict[int, float], dict[int, float]]:
    dossiers = sorted({sheet.dossier for sheet in design})
    markers = sorted({sheet.marker for sheet in design})
    matrix = np.zeros((len(design), len(dossiers) + len(markers)))
    for row, sheet in enumerate(design):
        matrix[row, dossiers.index(sheet.dossier)] = 1
        matrix[row, len(dossiers) + markers.index(sheet.marker)] = 1
    answer, *_ = np.linalg.lstsq(matrix, np.array([sheet.thousandths for sheet in design], dtype=float), rcond=None)
    worth = dict(zip(dossiers, answer.tolist(), strict=False))
    severity = dict(zip(markers, answer.tolist()[len(dossiers) :], strict=True))
    for part in components:
        shift = sum(severity[marker] for marker in part.markers) / len(part.markers)
        severity |= {marker: severity[marker] - shift for marker in part.markers}
        worth |= {dossier: worth[dossier] + shift for dossier in part.dossiers}
    return severity, worth


@given(designs, some.integers(-20_000, 20_000), some.data())
def test_a_marker_who_gives_more_to_all_changes_no_comparison(
    design: list[Given], more: int, data: some.DataObject
) -> None:
    """Up to one shift that all dossiers of the component share, and the last thousandth of rounding."""
    marker = data.draw(some.sampled_from(sorted({sheet.marker for sheet in design})))
    moved = [Given(one.dossier, one.marker, one.thousandths + (more if one.marker == marker else 0)) for one in design]
    before = {one.dossier: one.corrected for one in correct(design).dossiers}
    after = {one.dossier: one.corrected for one in correct(moved).dossiers}
    for part in components_of((one.dossier, one.marker) for one in design):
        shifts = [after[dossier] - before[dossier] for dossier in part.dossiers]
        assert max(shifts) - min(shifts) <= 1


@given(designs)
def test_severities_of_a_component_cancel_and_order_is_no_matter(design: list[Given]) -> None:
    found = correct(design)
    severity = {one.marker: one.severity for one in found.markers}
    for part in found.components:
        assert abs(sum(severity[marker] for marker in part.markers)) <= len(part.markers), "rounding alone"
    assert correct(design[::-1]) == found
