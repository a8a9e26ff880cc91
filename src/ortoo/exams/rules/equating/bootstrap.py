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
    size = max(1, CELLS_AT_ONCE // max(len(new.n), len(old.n), new.highest + 1, old.highest + 1))
    streams = drawn(new, seed, NEW), drawn(old, seed, OLD)
    near = worth(new.n[None], old.n[None])[0]  # sums of squares of what is left then lose nothing
    sound, total, squares = 0, np.zeros(len(near)), np.zeros(len(near))
    for begun in range(0, draws, size):
        off = worth(*(stream(min(size, draws - begun)) for stream in streams)) - near
        off = off[np.isfinite(off).all(axis=1)]
        sound += len(off)
        total += off.sum(axis=0)
        squares += (off**2).sum(axis=0)
    if draws - sound > MOST_FAILING * draws or sound < 2:
        raise Refusal("equating.draws_fail", failing=draws - sound, draws=draws)
    return np.asarray(np.sqrt(np.maximum(squares - total**2 / sound, 0) / (sound - 1)))


def drawn(group: Scores, seed: int, which: int) -> Callable[[int], Integers]:
    """A stream of draws (count,) -> (count, m). NumPy keeps this generator as it is for good: figures can be redone."""
    stream = np.random.RandomState([seed, which])
    share = group.n / group.people

    def more(count: int) -> Integers:
        return np.asarray(stream.multinomial(group.people, share, size=count), dtype=np.int64)

    return more
