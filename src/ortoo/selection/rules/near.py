"""Objective "total" for many candidates: only those near the line are put in order; the rest is shown not to matter.

The relaxation is solved on few, everybody is priced at once, and whoever the prices miss is added. The best list among
those near the line is then the best of all: whoever is left out lies further below the line, by whole prices, than
their bound lies above the total.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ortoo.selection.rules.crowd import Crowd
from ortoo.selection.rules.linear import Integers
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.prices import adjusted, cut_line
from ortoo.selection.rules.quotas import Question, question
from ortoo.selection.rules.relaxation import Relaxation, bent, middle
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.total import Optimum, best_of_relaxed

_AROUND = 400
_TOLERANCE = 1e-6


def best_near(rule: Rule, pool: Pool) -> tuple[Question, Optimum] | None:
    """(the question among those near the line, its optimum, which is that of all); None where this leads nowhere."""
    crowd = Crowd(rule, pool)
    found = _relaxed(rule, pool, crowd)
    if found is None:
        return None
    asked, relaxed = found
    rows = _around(crowd, asked, relaxed)
    while True:
        wider = question(rule, pool, rows)
        optimum = best_of_relaxed(wider, _moved(relaxed, asked, wider))
        if optimum is None:
            return None
        left_out = np.setdiff1d(_who_matter(crowd, wider, optimum), rows)
        if not len(left_out):
            return wider, optimum
        rows = np.union1d(rows, left_out)


def _relaxed(rule: Rule, pool: Pool, crowd: Crowd) -> tuple[Question, Relaxation] | None:
    """The relaxation over everybody, on those it took; None where not even fractions keep the quotas."""
    known = np.zeros(len(pool), dtype=bool)
    known[crowd.first_rows()] = True
    while True:
        asked = question(rule, pool, np.flatnonzero(known))
        if (asked.low > asked.high).any():
            return None
        relaxed = bent(asked)
        missed = crowd.worst_missed(relaxed.prices.cells, _line(asked, relaxed), known)
        if not len(missed):
            return None if relaxed.broken > _TOLERANCE else (asked, relaxed)
        known[missed] = True


def _line(asked: Question, relaxed: Relaxation) -> float:
    return middle(asked) - float(relaxed.solution.price[relaxed.posed.seats_row])


def _around(crowd: Crowd, asked: Question, relaxed: Relaxation) -> Integers:
    """Those the relaxation asked, and as many again as are nearest to the line."""
    few = min(len(crowd.able), crowd.seats + _AROUND)
    reach = 1.0
    while True:
        rows, margins = crowd.above(relaxed.prices.cells, _line(asked, relaxed) - reach)
        if len(rows) >= few:
            break
        reach *= 4.0
    nearest = rows[np.argsort(-margins, kind="stable")[: 4 * few]]
    return np.union1d(nearest, asked.rows)


def _moved(relaxed: Relaxation, asked: Question, wider: Question) -> Relaxation:
    """The same relaxation, its candidates by their positions in a wider question."""
    place = {row: position for position, row in enumerate(wider.rows.tolist())}
    positions = np.array([place[row] for row in asked.rows[relaxed.positions].tolist()], dtype=np.int64)
    return replace(relaxed, positions=positions, posed=replace(relaxed.posed, positions=positions))


def _who_matter(crowd: Crowd, asked: Question, optimum: Optimum) -> Integers:
    """Whoever is not further below the cut than the bound is above the total."""
    cut = cut_line(asked, adjusted(asked, optimum.prices.adjustment))
    least = cut - (optimum.price_bound - optimum.total)
    return crowd.above(optimum.prices.adjustment.astype(np.float64), least - 0.5)[0]
