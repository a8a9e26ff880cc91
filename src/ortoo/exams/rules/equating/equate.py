"""What each whole score of the new form is worth on the old one, by a stated method, with its standard error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.equating import anchored, random_groups
from ortoo.exams.rules.equating.bootstrap import standard_errors
from ortoo.exams.rules.equating.lines import Line
from ortoo.exams.rules.equating.moments import Moments, moments
from ortoo.exams.rules.equating.scores import Floats, Integers, Scores
from ortoo.multilingual.refusals import Refusal

EQUIPERCENTILE = "equipercentile"
WITH_ANCHOR = ("tucker", "levine", "chained")
WEIGHTED = ("tucker", "levine")
METHODS = ("mean", "linear", EQUIPERCENTILE, *WITH_ANCHOR)
DRAWS, SEED = 1000, 1
MOST_DRAWS = 100_000


@dataclass(frozen=True, eq=False)
class Equated:
    """`worth` and `error`: (highest + 1,) old scores for the whole new scores from 0, and their standard errors.

    `slope`, `intercept` of a straight line: worth = intercept + slope x new; None where the method draws none.
    """

    worth: Floats
    error: Floats
    slope: float | None = None
    intercept: float | None = None

    def as_json(self) -> dict[str, object]:
        """Scores and errors with six decimals, the line with nine."""
        rows = [
            {"new": new, "old": round(float(old), 6), "se": round(float(se), 6)}
            for new, (old, se) in enumerate(zip(self.worth, self.error, strict=True))
        ]
        if self.slope is None or self.intercept is None:
            return {"table": rows}
        return {"table": rows, "slope": round(self.slope, 9), "intercept": round(self.intercept, 9)}


def equate(
    new: Scores, old: Scores, method: str, *, new_weight: float = 1.0, draws: int = DRAWS, seed: int = SEED
) -> Equated:
    """`method`: one of METHODS; those WITH_ANCHOR ask for the anchor of both groups.

    `new_weight`: the share of the new group in the synthetic population of Tucker and Levine, 0 to 1. `draws` of both
    groups with `seed` give the errors. Both groups have passed `scores.check`. Refused: what leaves no straight line.
    """
    points = np.arange(new.highest + 1, dtype=np.float64)
    if method == EQUIPERCENTILE:
        worth = random_groups.equipercentile(new.counts(), old.counts())
        return Equated(worth, standard_errors(new, old, _ranked(new, old), draws, seed))
    line_of = _line_of(method, new_weight)
    line = line_of(moments(new), moments(old))
    if not np.isfinite(line.slope):
        raise Refusal("equating.no_line", method=method)

    def drawn(of_new: Integers, of_old: Integers) -> Floats:
        return line_of(moments(new, of_new), moments(old, of_old)).at(points)

    error = standard_errors(new, old, drawn, draws, seed)
    return Equated(line.at(points), error, float(line.slope), float(line.intercept))


def _line_of(method: str, new_weight: float) -> Callable[[Moments, Moments], Line]:
    lines: Mapping[str, Callable[[Moments, Moments], Line]] = {
        "mean": random_groups.mean,
        "linear": random_groups.linear,
        "tucker": lambda new, old: anchored.tucker(new, old, new_weight),
        "levine": lambda new, old: anchored.levine(new, old, new_weight),
        "chained": anchored.chained,
    }
    return lines[method]


def _ranked(new: Scores, old: Scores) -> Callable[[Integers, Integers], Floats]:
    def drawn(of_new: Integers, of_old: Integers) -> Floats:
        pairs = zip(new.counts(of_new), old.counts(of_old), strict=True)
        return np.array([random_groups.equipercentile(*pair) for pair in pairs])

    return drawn
