"""Shares worked by hand."""

from __future__ import annotations

from ortoo.permission.rules.shares import Share, shares


def test_each_share_is_of_its_own_whole_and_the_largest_comes_first() -> None:
    assert shares({"woman": 2, "man": 1}, ["man", "woman", "woman", "woman"], ["man"]) == (
        Share("woman", 667, 750, 0), Share("man", 333, 250, 1000),
    )  # fmt: skip


def test_what_nobody_knows_is_no_zero() -> None:
    found = shares({}, ["5", "2", "5"], ["5", "9"])
    assert found == (Share("5", None, 667, 500), Share("2", None, 333, 0), Share("9", None, 0, 500))
    assert found[0].known == (667, 500)


def test_without_anybody_there_is_no_row() -> None:
    assert shares({}, [], []) == ()
