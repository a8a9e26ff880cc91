"""Standard errors by drawing both groups again, person by person, from a stated seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ortoo.exams.rules.equating.scores import Floats, Integers, Scores
from ortoo.multilingual.refusals import Refusal

NEW, OLD = 0, 1
CELLS_AT_ONCE = 4_000_000
MOST_FAILING = 0.01

Worth = Callable[[Integers, Integers], Floats]
"""(draws, m) counts of the pairs of both groups -> (draws, points) what the points of the new form are worth."""


def standard_errors(new: Scores, old: Scores, worth: Worth, draws: int, seed: int) -> Floats:
    """(points,) the standard deviation of `worth` over the draws. Draws in which a group has no spread are left out.

    Refused where more than one in a hundred is: the groups then are too alike to be equated.
    """
    size = max(1, CELLS_AT_ONCE // max(len(new.n), len(old.n)))
    streams = drawn(new, seed, NEW), drawn(old, seed, OLD)
    values = np.concatenate(
        [worth(*(stream(min(size, draws - begun)) for stream in streams)) for begun in range(0, draws, size)]
    )
    sound = np.isfinite(values).all(axis=1)
    if (~sound).mean() > MOST_FAILING:
        raise Refusal("equating.draws_fail", failing=int((~sound).sum()), draws=draws)
    return np.asarray(values[sound].std(axis=0, ddof=1))


def drawn(group: Scores, seed: int, which: int) -> Callable[[int], Integers]:
    """A stream of draws (count,) -> (count, m). NumPy keeps this generator as it is for good: figures can be redone."""
    stream = np.random.RandomState([seed, which])
    share = group.n / group.people

    def more(count: int) -> Integers:
        return np.asarray(stream.multinomial(group.people, share, size=count), dtype=np.int64)

    return more
