"""Intervals of all ranks together: a published example, a second implementation, known values, coverage."""

from __future__ import annotations

import numpy as np
import pytest

from ortoo.selection.rules.intervals import around, intervals
from ortoo.selection.rules.simultaneous import simultaneous_ranks
from ortoo.selection.rules.uncertainty import rank_intervals

PISA = {
    "Australia": (491.3600252, 1.939833031), "Austria": (498.9423138, 2.970998694),
    "Belgium": (508.0703063, 2.262662011), "Canada": (512.0169429, 2.357475749),
    "Chile": (417.4065563, 2.41588757), "Colombia": (390.9322732, 2.989559274),
    "Czech Republic": (499.4676508, 2.460661531), "Denmark": (509.3983746, 1.735002337),
    "Estonia": (523.4145802, 1.743602224), "Finland": (507.3013618, 1.967920411),
    "France": (495.4075794, 2.320214487), "Germany": (500.0437805, 2.647083096),
    "Greece": (451.3703438, 3.091228197), "Hungary": (481.0826364, 2.319596741),
    "Iceland": (495.1873762, 1.953082603), "Ireland": (499.632894, 2.198621128),
    "Israel": (463.0345488, 3.498563228), "Italy": (486.5898573, 2.780045867),
    "Japan": (526.9732502, 2.471475318), "Korea": (525.933002, 3.121394315),
    "Latvia": (496.1263306, 1.962766789), "Lithuania": (481.1911884, 1.953282039),
    "Luxembourg": (483.421485, 1.097632409), "Mexico": (408.8014734, 2.493225544),
    "Netherlands": (519.2309824, 2.632277885), "New Zealand": (494.489676, 1.705942856),
    "Norway": (500.9637885, 2.219044878), "Poland": (515.6478747, 2.602085176),
    "Portugal": (492.4874062, 2.684570081), "Slovak Republic": (486.1648542, 2.555595707),
    "Slovenia": (508.8975441, 1.363877596), "Spain": (481.3926126, 1.462417763),
    "Sweden": (502.3877022, 2.654250935), "Switzerland": (515.3147131, 2.908003898),
    "Turkey": (453.5077774, 2.260406789), "United Kingdom": (501.7698992, 2.564428111),
    "United States": (478.2447174, 3.235444099),
}  # fmt: skip
"""Mathematics 2018 in 37 countries (OECD), as the documentation of csranks shows it: score and standard error."""

SCORES = sorted(PISA.items(), key=lambda pair: -pair[1][0])
NAMES = [name for name, _ in SCORES]
MERIT, ERROR = (np.array([figures[part] for _, figures in SCORES]) for part in (0, 1))


