"""The adjustments of a place: which of its own categories have one, and what each adds."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.selection.clauses import ceiling, floor
from ortoo.selection.models import Place
from ortoo.selection.naming import Naming


@dataclass(frozen=True)
class Own:
    """The price of one quota that the place counts for: the clause in words, and what it adds in thousandths."""

    clause: str
    thousandths: int


def adjustment_of(place: Place) -> int:
    """All together, in thousandths; 0 where no prices are."""
    if place.adjusted is None or place.merit is None:
        return 0
    return place.adjusted - place.merit


def adjustments_of(place: Place, names: Naming) -> list[Own]:
    """Each of them, in the order of the decision. Where a person counts for one floor only, the largest floor alone."""
    certificate = place.run.decision["certificate"]
    if certificate is None or place.adjusted is None:
        return []
    facts = place.facts
    own = [row for row in certificate["adjustments"] if facts.get(row["attribute"]) == row["value"]]
    if sum(row["adjustment"] for row in own) != adjustment_of(place):
        floors = [row for row in own if row["adjustment"] > 0]
        largest = max(floors, key=lambda row: row["adjustment"], default=None)
        own = [row for row in own if row["adjustment"] < 0 or row is largest]
    return [
        Own(
            (ceiling if row["bound"] == "at_most" else floor)(row["attribute"], row["value"], row["count"], names),
            row["adjustment"],
        )
        for row in own
    ]
