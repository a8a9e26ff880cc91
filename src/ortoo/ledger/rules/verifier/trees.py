"""The tree of a certificate: at every leaf the bound is added up again (docs/reference/select.md, The tree)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortoo.ledger.rules.verifier.certificates import Prices, Value, read_prices, tightest
from ortoo.ledger.rules.verifier.findings import Entry, Failed, must

Row = Mapping[str, str]
Way = tuple[frozenset[int], frozenset[int]]
"""Who is in and who is out, by place in the order."""


@dataclass(frozen=True)
class People:
    """The eligible in the order of the rule, with merits in thousandths; `chosen` are places in that order.

    floors, places: where a person counts for one floor only, the floors and how many places the chosen fill of them.
    """

    rule: Entry
    names: Sequence[str]
    rows: Sequence[Row]
    merits: Sequence[int]
    chosen: Sequence[int]
    floors: Mapping[Value, int]
    places: int

    def adjusted(self, prices: Prices) -> list[int]:
        return [merit + prices.added(row) for merit, row in zip(self.merits, self.rows, strict=True)]

    def least_added(self, prices: Prices) -> int:
        """What the adjustments add to the merits of any list that keeps the rule, at least."""
        if not prices.one:
            return prices.times_bounds(self.rule)
        total = Prices(one=True, ceilings=prices.ceilings).times_bounds(self.rule)
        left = self.places
        for price, places in sorted((prices.floors.get(value, 0), places) for value, places in self.floors.items()):
            total += price * min(left, places)
            left -= min(left, places)
        return total


def floors_of(rule: Entry, rows: Sequence[Row]) -> dict[Value, int]:
    """Every floor of the rule with its places; for a floor on each value, those that somebody has."""
    found: dict[Value, int] = {}
    for quota in rule["quota"]:
        named = quota.get("value")
        for value in {row[quota["attribute"]] for row in rows} if named is None else {named}:
            places = tightest(rule, "at_least", quota["attribute"], value)
            if places:
                found[quota["attribute"], value] = places
    return found


def filled(rows: Sequence[Row], floors: Mapping[Value, int]) -> int:
    """How many reserved places a largest matching fills, each by one person."""
    seats = [value for value, places in floors.items() for _ in range(min(places, len(rows)))]
    holds: dict[int, int] = {}

    def find(seat: int, tried: set[int]) -> bool:
        attribute, value = seats[seat]
        for person, row in enumerate(rows):
            if row[attribute] == value and person not in tried:
                tried.add(person)
                if person not in holds or find(holds[person], tried):
                    holds[person] = seat
                    return True
        return False

    return sum(find(seat, set()) for seat in range(len(seats)))


def tree_holds(certificate: Entry, people: People) -> None:
    """Failed where prices and tree do not show that no list is better, and none as good comes before."""
    if "tree" not in certificate:
        return
    gap = certificate["price_bound"] - certificate["total"]
    adjusted = people.adjusted(read_prices(people.rule, certificate["adjustments"]))
    margins = [figure - certificate["cut"] for figure in adjusted]
    walk = _Walk(people, certificate, [place for place, margin in enumerate(margins) if abs(margin) <= gap])
    if certificate["tree"] or gap or walk.leads(frozenset()):
        must(0 < certificate["step"] <= certificate["unit"], "the step of the tree is not within its unit")
        walk.through(certificate["tree"] or [], frozenset(p for p, margin in enumerate(margins) if margin > gap))


class _Walk:
    def __init__(self, people: People, certificate: Entry, still_open: list[int]) -> None:
        self.people, self.certificate, self.open = people, certificate, still_open
        self.inside = frozenset(people.chosen)
        self.place = {name: place for place, name in enumerate(people.names)}

    def leads(self, out: frozenset[int]) -> set[int]:
        """Whose being in makes a list come before: not chosen, and before the first of the chosen who is out."""
        first = min(out & self.inside, default=max(self.inside))
        return {place for place in self.open if place < first and place not in self.inside}

    def through(self, nodes: list[Entry], settled: frozenset[int]) -> None:
        waiting: list[Way] = [(settled, frozenset())]
        for number, node in enumerate(nodes, 1):
            if not waiting:
                raise Failed(f"node {number} of the tree has no place in it")
            taken, out = waiting.pop()
            if "person" not in node:
                self._leaf(number, node, taken, out)
                continue
            place = self.place.get(node["person"], -1)
            fit = place in self.open and place not in taken | out
            must(fit, f"node {number} of the tree branches on somebody who is settled")
            waiting += [(taken, out | {place}), (taken | {place}, out)]
        must(not waiting, "the tree breaks off")

    def _leaf(self, number: int, leaf: Entry, taken: frozenset[int], out: frozenset[int]) -> None:
        people, unit, step = self.people, self.certificate["unit"], self.certificate["step"]
        prices = Prices(people.rule["floors"] == "one")
        for attribute, value, adjustment in leaf["adjustments"]:
            prices.enter(people.rule, attribute, value, adjustment)
        before = self.leads(out)
        figures = {
            place: unit * people.merits[place]
            + step * (place in before)
            + prices.added(people.rows[place])
            - leaf["cut"]
            for place in {*taken, *self.open} - out
        }
        fixed = sum(figures[place] for place in taken)
        free = sum(max(0, figure) for place, figure in figures.items() if place not in taken)
        bound = people.rule["seats"] * leaf["cut"] + fixed + free - people.least_added(prices)
        must(bound == leaf["bound"], f"the bound of node {number} of the tree is {bound} by its own prices")
        most = unit * self.certificate["total"] + step
        must(bound < most, f"node {number} of the tree leaves room for a better list, or one as good that comes before")
