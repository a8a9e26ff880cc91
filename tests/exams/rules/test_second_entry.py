"""A sample for a second entry: drawn, compared, and how sure it is."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.second_entry import Found, Rate, Stage, compare, draw, stage, wilson

NUMBERS = [f"A{count}" for count in range(1, 11)]


class TestDraw:
    @pytest.mark.parametrize(("share", "count"), [(1, 1), (10, 1), (11, 2), (50, 5), (99, 10), (100, 10)])
    def test_a_share_is_rounded_up_and_is_at_least_one(self, share: int, count: int) -> None:
        assert len(draw(NUMBERS, share, "seed")) == count

    def test_one_mark_is_its_own_sample(self) -> None:
        assert draw(["A1"], 1, "seed") == ("A1",)

    def test_anybody_draws_the_same_by_hand(self) -> None:
        hashes = {number: sha256(b"seed|" + number.encode()).hexdigest() for number in NUMBERS}
        assert draw(NUMBERS, 30, "seed") == tuple(sorted(NUMBERS, key=hashes.__getitem__)[:3])

    @given(numbers=st.sets(st.text(max_size=5), min_size=1), seed=st.text(max_size=5), small=st.integers(1, 100))
    def test_the_order_of_the_register_does_not_count_and_a_larger_share_takes_in_the_smaller(
        self, numbers: set[str], seed: str, small: int
    ) -> None:
        listed = sorted(numbers)
        drawn = draw(listed, small, seed)
        assert drawn == draw(listed[::-1], small, seed)
        whole = draw(listed, 100, seed)
        assert whole[: len(drawn)] == drawn
        assert set(whole) == numbers


class TestCompare:
    def test_none_differs(self) -> None:
        # The upper end is z² / (n + z²) = 3.8415 / 13.8415.
        assert compare([(70_000, 70_000)] * 10) == Found(10, 0, 0, Rate(0, 0, 27_753))

    def test_all_differ(self) -> None:
        assert compare([(70_000, 71_000)] * 10) == Found(0, 10, 0, Rate(100_000, 72_247, 100_000))

    def test_a_sample_of_one(self) -> None:
        # z² / (1 + z²) = 3.8415 / 4.8415.
        assert compare([(1, 1)]) == Found(1, 0, 0, Rate(0, 0, 79_345))
        assert compare([(1, 2)]) == Found(0, 1, 0, Rate(100_000, 20_655, 100_000))

    def test_what_is_missing_is_no_agreement_and_no_difference(self) -> None:
        assert compare([(0, None), (0, 0), (1, 2)]) == Found(1, 1, 1, Rate(50_000, 9_453, 90_547))
        assert compare([(0, None)]) == Found(0, 0, 1, None)
        assert compare([]) == Found(0, 0, 0, None)

    def test_five_of_a_hundred(self) -> None:
        # The textbook's example: 0.0215 to 0.1118.
        assert wilson(5, 100) == Rate(5_000, 2_154, 11_175)

    @given(hits=st.integers(0, 300), more=st.integers(0, 300))
    def test_the_interval_holds_the_share_and_stays_a_share(self, hits: int, more: int) -> None:
        found = wilson(hits, hits + more or 1) if hits + more else wilson(0, 1)
        assert 0 <= found.low <= found.share <= found.high <= 100_000
        assert found.low < found.high


def test_the_stages() -> None:
    assert [stage(*given) for given in ((False, False, 0), (True, False, 0), (True, True, 2), (True, True, 0))] == [
        Stage.NONE, Stage.DRAWN, Stage.DIFFERING, Stage.DONE,
    ]  # fmt: skip
