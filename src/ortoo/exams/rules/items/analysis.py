"""A file of answers analysed: what `ortoo items` says (docs/reference/items.md)."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from ortoo.exams.rules.items.classical import Classical, classical
from ortoo.exams.rules.items.estimates import Estimates
from ortoo.exams.rules.items.marginal import marginal
from ortoo.exams.rules.items.rasch import conditional
from ortoo.exams.rules.items.responses import Responses, refuse_unusable

Model = Literal["1pl", "2pl", "rasch-cml"]


@dataclass(frozen=True, eq=False)
class Analysis:
    """Both lists in items' order."""

    classical: Classical
    estimates: Estimates

    def as_json(self) -> dict[str, Any]:
        """With null for what is not defined, as a correlation with what does not vary."""
        of = self.classical
        return {
            "items": [self._item(place) for place in range(len(of.items))],
            "n": of.n,
            "alpha": of.alpha,
            "mean": of.mean,
            "variance": of.variance,
            "sem": of.sem,
            "log_likelihood": self.estimates.log_likelihood,
        }

    def _item(self, place: int) -> dict[str, Any]:
        item, model = self.classical.items[place], self.estimates
        return {
            "item": item.item,
            "p": item.p,
            "item_total": item.item_total,
            "item_rest": item.item_rest,
            "difficulty": float(model.difficulty[place]),
            "discrimination": None if model.discrimination is None else float(model.discrimination[place]),
            "se": float(model.se[place]),
        }


def analyse(responses: Responses, model: Model) -> Analysis:
    """Classical figures, and difficulties by `model`. Refuses what neither can use, by the name of the item."""
    refuse_unusable(responses)
    found = conditional(responses) if model == "rasch-cml" else marginal(responses, common_slope=model == "1pl")
    assert isfinite(found.log_likelihood)
    return Analysis(classical(responses), found)
