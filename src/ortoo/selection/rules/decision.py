"""A decision with its proof, as it is stored, printed and checked. Ids and integer thousandths; no rows of people."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.selection.rules.borderline import Band
from ortoo.selection.rules.quotas import Clause
from ortoo.selection.rules.thousandths import shown
from ortoo.selection.rules.tree import Leaf, Node


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

    def as_json(self) -> dict[str, object]:
        return {
            "attribute": self.attribute,
            "value": self.value,
            "adjustment": self.thousandths,
            "bound": self.bound,
            "count": self.count,
        }


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
class Loosened:
    """How far one clause of a conflict must give way, and no less: a floor or ceiling of `enough`, or so many seats.

    enough: for the other clauses of the conflict; in_rule: for all others of the rule. None where nothing is enough.
    witness: ids of a list that keeps the other clauses of the conflict and holds `enough` of what this one counts.
    """

    clause: Clause
    enough: int | None
    in_rule: int | None
    witness: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return self.clause.as_json() | {"enough": self.enough, "in_rule": self.in_rule}


@dataclass(frozen=True)
class Refutation:
    """Why the clauses of a conflict allow no list, to be checked by adding up.

    weights: one of each clause, a floor's positive, a ceiling's negative. Everybody scores the weights of the clauses
    that count them. A list that kept all would score at least `needed`, the weights x their bounds; no set of people
    scores more than `highest`, all positive scores together, which is less.
    """

    weights: tuple[int, ...]
    needed: int
    highest: int

    def as_json(self) -> dict[str, object]:
        return {"weights": list(self.weights), "needed": self.needed, "highest": self.highest}


@dataclass(frozen=True)
class Decision:
    """What `decide` answers. status "decided" or "infeasible"; in the latter all but `conflict`, `relaxations`,
    `refutation` and `band` is empty.

    chosen, reserve: ids in the rule's order. total, price_bound, cut: thousandths. base: what the adjustments add to
    any list, at least. tree: what proves the list where these prices do not, counted in 1/unit thousandths (tree.py).
    places: floors "one", why no list fills more places (places.py), where that is not plain.
    band: only where the rule declares what happens inside; with a lot all figures are those that count then
    (`borderline.levelled`).
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
    relaxations: tuple[Loosened, ...] | None = None
    refutation: Refutation | None = None
    band: Band | None = None
    base: int | None = None
    unit: int = 1
    step: int = 1
    tree: tuple[Node, ...] | None = None
    places: Leaf | None = None

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
        if self.band is not None:
            body["borderline"] = self.band.as_json()
        return body | {
            "unmet": [vars(floor) for floor in self.unmet],
            "certificate": self.certificate(),
            "conflict": None if self.conflict is None else [clause.as_json() for clause in self.conflict],
            "relaxations": None if self.relaxations is None else [one.as_json() for one in self.relaxations],
            "refutation": None if self.refutation is None else self.refutation.as_json(),
            "inputs": dict(inputs or {}),
            "rule_sha256": self.rule_sha256,
        }

    def certificate(self) -> dict[str, object] | None:
        """Integers (thousandths and counts) from which anybody can compute the bound again; None without prices."""
        if self.price_bound is None or self.cut is None:
            return None
        base = self.base or 0
        places = {} if self.places is None else {"places": self.places.as_json()}
        return {
            "seats": self.seats,
            "cut": self.cut,
            "adjustments": [price.as_json() for price in self.adjustments],
            "adjustments_times_bounds": base,
            "positive_margins": self.price_bound + base - self.seats * self.cut,
            "price_bound": self.price_bound,
            "total": self.total,
            "unit": self.unit,
            "step": self.step,
            "tree": None if self.tree is None else [node.as_json() for node in self.tree],
            **places,
        }


def _shown(figure: int | None) -> str | None:
    return None if figure is None else shown(figure)


def _quota_price(price: QuotaPrice) -> dict[str, object]:
    return vars(price) | {"total_lost": shown(price.total_lost)}
