"""What is said of those around the cut line: by hand, and against the whole computation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ortoo.selection.rules.explain import Explained, Reason
from ortoo.selection.rules.telling_apart import around_the_cut
from ortoo.selection.rules.uncertainty import chance_of_top, rank_intervals, uncertainty


def listed(*merits: int) -> list[Explained]:
    return [
        Explained(f"p{rank}", "chosen" if rank == 1 else "not-chosen", (), rank=rank, merit=merit)
        for rank, merit in enumerate(merits, 1)
    ]


def test_two_that_marks_cannot_tell_apart_and_two_that_they_can() -> None:
    """Errors of one point each: 1.96 x sqrt 2 = 2.77 points apart are told apart, two points are not."""
    people = listed(80_000, 78_000)
    errors = {"p1": 1_000, "p2": 1_000}
    # Phi(2 / sqrt 2) = 0.921
    assert around_the_cut(people, errors, 1, 1) == {
        "p1": (together(1, 2), chance("92")), "p2": (together(1, 2), chance("8")),
    }  # fmt: skip
    people = listed(80_000, 77_000)
    found = around_the_cut(people, errors, 1, 1)
    assert [found[name][0].code for name in ("p1", "p2")] == ["rank_apart", "rank_apart"]
    assert dict(found["p2"][0].values) == {"low": 2, "high": 2}


def test_who_is_borderline_is_told_so_once() -> None:
    """Phi(1 / sqrt 2) = .760 and .240; where the rule settles it, that is said already."""
    people, errors = listed(80_000, 79_000), {"p1": 1_000, "p2": 1_000}
    border = Reason("borderline", (("seats", 1),))
    assert [told[2:] for told in around_the_cut(people, errors, 1, 1).values()] == [(border,), (border,)]
    drawn = [replace(one, reasons=(Reason("borderline_lot"),)) for one in people]
    assert [told[2:] for told in around_the_cut(drawn, errors, 1, 1).values()] == [(), ()]


def together(low: int, high: int) -> Reason:
    return Reason("ranks_together", (("low", low), ("high", high)))


def chance(percent: str) -> Reason:
    return Reason("chance_of_top", (("percent", percent), ("seats", 1)))


def test_without_errors_nothing_is_said() -> None:
    assert around_the_cut(listed(80_000, 78_000), {}, 1, 1) == {}


def test_whose_error_is_unknown_may_stand_anywhere() -> None:
    """p2 could truly be the first or the last, so p1 may be second although p3 is set apart; no chance is given."""
    found = around_the_cut(listed(80_000, 70_000, 60_000), {"p1": 1_000, "p3": 1_000}, 1, 1)
    assert found == {"p1": (together(1, 2),), "p3": (together(2, 3),)}


def test_who_has_no_rank_is_left_out() -> None:
    people = [*listed(80_000, 78_000), Explained("out", "ineligible", (), merit=90_000)]
    assert around_the_cut(people, {"p1": 1_000, "p2": 1_000, "out": 1_000}, 1, 1).keys() == {"p1", "p2"}


def test_only_those_near_the_last_seat_are_answered_for_and_as_if_all_were() -> None:
    random = np.random.default_rng(4)
    merits = np.sort(random.normal(70_000, 9_000, 1_200)).astype(int)[::-1].tolist()
    sizes = random.choice([2_500, 3_000, 3_400], 1_200).tolist()
    people = listed(*merits)
    found = around_the_cut(people, {one.id: size for one, size in zip(people, sizes, strict=True)}, 300, 300)
    assert list(found) == [f"p{rank}" for rank in range(101, 501)]
    whole = uncertainty(np.array(merits) / 1000, np.array(sizes) / 1000, 300)
    for rank in (101, 300, 500):
        low, high = dict(found[f"p{rank}"][0].values).values()
        assert (low, high) == (whole.rank_low[rank - 1], whole.rank_high[rank - 1])


@pytest.mark.parametrize("sizes", [3, 200])
def test_some_are_answered_for_as_all_are(sizes: int) -> None:
    random = np.random.default_rng(5)
    merit, error = np.sort(random.normal(70, 9, 300))[::-1], random.choice(random.uniform(1, 4, sizes), 300)
    of = np.array([5, 250, 40])
    low, high = rank_intervals(merit, error)
    some_low, some_high = rank_intervals(merit, error, of)
    assert (some_low.tolist(), some_high.tolist()) == (low[of].tolist(), high[of].tolist())
    assert chance_of_top(merit, error, 40, of) == pytest.approx(chance_of_top(merit, error, 40)[of])
