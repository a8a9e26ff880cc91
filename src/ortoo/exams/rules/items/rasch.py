"""The Rasch model by conditional maximum likelihood: difficulties of items whatever the persons are like.

Given how many of the items before them persons solved, which ones they solved depends on the items alone; so groups
that solved none or all say nothing here, and no law of abilities is taken for granted. Andersen, A goodness of fit test
for the Rasch model (Psychometrika 1973); that a finite maximum exists is asked as in Fischer, On the existence and
uniqueness of maximum-likelihood estimates in the Rasch model (Psychometrika 1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.items.estimates import Estimates
from ortoo.exams.rules.items.responses import Floats, Responses
from ortoo.exams.rules.items.score_chances import fitting_ability, score_chances
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True, eq=False)
class _Given:
    """(g, J) items reached, (g,) how many solved, (g,) how many persons and (g,) an ability of each group; (J,) persons
    who solved."""

    reached: npt.NDArray[np.bool_]
    scores: npt.NDArray[np.intp]
    persons: Floats
    ability: Floats
    solved: Floats


def conditional(responses: Responses) -> Estimates:
    """Difficulties that sum to zero, with the standard errors of such differences from the mean.

    Refuses items that no finite difficulty fits, by name: whoever solved one of them solved all others.
    """
    from scipy.optimize import minimize

    _refuse_apart(responses)
    size = len(responses.items)
    start = np.log((1 - responses.facility) / responses.facility)
    given = _given(responses, start - start.mean())
    options = {"ftol": 1e-14, "gtol": 1e-7}
    found = minimize(_falling, start - start.mean(), (given,), "L-BFGS-B", jac=True, options=options)
    difficulty = found.x - found.x.mean()
    # Only differences are determined: the matrix of ones stands for the direction in which nothing is known.
    inverse = np.linalg.inv(_information(difficulty, given) + 1 / size) - 1 / size
    difficulty = difficulty + inverse @ _slope(difficulty, given)
    difficulty = difficulty - difficulty.mean()
    value, _ = _falling(difficulty, given)
    return Estimates(difficulty, None, np.sqrt(np.diag(inverse)), -value)


def _refuse_apart(responses: Responses) -> None:
    from scipy.sparse.csgraph import connected_components

    weighted = responses.solved * responses.counts[:, None]
    linked = weighted.T @ (responses.reached - responses.solved) > 0
    count, part = connected_components(linked, directed=True, connection="strong")
    if count == 1:
        return
    ends = [one for one in range(count) if not linked[np.ix_(part == one, part != one)].any()]
    smallest = min(ends, key=lambda one: int((part == one).sum()))
    names = [item for item, own in zip(responses.items, part, strict=True) if own == smallest]
    raise Refusal("items.apart", items=", ".join(names))


def _given(responses: Responses, difficulty: Floats) -> _Given:
    """Patterns by what they reached and how much they solved; those that solved nothing or all of it say nothing."""
    scores, most = responses.totals, responses.reached.sum(axis=1)
    telling = (scores > 0) & (scores < most)
    keys = np.column_stack([responses.reached[telling], scores[telling]])
    groups, place = np.unique(keys, axis=0, return_inverse=True)
    counts = responses.counts[telling]
    persons = np.bincount(place.ravel(), weights=counts, minlength=len(groups)).astype(np.float64)
    reached, score = groups[:, :-1] > 0, groups[:, -1].astype(np.intp)
    ability = fitting_ability(difficulty, reached, score)
    return _Given(reached, score, persons, ability, counts @ responses.solved[telling])


def _falling(difficulty: Floats, given: _Given) -> tuple[float, Floats]:
    """Minus the conditional log-likelihood, and its slope."""
    log_function, solving = score_chances(difficulty, given.reached, given.scores, given.ability)
    value = given.persons @ log_function + given.solved @ difficulty
    return float(value), given.solved - given.persons @ solving


def _slope(difficulty: Floats, given: _Given) -> Floats:
    return -_falling(difficulty, given)[1]


def _information(difficulty: Floats, given: _Given) -> Floats:
    """(J, J): what is known, minus the second derivatives; the covariances of who solves what, given the scores."""
    _, solving = score_chances(difficulty, given.reached, given.scores, given.ability)
    both = np.empty((len(difficulty), len(difficulty)))
    for item, own in enumerate(solving.T):
        # Whoever solved this item shares one point less among the others.
        reached = given.reached.copy()
        reached[:, item] = False
        _, others = score_chances(difficulty, reached, given.scores - 1, given.ability)
        others[:, item] = 1
        both[item] = (given.persons * own) @ others
    return both - (solving * given.persons[:, None]).T @ solving
