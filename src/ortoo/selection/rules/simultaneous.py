"""Confidence intervals of all ranks at once: with 95 % every true rank lies in its interval.

Mogstad, Romano, Shaikh and Wilhelm, Inference for ranks (Review of Economic Studies 2024), two-sided with stepdown as
in the R package csranks: of all pairs, that one is better is claimed where their difference is larger than the largest
of all such differences is by chance alone in 95 of 100 draws. What is claimed leaves the family and the rest is drawn
again, while the opposite claim of a pair always stays in.
Independent normal errors, drawn from a fixed seed. Points, not thousandths; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.selection.rules.uncertainty import Floats, Integers, error_groups

FEWEST, MOST = 1_000, 4_000
"""Draws: 1,000 of twelve thousand candidates, more where they are fewer."""
SEED = 20_503
BLOCKS = 32
_CELLS = 600_000
_STEPS = 3
_MISS = 0.05

Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class _Blocks:
    """Candidates by equal error: `sizes` of the errors, and in each block its `merit`, the worst first."""

    sizes: Floats
    merit: tuple[Floats, ...]
    group: Integers

    def spread(self, one: int) -> Floats:
        return np.asarray(np.sqrt(self.sizes[one] ** 2 + self.sizes**2))


def simultaneous_ranks(
    merit: Floats,
    error: Floats,
    exact: Integers | None = None,
    progress: Progress | None = None,
    draws: int | None = None,
) -> tuple[Integers, Integers]:
    """(lowest, highest) rank of everybody, 1 best; whose error is NaN may stand anywhere, and sets nobody apart.

    Errors of more than 32 sizes are drawn in 32 blocks, each as large as its largest. Those at the positions `exact`
    are held against everybody with the errors as they are, the rest in blocks: a little wider, never narrower.
    """
    low, high = np.ones(len(merit), dtype=np.int64), np.full(len(merit), len(merit), dtype=np.int64)
    sizes, group = error_groups(error, BLOCKS)
    if len(sizes) == 0:
        return low, high
    blocks = _Blocks(sizes, tuple(np.sort(merit[group == one]) for one in range(len(sizes))), group)
    some = draws or min(MOST, max(FEWEST, FEWEST * 12_000 // len(merit)))
    far = critical_value(blocks, some, progress)
    for one in range(len(sizes)):
        people = np.flatnonzero(group == one)
        for all_, reach in zip(blocks.merit, far * blocks.spread(one), strict=True):
            low[people] += len(all_) - np.searchsorted(all_, merit[people] + reach, "right")
            high[people] -= np.searchsorted(all_, merit[people] - reach, "left")
    known = np.array([], dtype=np.int64) if exact is None else exact[group[exact] >= 0]
    for few in np.array_split(known, max(1, len(known) // 200)):
        low[few], high[few] = _pair_by_pair(merit, error, few, far)
    return low, high


def _pair_by_pair(merit: Floats, error: Floats, few: Integers, far: float) -> tuple[Integers, Integers]:
    """The same for a few, by their own errors and those of everybody."""
    others = np.flatnonzero(~np.isnan(error))
    reach = far * np.sqrt(error[few, None] ** 2 + error[others] ** 2)
    apart = merit[others] - merit[few, None]
    return 1 + (apart > reach).sum(axis=1), len(merit) - (apart < -reach).sum(axis=1)


def critical_value(blocks: _Blocks, draws: int, progress: Progress | None = None) -> float:
    """How many spreads apart two must lie, after as many steps down as claim anything more."""
    far, before, step = np.inf, -1, 0
    while True:
        reached = [_reached(blocks, one, far) for one in range(len(blocks.sizes))]
        left = sum(int(at.sum()) for row in reached for at in row)
        if left == before:
            return float(far)
        far = min(far, _quantile(_largest(blocks, reached, draws, progress and _of_step(progress, step))))
        before, step = left, step + 1


def _of_step(progress: Progress, step: int) -> Progress:
    """Most often there are three steps; a further one leaves the bar where it is."""
    return lambda done, of: progress(min(step * of + done, _STEPS * of), _STEPS * of)


def _reached(blocks: _Blocks, one: int, far: float) -> list[npt.NDArray[np.int64]]:
    """For block `one` and each other: how many of the other are not yet claimed to be better, for each member."""
    own = blocks.merit[one]
    if np.isinf(far):
        return [np.full(len(own), len(all_), dtype=np.int64) for all_ in blocks.merit]
    pairs = zip(blocks.merit, far * blocks.spread(one), strict=True)
    return [np.searchsorted(all_, own + reach, "right") for all_, reach in pairs]


def _largest(
    blocks: _Blocks, reached: list[list[npt.NDArray[np.int64]]], draws: int, progress: Progress | None
) -> Floats:
    """(draws,) the largest standardized difference by which somebody seems better than another, of what is left."""
    random = np.random.default_rng(SEED)
    found: list[Floats] = []
    batch = max(1, _CELLS // len(blocks.group))
    for start in range(0, draws, batch):
        rows = min(batch, draws - start)
        drawn = [
            size * random.standard_normal((rows, len(all_)), dtype=np.float32)
            for size, all_ in zip(blocks.sizes, blocks.merit, strict=True)
        ]
        found.append(_largest_of(blocks, reached, drawn))
        if progress:
            progress(start + rows, draws)
    return np.concatenate(found)


def _largest_of(blocks: _Blocks, reached: list[list[npt.NDArray[np.int64]]], drawn: list[Floats]) -> Floats:
    """For each row of `drawn`. Who is not yet claimed to be better are the worst so many: their running maximum."""
    best = [np.maximum.accumulate(errors, axis=1) for errors in drawn]
    largest = np.zeros(len(drawn[0]))
    for one, errors in enumerate(drawn):
        from_here = np.minimum.accumulate(errors[:, ::-1], axis=1)[:, ::-1]
        for other, spread in enumerate(blocks.spread(one)):
            if spread > 0:
                for apart in _apart(best[other], errors, from_here, reached[one][other]):
                    np.maximum(largest, apart / spread, out=largest)
    return largest


def _apart(best: Floats, errors: Floats, from_here: Floats, at: npt.NDArray[np.int64]) -> Iterator[Floats]:
    """The largest differences to one block. `at` grows with the own merit: the best are held against the whole block,
    for whom the lowest error `from_here` on is enough; nobody is left for the worst.
    """
    first, whole = np.searchsorted(at, 1), np.searchsorted(at, best.shape[1])
    if whole < len(at):
        yield best[:, -1] - from_here[:, whole]
    if first < whole:
        yield (best[:, at[first:whole] - 1] - errors[:, first:whole]).max(axis=1)


def _quantile(largest: Floats) -> float:
    """The smallest draw that at most 5 % exceed, rounded towards the safe side."""
    place = int(np.ceil((1 - _MISS) * (len(largest) + 1))) - 1
    return float(np.sort(largest)[min(place, len(largest) - 1)])
