"""What a model of item responses says of the items."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.exams.rules.items.responses import Floats


@dataclass(frozen=True, eq=False)
class Estimates:
    """(J,) each, in items' order. `se` is the standard error of the difficulty; a `discrimination` of None: the model
    has none. Logistic metric: chance = 1 / (1 + exp(-discrimination (ability - difficulty)))."""

    difficulty: Floats
    discrimination: Floats | None
    se: Floats
    log_likelihood: float
