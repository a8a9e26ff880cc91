"""How far marks can tell candidates apart: confidence intervals of ranks, and the chance to be among the best.

Ranks: Mogstad, Romano, Shaikh and Wilhelm, Inference for ranks (Review of Economic Studies 2024), marginal two-sided
intervals with stepdown as in the R package csranks; the critical values are computed from the normal law instead of
drawn. Chance: independent normal errors, quotas aside. Points, not thousandths; nothing here decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_MISS = 0.05
_GROUPS = 64
_SURE = 1e-9


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """(n,) each. rank_low to rank_high: 95 % interval of the true rank, 1 best. p_top: chance of the true top."""

    rank_low: Integers
    rank_high: Integers
    p_top: Floats


def uncertainty(merit: Floats, error: Floats, seats: int, of: Integers | None = None) -> Uncertainty:
    """Of candidates with `merit` and standard `error` in points, best first (ties without any error: by position).

    An error that nobody knows is NaN. `of`: the positions to answer for, in this order; all where not given.
    """
    low, high = rank_intervals(merit, error, of)
    return Uncertainty(low, high, chance_of_top(merit, error, seats, of))


def rank_intervals(
    merit: Floats, error: Floats, of: Integers | None = None, most: int = _GROUPS
) -> tuple[Integers, Integers]:
    """(lowest, highest) rank of each that a 5 % error rate allows.

    Errors of more than 64 different sizes (`most`) are put into 64 groups, each as large as its largest: intervals then
    are a little wider than they need be, never narrower. Whose error is unknown may stand anywhere: nobody is set apart
    from them, and they from nobody.
    """
    asked = np.arange(len(merit)) if of is None else of
    sizes, group = error_groups(error, most)
    ordered = [np.sort(merit[group == number]) for number in range(len(sizes))]
    everybody = np.array([len(members) for members in ordered])
    low, high = np.ones(len(asked), dtype=np.int64), np.full(len(asked), len(merit), dtype=np.int64)
    for number in np.unique(group[asked][group[asked] >= 0]).tolist():
        people = np.flatnonzero(group[asked] == number)
        table = _Table(sizes, number)
        others = everybody - (np.arange(len(sizes)) == number)
        for some in np.array_split(people, max(1, len(people) // 400)):
            better, worse = _stepdown(merit[asked[some]], ordered, others, table)
            low[some] += better
            high[some] -= worse
    return low, high


def _stepdown(merit: Floats, ordered: list[Floats], others: Integers, table: _Table) -> tuple[Integers, Integers]:
    """How many are surely better and worse than each: those set apart leave, the rest is looked at again."""
    left = np.broadcast_to(others, (len(merit), len(others))).astype(np.float64)
    before = np.full(len(merit), -1)
    while True:
        distance = table.critical(left)[:, None] * table.spread
        reach = list(zip(ordered, distance.T, strict=True))
        better = np.stack([len(all_) - np.searchsorted(all_, merit + far, "right") for all_, far in reach], axis=1)
        worse = np.stack([np.searchsorted(all_, merit - far, "left") for all_, far in reach], axis=1)
        apart = (better + worse).sum(axis=1)
        if np.array_equal(apart, before):
            return better.sum(axis=1), worse.sum(axis=1)
        before, left = apart, others - (better + worse).astype(np.float64)


def error_groups(error: Floats, most: int = _GROUPS) -> tuple[Floats, Integers]:
    """(size of each group, group of each candidate; -1 where the error is unknown): at most so many groups, each as
    large as its largest.
    """
    known = ~np.isnan(error)
    group = np.full(len(error), -1, dtype=np.int64)
    sizes, found = np.unique(error[known], return_inverse=True)
    if len(sizes) > most:
        edges = np.quantile(error[known], np.linspace(0, 1, most + 1)[1:], method="higher")
        sizes = np.unique(edges)
        found = np.searchsorted(sizes, error[known])
    group[known] = found.ravel()
    return sizes, group


class _Table:
    """For candidates of one error size: the chance that no difference to others exceeds c spreads, for a grid of c."""

    def __init__(self, sizes: Floats, own: int) -> None:
        from scipy.special import ndtr

        self.grid = np.linspace(1.8, 7.0, 53)
        draws = np.linspace(-7.0, 7.0, 41)
        weights = np.exp(-(draws**2) / 2)
        self.weights = weights / weights.sum()
        self.spread = np.sqrt(sizes**2 + sizes[own] ** 2)
        reach = self.grid[:, None, None] * self.spread
        shift = draws[None, :, None] * sizes[own]
        with np.errstate(divide="ignore", invalid="ignore"):
            outside = ndtr(-(reach + shift) / sizes) + ndtr((shift - reach) / sizes)
            within = np.log1p(-np.nan_to_num(outside, nan=0.0))
        self.log_within = np.maximum(within, -700.0).reshape(-1, len(sizes)).T

    def critical(self, counts: Floats) -> Floats:
        """The c that keeps the chance of any false difference at 5 %, for each row of counts by error size."""
        logs = (counts @ self.log_within).reshape(len(counts), len(self.grid), -1)
        chance = np.exp(logs) @ self.weights
        place = np.clip((chance < 1 - _MISS).sum(axis=1), 1, len(self.grid) - 1)
        rows = np.arange(len(counts))
        # The chance of a largest difference is nearly straight in c after this transformation.
        below, above, wanted = (
            -np.log(-np.log(np.clip(figure, 1e-300, 1 - 1e-15)))
            for figure in (chance[rows, place - 1], chance[rows, place], 1 - _MISS)
        )
        part = np.clip((wanted - below) / np.maximum(above - below, 1e-12), 0.0, 1.0)
        critical: Floats = self.grid[place - 1] + part * (self.grid[place] - self.grid[place - 1])
        return critical


def chance_of_top(merit: Floats, error: Floats, seats: int, of: Integers | None = None) -> Floats:
    """(n,) the chance of each to lie truly above the `seats`-th best of the others, wherever that lies.

    NaN for everybody where somebody's error is unknown.
    """
    asked = np.arange(len(merit)) if of is None else of
    if seats >= len(merit):
        return np.ones(len(asked))
    if np.isnan(error).any():
        return np.full(len(asked), np.nan)
    if not error.any():
        return (asked < seats).astype(np.float64)
    line = _line(merit, error, seats)
    passing = _chance_above(line, merit, error)
    involved = (passing.max(axis=1) > _SURE) & (passing.min(axis=1) < 1 - _SURE)
    sure = passing.min(axis=1) >= 1 - _SURE
    places = seats - int(sure.sum())
    chance = sure[asked].astype(np.float64)
    if places <= 0:
        return chance
    few = _chance_of_few(passing[involved], places)
    uncertain = np.flatnonzero(involved[asked])
    people = asked[uncertain]
    middle = _chance_above((line[1:] + line[:-1]) / 2, merit[people], error[people])
    found = np.zeros(len(people))
    for some in np.array_split(np.arange(len(people)), max(1, len(people) // 200)):
        taken = _without_self(few, passing[people[some]], places)
        found[some] = (middle[some] * np.diff(taken, axis=1)).sum(axis=1) + middle[some, 0] * taken[:, 0]
    chance[uncertain] = np.clip(found, 0.0, 1.0)
    return chance


def _line(merit: Floats, error: Floats, seats: int) -> Floats:
    """Places where the line between in and out may lie, from surely too low to surely too high."""
    lowest, highest = float((merit - 9 * error).min()) - 1e-6, float((merit + 9 * error).max()) + 1e-6

    def expected(place: float) -> float:
        return float(_chance_above(np.array([place]), merit, error).sum())

    def too_low(place: float) -> bool:
        mean = expected(place)
        return mean > seats and (mean - seats + 1) ** 2 > 45 * mean

    def too_high(place: float) -> bool:
        mean = expected(place)
        return mean < seats and (seats - mean) ** 2 > 45 * (mean + (seats - mean) / 3)

    low, high = _last(too_low, lowest, highest), -_last(lambda place: too_high(-place), -highest, -lowest)
    return np.linspace(low, high, 201 if len(merit) > 1000 else 1001)


def _last(holds, start: float, end: float) -> float:  # type: ignore[no-untyped-def]
    """The furthest place from `start` towards `end` where `holds`, within a thousandth of the way; else `start`."""
    begin = start
    for _ in range(12):
        middle = (start + end) / 2
        start, end = (middle, end) if holds(middle) else (start, middle)
    return start if start > begin else begin


def _chance_above(line: Floats, merit: Floats, error: Floats) -> Floats:
    """(n, places of the line) the chance that a candidate's true merit lies above each place."""
    from scipy.special import ndtr

    with np.errstate(divide="ignore", invalid="ignore"):
        distance = (merit[:, None] - line) / error[:, None]
    return np.asarray(ndtr(np.nan_to_num(distance, nan=0.0, posinf=np.inf, neginf=-np.inf)))


