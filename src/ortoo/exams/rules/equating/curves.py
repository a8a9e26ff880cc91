"""Item parameters of a form and the curves they draw (chapter 6): one, two or three parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.equating.scores import Floats
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True, eq=False)
class Items:
    """(k,) each. P(right) = guess + (1 - guess) / (1 + exp(-factor x slope x (ability - difficulty))).

    `factor` 1 is the logistic scale; whoever has parameters on the scale with 1.7 says so. One-parameter items have
    slopes alike; without guessing, `guess` is 0. Refused: lengths that differ, slopes not above 0, guesses outside
    of 0 to 1, what is no number.
    """

    slope: Floats
    difficulty: Floats
    guess: Floats
    factor: float = 1.0

    def __post_init__(self) -> None:
        together = [self.slope, self.difficulty, self.guess]
        if len({np.shape(one) for one in together}) > 1 or not np.isfinite(together).all():
            raise Refusal("equating.items_uneven")
        for place, (slope, guess) in enumerate(zip(self.slope, self.guess, strict=True), start=1):
            if slope <= 0 or not 0 <= guess < 1:
                raise Refusal("equating.item_off", place=place, slope=float(slope), guess=float(guess))

    def __len__(self) -> int:
        return len(self.slope)

    def right(self, ability: Floats) -> Floats:
        """(points, k) the chance that each item is solved at each of the abilities (points,)."""
        from scipy.special import expit

        steps = self.factor * self.slope * (np.asarray(ability)[..., None] - self.difficulty)
        return np.asarray(self.guess + (1 - self.guess) * expit(steps))

    def expected_score(self, ability: Floats) -> Floats:
        """(points,) the true score on the whole form."""
        return np.asarray(self.right(ability).sum(axis=-1))

    def some(self, chosen: npt.NDArray[np.bool_] | list[int]) -> Items:
        """The items at these places, or where this mask is true."""
        return Items(self.slope[chosen], self.difficulty[chosen], self.guess[chosen], self.factor)


def items(
    difficulty: list[float], slope: list[float] | None = None, guess: list[float] | None = None, *, factor: float = 1.0
) -> Items:
    """Items from plain lists; slopes of 1 and no guessing where none are given."""
    places = np.asarray(difficulty, dtype=np.float64)
    return Items(
        np.ones_like(places) if slope is None else np.asarray(slope, dtype=np.float64),
        places,
        np.zeros_like(places) if guess is None else np.asarray(guess, dtype=np.float64),
        factor,
    )