def by_all_pairs(merit: np.ndarray, error: np.ndarray, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """The method as csranks describes it, pair by pair: claimed pairs leave, their opposites stay."""
    random, count = np.random.default_rng(5), len(merit)
    spread, apart = np.sqrt(error[:, None] ** 2 + error**2), merit[:, None] - merit
    left = ~np.eye(count, dtype=bool)
    drawn = error * random.standard_normal((draws, count))
    while True:
        largest = [((one[:, None] - one)[left] / spread[left]).max() for one in drawn]
        claimed = apart > spread * np.quantile(largest, 0.95)
        if not (left & claimed).any():
            return 1 + claimed.sum(axis=0), count - claimed.sum(axis=1)
        left &= ~claimed


def test_the_published_example() -> None:
    """The documentation gives ranks 8 to 23 for the United Kingdom alone; of all together it says that the three last
    lie apart from the rest, and that Germany and Korea both may be seventh.
    """
    low, high = rank_intervals(MERIT, ERROR)
    kingdom = NAMES.index("United Kingdom")
    assert (kingdom + 1, low[kingdom], high[kingdom]) == (13, 8, 23)
    low, high = simultaneous_ranks(MERIT, ERROR, np.arange(37), draws=20_000)
    ranks = {name: (int(low[place]), int(high[place])) for place, name in enumerate(NAMES)}
    assert (ranks["Korea"], ranks["Germany"]) == ((1, 7), (7, 25))
    assert {ranks[name][0] >= 35 for name in ("Chile", "Mexico", "Colombia")} == {True}
    assert max(high[:34]) == 34


def test_a_second_implementation_agrees() -> None:
    low, high = simultaneous_ranks(MERIT, ERROR, np.arange(37), draws=20_000)
    other_low, other_high = by_all_pairs(MERIT, ERROR, 10_000)
    assert (low.tolist(), high.tolist()) == (other_low.tolist(), other_high.tolist())


@pytest.mark.parametrize(("apart", "told"), [(2.60, False), (2.95, True)])
def test_two_people(apart: float, told: bool) -> None:
    """Both orders of two are one pair: 1.96 spreads = 2.77 points, as for one alone."""
    low, high = simultaneous_ranks(np.array([apart, 0.0]), np.ones(2), draws=20_000)
    assert (low.tolist(), high.tolist()) == (([1, 2], [1, 2]) if told else ([1, 1], [2, 2]))


@pytest.mark.parametrize(("apart", "told"), [(4.35, False), (4.60, True)])
def test_ten_people_need_the_studentized_range(apart: float, told: bool) -> None:
    """Of ten equals with error 1 the 95 % point of the range is 4.474 points."""
    low, _ = simultaneous_ranks(np.array([apart, *[0.0] * 9]), np.ones(10), draws=20_000)
    assert (low[9] == 2) == told


def test_without_errors_the_order_is_certain() -> None:
    low, high = simultaneous_ranks(np.array([3.0, 2.0, 1.0]), np.zeros(3))
    assert (low.tolist(), high.tolist()) == ([1, 2, 3], [1, 2, 3])


def test_whose_error_is_unknown_may_stand_anywhere() -> None:
    merit, error = np.array([90.0, 50.0, 10.0]), np.array([1.0, np.nan, 1.0])
    low, high = simultaneous_ranks(merit, error, np.arange(3))
    assert (low.tolist(), high.tolist()) == ([1, 1, 2], [2, 3, 3])
    low, high = simultaneous_ranks(merit, np.full(3, np.nan))
    assert (low.tolist(), high.tolist()) == ([1, 1, 1], [3, 3, 3])


def test_blocks_are_wider_and_never_narrower() -> None:
    random = np.random.default_rng(8)
    merit, error = np.sort(random.normal(70, 9, 300))[::-1], random.uniform(1, 3, 300)
    blocks, exact = simultaneous_ranks(merit, error), simultaneous_ranks(merit, error, np.arange(300))
    assert (blocks[0] <= exact[0]).all()
    assert (blocks[1] >= exact[1]).all()


def test_together_is_never_narrower_than_alone() -> None:
    random = np.random.default_rng(9)
    merit, error = np.sort(random.normal(70, 9, 200))[::-1], random.choice([1.0, 2.0, 3.0], 200)
    known = intervals(merit, error, 20)
    assert (known.low_all <= known.low).all()
    assert (known.high_all >= known.high).all()


def coverage(true: np.ndarray, error: np.ndarray, tries: int) -> tuple[np.ndarray, float]:
    """(share of `tries` in which each true rank lies in its interval alone, share in which all do together)."""
    random, count = np.random.default_rng(3), len(true)
    alone, together = np.zeros(count), 0
    for _ in range(tries):
        seen = true + error * random.standard_normal(count)
        order = np.argsort(-seen)
        known = intervals(seen[order], error[order], 5)
        alone[order] += (known.low <= order + 1) & (order + 1 <= known.high)
        together += bool(((known.low_all <= order + 1) & (order + 1 <= known.high_all)).all())
    return alone / tries, together / tries


@pytest.mark.parametrize(
    ("what", "true", "tries"),
    [
        ("apart", np.sort(np.random.default_rng(3).normal(0, 1, 20))[::-1], 80),
        ("nearly equal", np.linspace(0.002, 0, 20), 200),
    ],
)
def test_intervals_cover_true_ranks_alone_and_together(what: str, true: np.ndarray, tries: int) -> None:
    """Twenty with known true values; where these are nearly equal the method has nothing to spare."""
    alone, together = coverage(true, np.random.default_rng(4).choice([0.1, 0.3, 0.6], 20), tries)
    print(f"{what}: alone at least {alone.min():.3f}, on average {alone.mean():.3f}; together {together:.3f}")
    assert alone.mean() >= 0.95
    assert together >= 0.95


@pytest.mark.parametrize(("count", "seats", "first", "last"), [
    (100, 10, 0, 99), (12_000, 100, 0, 1_499), (12_000, 6_000, 5_250, 6_749), (2_000, 1_990, 500, 1_999),
])  # fmt: skip
def test_who_is_near_the_last_seat(count: int, seats: int, first: int, last: int) -> None:
    near = around(count, seats)
    assert (near[0], near[-1]) == (first, last)
