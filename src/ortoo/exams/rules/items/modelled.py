"""Which model of item responses a group is large enough for, and what it says; why there is none where none fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ortoo.exams.rules.items.estimates import Estimates
from ortoo.exams.rules.items.marginal import marginal
from ortoo.exams.rules.items.responses import Responses, refuse_unusable
from ortoo.multilingual.refusals import Refusal

TWO_FROM, ONE_FROM = 500, 100
"""Sheets from which on each item gets a slope of its own, and from which on all get a common one. Below, classical
figures stand alone: errors of difficulties would be wider than the differences between items."""


@dataclass(frozen=True, eq=False)
class Modelled:
    """`model`: "2pl", "1pl" or "" ; `items` {name: figures}, of those that some solved and others did not.

    `refused`: code and values of what a model said no to, each model in turn."""

    model: str = ""
    items: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    log_likelihood: float | None = None
    refused: tuple[Refusal, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "log_likelihood": self.log_likelihood,
            "model_refused": [{"code": one.code, "values": dict(one.values)} for one in self.refused],
        }

    def of(self, item: str) -> Mapping[str, float | None]:
        return self.items.get(item, {"difficulty": None, "discrimination": None, "error": None})


def modelled(responses: Responses) -> Modelled:
    """`responses` of 0.0 and 1.0. What a larger model refuses, the smaller one is asked."""
    telling = _telling(responses)
    refused: list[Refusal] = []
    for model, fewest in (("2pl", TWO_FROM), ("1pl", ONE_FROM)):
        if responses.persons < fewest:
            continue
        try:
            refuse_unusable(telling)
            found = marginal(telling, common_slope=model == "1pl")
        except Refusal as refusal:
            refused.append(refusal)
        else:
            return Modelled(model, _by_item(telling, found), round(found.log_likelihood, 6), tuple(refused))
    return Modelled(refused=tuple(refused))


def _telling(responses: Responses) -> Responses:
    """Without items that all solved, or nobody did: they have no difficulty that a model could find."""
    some = (responses.facility > 0) & (responses.facility < 1)
    names = tuple(name for name, there in zip(responses.items, some, strict=True) if there)
    return Responses(names, responses.solved[:, some], responses.reached[:, some], responses.counts)


def _by_item(responses: Responses, found: Estimates) -> dict[str, dict[str, float]]:
    slopes = np.ones(len(responses.items)) if found.discrimination is None else found.discrimination
    rows = zip(responses.items, found.difficulty.tolist(), slopes.tolist(), found.se.tolist(), strict=True)
    return {
        item: {"difficulty": round(difficulty, 6), "discrimination": round(slope, 6), "error": round(se, 6)}
        for item, difficulty, slope, se in rows
    }