def _chance_of_few(passing: Floats, places: int) -> Floats:
    """(count, line) the chance that at most `count` are above; counts up to where that is sure."""
    mean = passing.sum(axis=0).max()
    most = min(len(passing), int(places + mean + 10 * np.sqrt(mean) + 20))
    exactly = np.zeros((most + 1, passing.shape[1]))
    exactly[0] = 1.0
    reached = 0
    for chance in passing:
        reached = min(reached + 1, most)
        moved = exactly[:reached] * chance
        exactly[: reached + 1] *= 1 - chance
        exactly[1 : reached + 1] += moved
    return np.cumsum(exactly, axis=0)


def _without_self(few: Floats, own: Floats, places: int) -> Floats:
    """(candidates, line) the chance that fewer than `places` of the others are above: the own chance taken out again.

    Forwards where the own chance is at most one half, backwards where it is more, so that errors shrink.
    """
    forwards = np.zeros(own.shape)
    for count in range(places):
        forwards = (few[count] - own * forwards) / np.maximum(1 - own, 0.5)
    backwards = np.ones(own.shape)
    for count in range(len(few) - 1, places - 1, -1):
        backwards = (few[count] - (1 - own) * backwards) / np.maximum(own, 0.5)
    return np.clip(np.where(own <= 0.5, forwards, backwards), 0.0, 1.0)
