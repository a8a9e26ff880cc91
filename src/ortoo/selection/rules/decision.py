"""A decision with its proof, as it is stored, printed and checked. Ids and integer thousandths; no rows of people."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.selection.rules.quotas import Clause
from ortoo.selection.rules.thousandths import shown


@dataclass(frozen=True)
class Adjustment:
    """The price of one value's bound in thousandths: a floor's is positive, a ceiling's negative.

    count: what it is multiplied by in the bound: the bound itself, with floors "one" the places met.
    """

    attribute: str
    value: str
    thousandths: int
    bound: str
    count: int


@dataclass(frozen=True)
class QuotaPrice:
    """What one clause costs: without it the total rises by `total_lost`, and `replaced` of the chosen are others."""

    attribute: str
    value: str
    bound: str
    total_lost: int
    replaced: int


@dataclass(frozen=True)
class Unmet:
    """With floors "one": a floor of which only `met` places could be filled."""

    attribute: str
    value: str
    at_least: int
    met: int


@dataclass(frozen=True)
class Decision:
    """What `decide` answers. status "decided" or "infeasible"; in the latter everything but `conflict` is empty.

    chosen, reserve: ids in the rule's order. total, price_bound, cut: thousandths.
    """

    status: str
    objective: str
    floors: str
    seats: int
    rule_sha256: str
    chosen: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    total: int | None = None
    proof: str | None = None
    price_bound: int | None = None
    cut: int | None = None
    adjustments: tuple[Adjustment, ...] = ()
    quota_prices: tuple[QuotaPrice, ...] | None = None
    unmet: tuple[Unmet, ...] = ()
    conflict: tuple[Clause, ...] | None = None

    @property
    def bound(self) -> int | None:
        """The proven upper bound of the total: the total itself, by prices or by search."""
        return self.total

    def as_json(self, inputs: dict[str, str] | None = None) -> dict[str, object]:
        """The body of DECISION.json; `inputs` {file name: sha256}."""
        body: dict[str, object] = {
            "status": self.status,
            "objective": self.objective,
            "seats": self.seats,
            "chosen": list(self.chosen),
            "reserve": list(self.reserve),
            "total": _shown(self.total),
            "bound": _shown(self.bound),
            "proof": self.proof,
            "price_bound": _shown(self.price_bound),
            "cut": _shown(self.cut),
            "adjustments": {f"{price.attribute}={price.value}": shown(price.thousandths) for price in self.adjustments},
        }
        if self.quota_prices is not None:
            body["quota_prices"] = [_quota_price(price) for price in self.quota_prices]
        return body | {
            "unmet": [vars(floor) for floor in self.unmet],
            "certificate": self.certificate(),
            "conflict": None if self.conflict is None else [clause.as_json() for clause in self.conflict],
            "inputs": dict(inputs or {}),
            "rule_sha256": self.rule_sha256,
        }

    def certificate(self) -> dict[str, object] | None:
        """Integers (thousandths and counts) from which anybody can compute the bound again; None without prices."""
        if self.price_bound is None or self.cut is None:
            return None
        base = sum(price.thousandths * price.count for price in self.adjustments)
        return {
            "seats": self.seats,
            "cut": self.cut,
            "adjustments": [
                {
                    "attribute": price.attribute,
                    "value": price.value,
                    "adjustment": price.thousandths,
                    "bound": price.bound,
                    "count": price.count,
                }
                for price in self.adjustments
            ],
            "adjustments_times_bounds": base,
            "positive_margins": self.price_bound + base - self.seats * self.cut,
            "price_bound": self.price_bound,
            "total": self.total,
        }


def _shown(figure: int | None) -> str | None:
    return None if figure is None else shown(figure)


def _quota_price(price: QuotaPrice) -> dict[str, object]:
    return vars(price) | {"total_lost": shown(price.total_lost)}
