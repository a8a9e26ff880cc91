"""One item, or one marker, and nothing else: by hand, and against every step tried."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ortoo.exams.rules.scoring.essays import settled
from ortoo.exams.rules.scoring.one_step import MarkerStep, Paper, strongest_item, turning_items, turning_marker
from ortoo.exams.rules.scoring.values import FULL
from ortoo.multilingual.refusals import Refusal

PAPER = Paper("A", (1000, 0, 400, None, 600), lambda points: points * 25, {5: (500, 700)}, 250)
"""Two points of four that count, so a mark of 50; the essay, item 5, had 500 and 700."""


def above(mark: int) -> Callable[[int], bool]:
    return lambda reached: reached >= mark


def below(mark: int) -> Callable[[int], bool]:
    return lambda reached: reached < mark


def test_which_items_alone_would_have_been_enough() -> None:
    assert PAPER.mark(PAPER.points) == 50_000
    assert turning_items(PAPER, above(75_000), FULL) == [2]
    assert turning_items(PAPER, above(60_000), FULL) == [2, 3, 5]
    assert turning_items(PAPER, above(75_001), FULL) == []


def test_which_items_carried_it() -> None:
    assert turning_items(PAPER, below(40_000), 0) == [1, 5]
    assert turning_items(PAPER, below(25_001), 0) == [1]


def test_how_far_one_item_can_lead() -> None:
    assert (strongest_item(PAPER, FULL), strongest_item(PAPER, 0)) == (75_000, 25_000)


def test_how_much_more_one_marker_would_have_had_to_give() -> None:
    """51 points of mark are 40 thousandths of the item more: 80 of one marker, and a half rounds upwards: 79."""
    assert turning_marker(PAPER, above(51_000), 1) == MarkerStep(5, 1, 79)
    assert turning_marker(PAPER, below(49_000), -1) == MarkerStep(5, 2, 82)


def test_a_step_that_would_have_called_for_a_third_marker_is_not_told() -> None:
    """The first may rise by 450 at most, the second by 50: 825 of the item."""
    assert turning_marker(PAPER, above(55_625), 1) == MarkerStep(5, 1, 449)
    assert turning_marker(PAPER, above(55_650), 1) is None


@pytest.mark.parametrize("essay", [(300, 800, 500), (300, 800, 700), (900, 200, 240)])
def test_with_three_markers_no_smaller_step_is_enough(essay: tuple[int, int, int]) -> None:
    had = settled(*essay, 250)
    paper = Paper("B", (had,), lambda points: points, {1: essay}, 250)
    for more in (1, 10, 60):
        found = turning_marker(paper, above(had + more), 1)
        steps = [by for by in range(1, FULL + 1) if any(reached >= had + more for reached in tried(essay, by))]
        assert (found.by if found else None) == (steps[0] if steps else None)


def tried(essay: tuple[int, int, int], by: int) -> list[int]:
    found = []
    for turn in range(3):
        moved = [mark + by * (place == turn) for place, mark in enumerate(essay)]
        try:
            found.append(settled(moved[0], moved[1], moved[2], 250))
        except Refusal:
            continue
    return found


def test_items_whose_essay_has_no_marks_are_no_markers_steps() -> None:
    assert turning_marker(Paper("A", (0, 0), lambda points: points), above(1), 1) is None
