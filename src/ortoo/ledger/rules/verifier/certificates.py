"""Certificates of selections: figures that must fit one another, by addition alone; nothing is solved here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ortoo.ledger.rules.verifier.findings import Entry, must

DECIMAL = re.compile(r"(-?\d+)(?:\.(\d{1,3}))?", re.ASCII)
Value = tuple[str, str]
FIGURES = ("total", "bound", "price_bound", "cut")


def thousandths(text: str) -> int:
    """ValueError for anything but a decimal with at most three places.

    >>> thousandths("78.120"), thousandths("-0.5")
    (78120, -500)
    """
    found = DECIMAL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a decimal with three places")
    return int(found[1] + (found[2] or "").ljust(3, "0"))


def shown(figure: int) -> str:
    """
    >>> shown(78120), shown(-500)
    ('78.120', '-0.500')
    """
    whole, rest = divmod(abs(figure), 1000)
    return f"{'-' if figure < 0 else ''}{whole}.{rest:03}"


@dataclass
class Prices:
    """What quotas cost: (attribute, value) -> adjustment, a floor's positive, a ceiling's negative."""

    one: bool
    floors: dict[Value, int] = field(default_factory=dict)
    ceilings: dict[Value, int] = field(default_factory=dict)

    def enter(self, rule: Entry, attribute: str, value: str, adjustment: int) -> None:
        """Failed where no bound of the rule has this sign, or it is there already."""
        part, bound = (self.floors, "at_least") if adjustment > 0 else (self.ceilings, "at_most")
        stated = tightest(rule, bound, attribute, value)
        must(adjustment != 0 and stated is not None, f"the adjustment of {attribute}={value} belongs to no bound")
        must((attribute, value) not in part, f"the adjustment of {attribute}={value} is there twice")
        part[attribute, value] = adjustment

    def added(self, row: Mapping[str, str]) -> int:
        """The adjustments of who has `row`; with floors "one" only the largest floor's counts."""
        floors = [price for (attribute, value), price in self.floors.items() if row.get(attribute) == value]
        ceilings = sum(price for (attribute, value), price in self.ceilings.items() if row.get(attribute) == value)
        return ceilings + (max(floors, default=0) if self.one else sum(floors))

    def times_bounds(self, rule: Entry) -> int:
        """Each adjustment x its bound; with floors "one" this says nothing of the floors (`recounted`)."""
        bounds = ((self.floors, "at_least"), (self.ceilings, "at_most"))
        return sum(
            price * (tightest(rule, bound, *place) or 0) for part, bound in bounds for place, price in part.items()
        )


def prices_of(result: Entry) -> Prices:
    """Those that a list publishes, as they stand."""
    prices = Prices(result["floors"] == "one")
    for price in result["adjustments"]:
        part = prices.floors if price["adjustment"] > 0 else prices.ceilings
        part[price["attribute"], price["value"]] = price["adjustment"]
    return prices


def read_prices(rule: Entry, adjustments: list[Entry]) -> Prices:
    """Failed where an adjustment belongs to no bound of the rule, has the wrong sign or count, or is there twice."""
    prices = Prices(rule["floors"] == "one")
    for price in adjustments:
        place = price["attribute"], price["value"]
        must(place not in prices.floors | prices.ceilings, f"the adjustment of {place[0]}={place[1]} is there twice")
        prices.enter(rule, *place, price["adjustment"])
        bound = "at_least" if price["adjustment"] > 0 else "at_most"
        stated = tightest(rule, bound, *place) or 0
        met = prices.one and bound == "at_least" and 0 <= price["count"] <= stated
        counted = price["bound"] == bound and (met or price["count"] == stated)
        must(counted, f"the adjustment of {place[0]}={place[1]} is counted otherwise than the rule says")
    return prices


def tightest(rule: Entry, bound: str, attribute: str, value: str) -> int | None:
    """What the rule says of one value: the highest of its floors, the lowest of its ceilings."""
    stated = [
        quota[key]
        for quota in rule["quota"]
        for key, applies in ((bound, quota.get("value") == value), (f"each_{bound}", quota.get("value") is None))
        if quota["attribute"] == attribute and applies and quota.get(key) is not None
    ]
    if not stated:
        return None
    return max(stated) if bound == "at_least" else min(stated)


def certificate_holds(rule: Entry, decision: Entry) -> None:
    """The certificate says what the decision says, and its bound follows from its own figures."""
    certificate = decision["certificate"]
    if certificate is None:
        must(rule["objective"] != "total", "the decision has no certificate, and its rule is of the highest total")
        must(decision["bound"] == decision["total"], "the bound is not the total")
        return
    must(certificate["seats"] == rule["seats"], "the certificate is about another number of seats")
    for name in ("total", "price_bound", "cut"):
        must(certificate[name] == thousandths(decision[name]), f"the {name} of the certificate is not the decision's")
    prices = read_prices(rule, certificate["adjustments"])
    known = (prices.floors | prices.ceilings).items()
    said = {f"{attribute}={value}": shown(price) for (attribute, value), price in known}
    must(decision["adjustments"] == said, "the adjustments of the decision are not those of its certificate")
    base = certificate["adjustments_times_bounds"]
    must(prices.one or base == prices.times_bounds(rule), "the adjustments times their bounds add up otherwise")
    bound = certificate["seats"] * certificate["cut"] + certificate["positive_margins"] - base
    must(certificate["price_bound"] == bound, f"the bound of the certificate is {shown(bound)} by its own figures")
    must(certificate["positive_margins"] >= 0 and bound >= certificate["total"], "the bound lies below the total")
    must(decision["bound"] == decision["total"], "the bound is not the total")
    proof = "prices" if bound == certificate["total"] else "branching"
    must(decision["proof"] == proof, f"it claims a proof by {decision['proof']}, and its figures say {proof}")
    if "tree" in certificate:  # certificates from before trees have none
        must(proof == "prices" or bool(certificate["tree"]), "its prices leave a gap, and no tree closes it")
