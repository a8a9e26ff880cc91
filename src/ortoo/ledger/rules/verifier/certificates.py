"""Certificates of selections: figures that must fit one another, by addition alone; nothing is solved here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ortoo.ledger.rules.verifier.findings import Entry, must

DECIMAL = re.compile(r"(-?\d+)(?:\.(\d{1,3}))?", re.ASCII)
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


@dataclass(frozen=True)
class Prices:
    """What quotas cost, in thousandths: `known` (attribute, value) -> adjustment; `base` = adjustments x bounds."""

    known: Mapping[tuple[str, str], int]
    base: int
    floors_one: bool

    def added(self, row: Mapping[str, str]) -> int:
        """The adjustment of who has `row`; with floors "one" only the largest floor's counts."""
        own = [price for (attribute, value), price in self.known.items() if row.get(attribute) == value]
        if not self.floors_one:
            return sum(own)
        return max(0, 0, *own) + sum(min(0, price) for price in own)


def read_prices(rule: Entry, adjustments: list[Entry]) -> Prices:
    """Failed where an adjustment belongs to no bound of the rule, has the wrong sign, or is there twice."""
    one, known, base = rule["floors"] == "one", {}, 0
    for price in adjustments:
        place = (price["attribute"], price["value"])
        where = f"the adjustment of {place[0]}={place[1]}"
        must(price["adjustment"] != 0 and place not in known, f"{where} is nothing, or there twice")
        bound = "at_least" if price["adjustment"] > 0 else "at_most"
        stated = tightest(rule, bound, *place)
        must(price["bound"] == bound and stated is not None, f"{where} belongs to no bound of the rule")
        met = one and bound == "at_least" and 0 <= price["count"] <= (stated or 0)
        must(met or price["count"] == stated, f"{where} is counted {price['count']} times, and the rule says {stated}")
        known[place] = price["adjustment"]
        base += price["adjustment"] * price["count"]
    return Prices(known, base, one)


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
    said = {f"{attribute}={value}": shown(price) for (attribute, value), price in prices.known.items()}
    must(decision["adjustments"] == said, "the adjustments of the decision are not those of its certificate")
    must(certificate["adjustments_times_bounds"] == prices.base, "the adjustments times their bounds add up otherwise")
    bound = certificate["seats"] * certificate["cut"] + certificate["positive_margins"] - prices.base
    must(certificate["price_bound"] == bound, f"the bound of the certificate is {shown(bound)} by its own figures")
    must(certificate["positive_margins"] >= 0 and bound >= certificate["total"], "the bound lies below the total")
    must(decision["bound"] == decision["total"], "the bound is not the total")
    proof = "prices" if bound == certificate["total"] else "branching"
    must(decision["proof"] == proof, f"it claims a proof by {decision['proof']}, and its figures say {proof}")
