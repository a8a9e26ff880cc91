"""The bound of a total by adding up: at the root of a certificate, and at every leaf of its tree. Nothing is searched.

Everything counts in thousandths at the root and in 1/`unit` thousandths at the leaves; see docs/reference/select.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ortoo.selection.rules.tree import Leaf, Node

Value = tuple[str, str]
Bound = tuple[str, str, str]


@dataclass(frozen=True)
class People:
    """Candidates by place in the rule's order, the rule's bounds, and the list that was taken (places, in order).

    floors: in floors "one" each floor's places; places: how many of all these the list fills.
    """

    merit: Sequence[int]
    values: Sequence[frozenset[Value]]
    place: Mapping[str, int]
    bounds: Mapping[Bound, int]
    floors: Mapping[Value, int]
    one: bool
    chosen: Sequence[int]
    places: int = 0

    @property
    def total(self) -> int:
        return sum(self.merit[place] for place in self.chosen)


@dataclass
class Prices:
    """Adjustments of floors (positive) and of ceilings (negative)."""

    floors: dict[Value, int] = field(default_factory=dict)
    ceilings: dict[Value, int] = field(default_factory=dict)

    def enter(self, value: Value, adjustment: int, bounds: Mapping[Bound, int]) -> bool:
        """Take in one adjustment; False where no bound of the rule has its sign, or it is there already."""
        part, bound = (self.floors, "at_least") if adjustment > 0 else (self.ceilings, "at_most")
        if not adjustment or value in part or (bound, *value) not in bounds:
            return False
        part[value] = adjustment
        return True

    def added(self, values: Iterable[Value], *, one: bool) -> int:
        """What the adjustments add to the merit of somebody with these values."""
        floors = [self.floors[value] for value in values if value in self.floors]
        ceilings = sum(self.ceilings[value] for value in values if value in self.ceilings)
        return ceilings + (max(floors, default=0) if one else sum(floors))

    def base(self, people: People) -> int:
        """What they add to the merits of any list that keeps the rule, at least."""
        ceilings = sum(price * people.bounds["at_most", *value] for value, price in self.ceilings.items())
        if not people.one:
            return ceilings + sum(price * people.bounds["at_least", *value] for value, price in self.floors.items())
        left, floors = people.places, 0
        for price, places in sorted((self.floors.get(value, 0), places) for value, places in people.floors.items()):
            floors += price * min(left, places)
            left -= min(left, places)
        return ceilings + floors


def highest(seats: int, cut: int, base: int, fixed: Iterable[int], free: Iterable[int]) -> int:
    """The bound: seats x cut + the margins of those who are in + the positive margins of the others - base."""
    return seats * cut + sum(figure - cut for figure in fixed) + sum(max(0, figure - cut) for figure in free) - base


def allows_more_places(people: People, leaf: Leaf) -> bool:
    """Whether `leaf` fails to show that no list fills one more place: with merits of 0 its bound is to be below 0."""
    prices = Prices()
    for attribute, value, adjustment in leaf.adjustments:
        if not prices.enter((attribute, value), adjustment, people.bounds):
            return True
    base = prices.base(replace(people, places=people.places + 1))
    figures = [prices.added(values, one=people.one) for values in people.values]
    bound = highest(len(people.chosen), leaf.cut, base, (), figures)
    return bound != leaf.bound or bound >= 0


class Tree:
    """The walk through a tree from a root whose prices leave `gap` between bound and total.

    Whoever is further than the gap above the cut at the root is in every list of the total, further below in none.
    """

    def __init__(self, people: People, margins: Sequence[int], gap: int, unit: int, step: int) -> None:
        self.people, self.unit, self.step = people, unit, step
        self.settled = frozenset(place for place, margin in enumerate(margins) if margin > gap)
        self.open = [place for place, margin in enumerate(margins) if -gap <= margin <= gap]
        self.inside = frozenset(people.chosen)

    def needed(self) -> bool:
        """Whether the root leaves anything to prove: a gap, or somebody on the line who would come before."""
        return bool(self.leads(frozenset()) & set(self.open))

    def leads(self, out: frozenset[int]) -> set[int]:
        """Whose being in makes a list come before: not chosen, and before the first of the chosen who is out."""
        first = min(out & self.inside, default=max(self.inside))
        return {place for place in self.open if place < first and place not in self.inside}

    def wrong(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Where the tree does not prove the list: the number of a node from 1 on, and what is wrong there."""
        waiting = [(self.settled, frozenset[int]())]
        may_branch = set(self.open)
        for number, node in enumerate(nodes, start=1):
            if not waiting:
                yield f"{number}: no place is left"
                return
            taken, out = waiting.pop()
            if isinstance(node, Leaf):
                yield from (f"{number}: {reason}" for reason in self._leaf(node, taken, out))
                continue
            place = self.people.place.get(node.person, -1)
            if place not in may_branch or place in taken or place in out:
                yield f"{number}: {node.person}"
                return
            waiting += [(taken, out | {place}), (taken | {place}, out)]
        if waiting:
            yield f"{len(nodes) + 1}: missing"

    def _leaf(self, leaf: Leaf, taken: frozenset[int], out: frozenset[int]) -> Iterator[str]:
        people, prices, leads = self.people, Prices(), self.leads(out)
        for attribute, value, adjustment in leaf.adjustments:
            if not prices.enter((attribute, value), adjustment, people.bounds):
                yield f"{attribute}={value}"
                return

        def figure(place: int) -> int:
            added = prices.added(people.values[place], one=people.one)
            return self.unit * people.merit[place] + self.step * (place in leads) + added

        fixed = map(figure, taken)
        free = (figure(place) for place in self.open if place not in taken and place not in out)
        bound = highest(len(people.chosen), leaf.cut, prices.base(people), fixed, free)
        if bound != leaf.bound:
            yield f"bound {bound}"
        elif bound >= self.unit * people.total + self.step:
            yield f"bound {bound} >= {self.unit * people.total + self.step}"
