"""The gate: worked by hand, planted faults, small groups, and silence where there is nothing."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from ortoo.exams.rules.gate.gate import level_of, look
from ortoo.exams.rules.gate.power import chance_of_finding, fewest_persons
from ortoo.exams.rules.gate.tails import Hypergeometric, two_sided
from ortoo.exams.rules.gate.values import ABSENT, Blind, Right, Sheets
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.gate.sittings import sitting, with_wrong_key

SMALL = {"persons": 1200, "items": 15, "centres": 20}


def by_hand() -> Sheets:
    """Two items, one form, two centres of ten; everybody solves one item: the north the first, the south the other."""
    right = np.array([[1, 0]] * 10 + [[0, 1]] * 10, dtype=np.int8)
    return Sheets(("a", "b"), ("A",) * 20, ("north",) * 10 + ("south",) * 10, right)


def test_two_centres_worked_by_hand() -> None:
    """One stratum of 20 of whom 10 solved it; all ten of the north, with 1 chance in C(20, 10) = 184756, doubled. And
    none of the ten who are better by the other item solved this one."""
    found = look(by_hand(), 0.001)
    assert all(one.expected == pytest.approx(5) for one in found.findings)
    assert sorted((one.kind, one.group, one.item, one.persons, one.seen) for one in found.findings) == [
        ("centre", "north", "a", 10, 10),
        ("centre", "north", "b", 10, 0),
        ("centre", "south", "a", 10, 0),
        ("centre", "south", "b", 10, 10),
        ("direction", "A", "a", 10, 0),
        ("direction", "A", "b", 10, 0),
    ]
    tails = [1 / 184756] * 2 + [2 / 184756] * 4
    assert [one.tail for one in found.findings] == pytest.approx(tails)
    assert (found.tests, found.level, found.open) == (6, 0.001 / 6, False)


def test_the_tail_is_that_of_every_way_to_deal_out_solvers() -> None:
    """Two strata, (6 persons, 2 solved it, 3 of the group) and (5, 3, 2): every way counted."""
    ways: Counter[int] = Counter()
    for first in combinations(range(6), 3):
        for second in combinations(range(5), 2):
            ways[sum(one < 2 for one in first) + sum(one < 3 for one in second)] += 1
    total = sum(ways.values())
    strata = (np.array([6, 5]), np.array([2, 3]), np.array([3, 2]))
    for seen in ways:
        below = sum(count for number, count in ways.items() if number <= seen) / total
        above = sum(count for number, count in ways.items() if number >= seen) / total
        tail = two_sided(seen, Hypergeometric(11).strata(*strata))
        assert tail.of == pytest.approx(min(1, 2 * min(below, above)))
        assert tail.expected == pytest.approx(3 * 2 / 6 + 2 * 3 / 5)
        assert tail.least == pytest.approx(2 * min(ways[min(ways)], ways[max(ways)]) / total)


def test_the_level_counts_only_what_could_be_found() -> None:
    """Three of five comparisons can come down to 0.05, 0.05 / 2 and 0.05 / 3: three are too many for one or two."""
    assert level_of([0.001, 0.01, 0.012, 0.3, 1.0], 0.05) == pytest.approx(0.05 / 3)
    assert level_of([1.0, 1.0], 0.05) == 0.05
    assert level_of([], 0.05) == 0.05


def test_clean_sittings_pass() -> None:
    """The small version of what benchmarks/bench_gate.py counts."""
    assert [seed for seed in range(25) if not look(sitting(seed, **SMALL), 0.001).open] == []


@pytest.mark.parametrize("seed", range(5))
def test_a_wrong_key_of_one_form_or_one_centre_is_found(seed: int) -> None:
    sound = sitting(seed, **SMALL)
    item = int(np.argmin(abs((sound.right == 1).mean(axis=0) - 0.75)))
    first = look(with_wrong_key(sound, item, form="form-2"), 0.001).findings[0]
    assert (first.kind, first.group, first.item) == ("form", "form-2", f"i{item:02d}")
    only = look(with_wrong_key(sound, item, centre="c007"), 0.001).findings
    assert {(one.kind, one.group, one.item) for one in only} == {("centre", "c007", f"i{item:02d}")}
    assert only[0].seen < only[0].expected


def test_a_wrong_key_is_found_where_forms_have_no_item_in_common() -> None:
    """Nobody else answers the item: that those who know more solve it less often gives it away."""
    first, second = sitting(1, persons=1500, items=15, forms=1), sitting(2, persons=1500, items=15, forms=1)
    absent = np.full((1500, 15), ABSENT, dtype=np.int8)

    def both(one: Sheets) -> Sheets:
        right = np.vstack([np.hstack([one.right, absent]), np.hstack([absent, second.right])])
        items = tuple(f"A{item}" for item in one.items) + tuple(f"B{item}" for item in second.items)
        return Sheets(items, ("A",) * 1500 + ("B",) * 1500, one.centres + second.centres, right)

    assert look(both(first), 0.001).open
    item = int(np.argmin(abs((first.right == 1).mean(axis=0) - 0.75)))
    found = look(both(with_wrong_key(first, item)), 0.001).findings
    assert [(one.kind, one.group, one.item) for one in found] == [("direction", "A", f"Ai{item:02d}")]


def test_a_centre_of_five_is_called_blind_and_never_at_fault() -> None:
    """However its five answer: here none of them solves what most others do."""
    sound = sitting(3, **SMALL)
    facility = (sound.right == 1).mean(axis=0)
    right = sound.right.copy()
    right[:5, facility.argmax()] = 0
    centres = ("five",) * 5 + sound.centres[5:]
    found = look(Sheets(sound.items, sound.forms, centres, right), 0.001)
    assert found.open
    assert found.blind == (Blind("centre", "five", 5, 15),)
    assert chance_of_finding(5, float(facility.max()), 0.0, found.level) == 0.0


def test_power_by_hand() -> None:
    """Of ten, none solving what half solve has the tail 2 / 1024; all of a group that cannot solve it are found."""
    assert chance_of_finding(10, 0.5, 0.0, 2 / 1024) == 1.0
    assert chance_of_finding(10, 0.5, 0.0, 1 / 1024) == 0.0
    assert chance_of_finding(10, 0.5, 0.5, 2 / 1024) == pytest.approx(1 / 1024)
    assert fewest_persons(0.5, 0.0, 2 / 1024, 0.9) == 10
    assert fewest_persons(0.5, 0.5, 0.001, 0.9, most=50) is None


def test_neither_order_nor_names_count() -> None:
    sheets = with_wrong_key(sitting(4, **SMALL), 3, form="form-1")
    order = np.random.default_rng(0).permutation(len(sheets.forms))
    mixed = Sheets(
        sheets.items,
        tuple(sheets.forms[place] for place in order),
        tuple(sheets.centres[place] for place in order),
        sheets.right[order],
    )
    assert look(mixed, 0.001) == look(sheets, 0.001)


@pytest.mark.parametrize(
    ("items", "forms", "centres", "right", "code"),
    [
        (("a",), (), (), np.zeros((0, 1), np.int8), "gate.sheets_uneven"),
        (("a",), ("A",), (), np.zeros((1, 1), np.int8), "gate.sheets_uneven"),
        (("a", "b"), ("A",), ("c",), np.zeros((1, 1), np.int8), "gate.sheets_uneven"),
        (("a",), ("A",), ("c",), np.full((1, 1), 7, np.int8), "gate.not_scored"),
        (("a", "a"), ("A",), ("c",), np.zeros((1, 2), np.int8), "gate.item_twice"),
    ],
)
def test_sheets_that_make_no_sense_are_refused(
    items: tuple[str, ...], forms: tuple[str, ...], centres: tuple[str, ...], right: Right, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        Sheets(items, forms, centres, right)
    assert refused.value.code == code
    assert refused.value.sentence("mn")


@pytest.mark.parametrize("value", [0.0, 1.0, -0.1, float("nan")])
def test_a_family_error_is_stated(value: float) -> None:
    with pytest.raises(Refusal) as refused:
        look(by_hand(), value)
    assert refused.value.code == "gate.family_error_off"


def test_one_person_alone() -> None:
    assert look(Sheets(("a",), ("A",), ("c",), np.ones((1, 1), np.int8)), 0.001).open
