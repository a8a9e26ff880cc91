"""Three solvers, one answer: the product's, one that tries every list, and one plain integer programme.

Each family of instances has its seeds; the two thousand and more of `QUICK` are compared in every run of the tests, ten
times as many others in a campaign. A seed that fails is rerun by its number: `agrees(odd(Random(4711)))`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.decision import Decision
from tests.selection.rules.agreement import agrees, agrees_plainly
from tests.selection.rules.instances import crossing, middling, small
from tests.selection.rules.middling_shapes import wide
from tests.selection.rules.odd_shapes import odd

FAMILIES: dict[str, Callable[[Random], Decision | None]] = {
    "small": lambda random: agrees(small(random)),
    "odd": lambda random: agrees(odd(random)),
    "crossing": lambda random: agrees(crossing(random)),
    "wide": lambda random: agrees_plainly(wide(random, 60)),
    "gaps": lambda random: agrees_plainly(middling(random, 44, 8)),
}
QUICK = {"small": 800, "odd": 1000, "crossing": 100, "wide": 160, "gaps": 10}
"""How many of each are compared in every run: 2,070."""

PART = {"small": 200, "odd": 250, "crossing": 20, "wide": 40, "gaps": 5}
LONG = 10


def parts() -> list[object]:
    """(family, range of seeds) in parts that workers can share."""
    return [
        pytest.param(family, range(start, min(start + PART[family], count)), id=f"{family}-{start}")
        for family, count in QUICK.items()
        for start in range(0, count, PART[family])
    ]


def compared(family: str, seeds: range) -> Counter[str]:
    """How each ended, after comparing all; the seed is named where one does not agree."""
    ends: Counter[str] = Counter()
    for seed in seeds:
        try:
            decision = FAMILIES[family](Random(seed))
        except AssertionError as error:
            raise AssertionError(f"{family}, seed {seed}: {error}") from error
        ends[decision.status if decision else "refused"] += 1
    return ends


@pytest.mark.parametrize(("family", "seeds"), parts())
def test_all_solvers_agree(family: str, seeds: range) -> None:
    ends = compared(family, seeds)
    assert ends.total() == len(seeds)
    assert ends["decided"], ends
    assert ends["infeasible"] or family == "gaps", ends
    print(f"{family}: {ends.total()} instances compared, {dict(ends)}")


def test_at_least_two_thousand_are_compared() -> None:
    print(f"{sum(QUICK.values())} instances in each run, {LONG} times as many in a campaign")
    assert sum(QUICK.values()) >= 2000


@pytest.mark.campaign
@pytest.mark.parametrize("round", range(1, 1 + LONG))
@pytest.mark.parametrize("family", QUICK)
def test_all_solvers_agree_on_many_more(family: str, round: int) -> None:
    compared(family, range(QUICK[family] * round, QUICK[family] * (round + 1)))


@given(st.randoms(use_true_random=False))
def test_no_odd_selection_disagrees(random: Random) -> None:
    agrees(odd(random))
