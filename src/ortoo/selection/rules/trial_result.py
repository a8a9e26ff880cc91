"""What is kept of a trial: integers, codes and, of an earlier round, pseudonyms; its hash stands in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.trial import Difference, Trial, Way, counts

PUBLISHED, PERMITTED = "published", "permitted"
"""Groups beside the lists of the trial: the list that was published then, and who was permitted to travel from it."""


def result_of(
    trial: Trial,
    pool: Pool,
    facts: Mapping[str, Sequence[str]],
    *,
    missing: Sequence[str] = (),
    published: Sequence[str] = (),
    permitted: Sequence[str] = (),
    named: bool = True,
) -> dict[str, Any]:
    """The body that is kept and hashed; thousandths and counts.

    facts: attribute -> values in the order of the pool. missing: columns for ties that the records lack. named False
    keeps nobody's id: those of a file may be anything, and only counts are kept of it.
    """
    groups = {str(place): set(way.decision.chosen) for place, way in enumerate(trial.ways)}
    groups |= {name: set(ids) for name, ids in ((PUBLISHED, published), (PERMITTED, permitted)) if ids}
    prices = trial.ways[trial.prices].decision.quota_prices
    return {
        "candidates": len(pool),
        "eligible": len(pool.eligible_rows),
        "missing": list(missing),
        "cells": [vars(cell) for cell in trial.cells],
        "ways": [_way(way) for way in trial.ways],
        "prices_of": trial.prices,
        "prices": None if prices is None else [vars(price) for price in prices],
        "together": None if trial.together is None else vars(trial.together),
        "differences": [_difference(one, named=named) for one in trial.differences],
        "groups": {name: len(ids) for name, ids in groups.items()},
        "shares": counts(pool, facts, list(groups.values())),
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "objective": way.objective,
        "floors": way.floors,
        "draft": way.draft,
        "total": way.decision.total,
        "lowest": way.lowest,
        "filled": list(way.filled),
        "unmet": [vars(floor) for floor in way.decision.unmet],
        **_conflict(way.decision),
    }


def _conflict(decision: Decision) -> dict[str, Any]:
    clauses = [clause.as_json() for clause in decision.conflict or ()]
    return {"conflict": clauses, "relaxations": [one.as_json() for one in decision.relaxations or ()]}


def _difference(one: Difference, *, named: bool) -> dict[str, Any]:
    return {
        "first": one.first,
        "second": one.second,
        "both": one.both,
        "apart": len(one.only_first),
        "only_first": list(one.only_first) if named else [],
        "only_second": list(one.only_second) if named else [],
    }
