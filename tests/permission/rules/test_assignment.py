"""Who scores what: cases by hand, and what must hold of every panel."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.assignment import Case, further, give, is_whole, linking
from ortoo.permission.rules.severity import components_of


def test_three_markers_share_three_dossiers() -> None:
    assert give([Case(1), Case(2), Case(3)], [10, 20, 30], {}) == [(1, 10), (1, 20), (2, 10), (2, 30), (3, 20), (3, 30)]


def test_a_conflict_goes_around() -> None:
    """20 may not score dossier 1; the loads stay equal all the same."""
    found = give([Case(1, barred=frozenset({20})), Case(2), Case(3)], [10, 20, 30], {})
    assert found == [(1, 10), (1, 30), (2, 10), (2, 20), (3, 20), (3, 30)]


def test_what_was_given_stays_and_counts() -> None:
    """10 has a sheet on dossier 1 and two elsewhere: the new sheets go to the others."""
    found = give([Case(1, has=frozenset({10})), Case(2)], [10, 20, 30], {7: [10], 8: [10, 20]})
    assert found == [(1, 30), (2, 20), (2, 30)]


def test_two_pairs_that_would_never_meet_are_linked() -> None:
    """Equal loads would be 10 and 20 on dossier 1, 30 and 40 on 2: nobody could compare them. So 30 scores both."""
    assert give([Case(1), Case(2)], [10, 20, 30, 40], {}) == [(1, 20), (1, 30), (2, 30), (2, 40)]


def test_where_loads_can_stay_equal_two_are_exchanged() -> None:
    """20 and 30 change places between dossiers 1 and 3, so that everybody keeps two sheets."""
    bars = [frozenset({30, 40}), frozenset({30}), frozenset({10}), frozenset({10, 20})]
    found = give([Case(number, barred=some) for number, some in enumerate(bars, start=1)], [10, 20, 30, 40], {})
    assert found == [(1, 10), (1, 20), (2, 10), (2, 40), (3, 20), (3, 30), (4, 30), (4, 40)]


def test_too_few_markers() -> None:
    with pytest.raises(Refusal) as refused:
        give([Case(1), Case(4, barred=frozenset({20, 30}))], [10, 20, 30], {})
    assert (refused.value.code, refused.value.values) == ("permission.too_few_markers", {"number": 4, "markers": 1})


def test_what_two_sheets_cannot_connect_is_left_to_a_further_one() -> None:
    apart = [Case(1, barred=frozenset({30, 40})), Case(2, barred=frozenset({10, 20}))]
    assert give(apart, [10, 20, 30, 40], {}) == [(1, 10), (1, 20), (2, 30), (2, 40)]


def test_the_third_goes_to_the_one_with_the_fewest_sheets_who_has_not_scored() -> None:
    case = Case(1, barred=frozenset({40}), has=frozenset({10, 20}))
    assert further(case, [10, 20, 30, 40, 50], {10: 0, 20: 0, 30: 6, 40: 0, 50: 5}) == 50
    assert further(case, [10, 20, 30, 40, 50], {30: 5, 50: 5}) == 30, "the first in order among equals"
    with pytest.raises(Refusal) as refused:
        further(case, [10, 20, 40], {})
    assert (refused.value.code, refused.value.values) == ("permission.nobody_left", {"number": 1})


def test_what_came_apart_is_linked() -> None:
    """10 and 20 scored dossiers 1 and 2, 30 and 40 scored 3 and 4: one more sheet, by 20, who may score 3."""
    pairs = {1: {10, 20}, 2: {10, 20}, 3: {30, 40}, 4: {30, 40}}
    cases = [Case(number, frozenset({10}), frozenset(some)) for number, some in pairs.items()]
    assert linking(cases, [10, 20, 30, 40], {}) == [(1, 30)]
    assert linking(cases[2:], [10, 20, 30, 40], {1: {10, 20}, 2: {10, 20}}) == [(3, 20)], "1 and 2 were withdrawn"
    assert linking([Case(1, has=frozenset({10, 20}))], [10, 20, 30], {}) == []
    with pytest.raises(Refusal) as refused:
        linking([Case(1, frozenset({30}), frozenset({10, 20})), Case(2, frozenset({10, 20}), frozenset({30}))],
                [10, 20, 30], {})  # fmt: skip
    assert refused.value.code == "permission.cannot_connect"


@pytest.mark.parametrize(
    ("totals", "whole"),
    [
        ({}, False),
        ({1: 70_000}, False),
        ({1: 70_000, 2: 80_000}, True),
        ({1: 70_000, 2: 80_001}, False),
        ({1: 20_000, 2: 80_000, 3: 50_000}, True),
        ({2: 20_000, 3: 80_000}, True),
        ({3: 20_000}, False),
    ],
)
def test_which_dossiers_are_whole_at_a_gap_of_ten(totals: dict[int, int], whole: bool) -> None:
    assert is_whole(totals, 10_000) is whole


markers = some.integers(3, 7).map(lambda count: list(range(1, count + 1)))


@given(some.data())
def test_every_design_keeps_what_it_promises(data: some.DataObject) -> None:
    panel = data.draw(markers)
    barred = some.frozensets(some.sampled_from(panel), max_size=len(panel) - 2)
    cases = [Case(number, data.draw(barred)) for number in range(1, data.draw(some.integers(2, 25)) + 1)]
    found = give(cases, panel, {})
    assert Counter(number for number, _ in found) == {case.number: 2 for case in cases}
    assert len(set(found)) == len(found)
    assert not [1 for case in cases for number, marker in found if case.number == number and marker in case.barred]
    assert give(cases[::-1], panel, {}) == found, "the order in which they come is no matter"
    with_sheets = [replace(case, has=frozenset(m for n, m in found if n == case.number)) for case in cases]
    try:
        links = linking(with_sheets, panel, {})
    except Refusal:  # conflicts keep two parts apart for good
        return
    assert len(components_of([*found, *links])) == 1


@given(markers, some.integers(6, 40))
def test_without_conflicts_loads_differ_by_one_at_most(panel: list[int], dossiers: int) -> None:
    load = Counter(marker for _, marker in give([Case(number) for number in range(dossiers)], panel, {}))
    assert max(load.values()) - min(load[marker] for marker in panel) <= 1
