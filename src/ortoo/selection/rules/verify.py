"""Every promise of a decision, checked by itself: nothing here imports the solver, and nothing is searched for.

The promises: exactly so many seats; every quota; nobody passed over without a clause that keeps that person out; ties
as declared; the bound by its own arithmetic; the reserve by its own rule; that no list is better, and none of the same
total comes before: by the prices at the root and at every leaf of the tree (verify_prices.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.borderline import band_of, levelled
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.order import ranking
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.verify_conflict import Refused
from ortoo.selection.rules.verify_prices import People, Prices, Tree, allows_more_places, highest

Value = tuple[str, str]
Bound = tuple[str, str, str]


@dataclass(frozen=True)
class Broken:
    """A promise that a decision breaks: which one, and where."""

    promise: str
    where: str


def verify(rule: Rule, pool: Pool, decision: Decision) -> None:
    """Refuse a decision that breaks a promise: it is neither stored nor published. Raises Refusal."""
    for broken in broken_promises(rule, pool, decision):
        raise Refusal("select.not_verified", promise=broken.promise, where=broken.where)


def broken_promises(rule: Rule, pool: Pool, decision: Decision) -> list[Broken]:
    """Every promise that `decision` breaks; empty where it may be published."""
    if decision.band != band_of(rule, pool):
        return [Broken("the band is who is in it by their errors", "borderline")]
    check = _Check(rule, levelled(pool, decision.band), decision)
    if decision.status == "infeasible":
        return list(check.conflict())
    broken = list(check.people())
    if broken:
        return broken  # the rest would speak about people who are not there
    return [*check.quotas(), *check.figures(), *check.prices(), *check.passed_over(), *check.reserve()]


class _Check:
    def __init__(self, rule: Rule, pool: Pool, decision: Decision) -> None:
        self.rule, self.pool, self.decision = rule, pool, decision
        self.order = ranking(rule, pool)
        self.place = {pool.ids[row]: place for place, row in enumerate(self.order)}
        self.bounds, self.floors = _bounds(rule, pool, self.order)
        self.values = [_values(rule, pool, row) for row in self.order]
        self.one = rule.floors == "one"

    def conflict(self) -> Iterator[Broken]:
        """Of an infeasible decision: what adding up can show of its conflict."""
        named = {self.pool.ids[row]: values for row, values in zip(self.order, self.values, strict=True)}
        refused = Refused(self.decision, self.rule.seats, self.bounds, named, one=self.one)
        return (Broken(promise, where) for promise, where in refused.broken())

    def people(self) -> Iterator[Broken]:
        decision = self.decision
        if decision.rule_sha256 != self.rule.sha256:
            yield Broken("the decision follows this rule", decision.rule_sha256)
        if len(decision.chosen) != self.rule.seats or decision.seats != self.rule.seats:
            yield Broken("as many are chosen as there are seats", str(len(decision.chosen)))
        if len(set(decision.chosen + decision.reserve)) != len(decision.chosen) + len(decision.reserve):
            yield Broken("nobody is listed twice", "chosen and reserve")
        for person in decision.chosen + decision.reserve:
            if person not in self.place:
                yield Broken("only eligible candidates are listed", person)
                return
        for name, listed in (("chosen", decision.chosen), ("reserve", decision.reserve)):
            places = [self.place[person] for person in listed]
            if places != sorted(places):
                yield Broken("lists are in the rule's order", name)

    @property
    def chosen(self) -> list[int]:
        return [self.place[person] for person in self.decision.chosen]

    def quotas(self) -> Iterator[Broken]:
        counts = _counts(self.values[place] for place in self.chosen)
        for (bound, *value), count in self.bounds.items():
            held = counts.get((value[0], value[1]), 0)
            if held > count if bound == "at_most" else held < count and not self.one:
                yield Broken("every quota is kept", f"{value[0]}={value[1]} {bound} {count}: {held}")
        if self.one:
            met = _met([self.values[place] for place in self.chosen], self.floors)
            unmet = [(*value, count, met[value]) for value, count in self.floors.items() if met[value] < count]
            stated = [(floor.attribute, floor.value, floor.at_least, floor.met) for floor in self.decision.unmet]
            if unmet != stated:
                yield Broken("unmet floors are named", str(unmet))
        elif self.decision.unmet:
            yield Broken("unmet floors exist only where floors are guarantees", "unmet")

    def figures(self) -> Iterator[Broken]:
        total = sum(self.merit(place) for place in self.chosen)
        if self.decision.total != total:
            yield Broken("the total is the sum of the merits", str(total))
        if self.decision.objective != self.rule.objective or self.decision.floors != self.rule.floors:
            yield Broken("the decision follows the rule's objective", self.decision.objective)

    def merit(self, place: int) -> int:
        return self.pool.merit[self.order[place]]

    def prices(self) -> Iterator[Broken]:
        """The bound again: seats x cut + positive margins - adjustments x bounds; and what the tree adds to it."""
        decision, people, prices = self.decision, self.priced_people(), Prices()
        if decision.price_bound is None or decision.cut is None:
            if self.rule.objective == "total" or decision.proof != "branching":
                yield Broken("a total has a bound", "price_bound")
            return
        met = _met([self.values[place] for place in self.chosen], self.floors) if self.one else self.floors
        for price in decision.adjustments:
            value = (price.attribute, price.value)
            bound = "at_least" if price.thousandths > 0 else "at_most"
            count = met.get(value) if bound == "at_least" else self.bounds.get((bound, *value))
            twice = value in prices.floors or value in prices.ceilings
            if (
                twice
                or price.bound != bound
                or price.count != count
                or not prices.enter(value, price.thousandths, self.bounds)
            ):
                yield Broken("an adjustment belongs to one bound of the rule", f"{value[0]}={value[1]}")
                return
        yield from self._bound(people, prices)
        if decision.places is not None and (not self.one or allows_more_places(people, decision.places)):
            yield Broken("no list fills more reserved places", str(decision.places.bound))

    def _bound(self, people: People, prices: Prices) -> Iterator[Broken]:
        decision, base = self.decision, prices.base(people)
        adjusted = [
            merit + prices.added(values, one=self.one)
            for merit, values in zip(people.merit, people.values, strict=True)
        ]
        cut = sorted(adjusted, reverse=True)[self.rule.seats - 1]
        bound = highest(self.rule.seats, cut, base, (), adjusted)
        if decision.cut != cut:
            yield Broken("the cut is the adjusted merit in place seats", str(cut))
        if decision.price_bound != bound or decision.base != base or bound < people.total:
            yield Broken("the bound follows from the adjustments", str(bound))
        elif decision.proof != ("prices" if bound == people.total else "branching"):
            yield Broken("prices are named as proof where they are one", str(decision.proof))
        else:
            yield from self._tree(people, [figure - cut for figure in adjusted], bound - people.total)

    def _tree(self, people: People, margins: list[int], gap: int) -> Iterator[Broken]:
        """No list has a higher total, and none of the same total comes before this one."""
        decision = self.decision
        tree = Tree(people, margins, gap, decision.unit, decision.step)
        if not 0 < decision.step <= decision.unit:
            yield Broken("the tree proves the list", f"{decision.step} {decision.unit}")
        elif decision.tree or gap or tree.needed():
            yield from (Broken("the tree proves the list", where) for where in tree.wrong(decision.tree or ()))

    def priced_people(self) -> People:
        chosen = self.chosen
        places = sum(_met([self.values[place] for place in chosen], self.floors).values()) if self.one else 0
        merit = [self.merit(place) for place in range(len(self.order))]
        return People(merit, self.values, self.place, self.bounds, self.floors, self.one, chosen, places)

    def passed_over(self) -> Iterator[Broken]:
        """Nobody could take the seat of somebody later in the order with everything kept."""
        seats = _Seats(self)
        inside = set(self.chosen)
        tried: set[frozenset[Value]] = set()
        for place in range(max(inside)):
            if place in inside or self.values[place] in tried:
                continue
            tried.add(self.values[place])  # the first of a kind has the most seats behind it
            if any(seats.may_follow(out, place) for out in self.chosen if out > place):
                yield Broken("nobody is passed over without a clause", self.pool.ids[self.order[place]])

    def reserve(self) -> Iterator[Broken]:
        seats = _Seats(self)
        inside = set(self.chosen)
        answers: dict[frozenset[Value], bool] = {}
        due: list[str] = []
        for place, values in enumerate(self.values):
            if len(due) == self.rule.reserve:
                break
            if place in inside:
                continue
            if values not in answers:
                answers[values] = any(seats.may_follow(out, place) for out in self.chosen)
            if answers[values]:
                due.append(self.pool.ids[self.order[place]])
        if tuple(due) != self.decision.reserve:
            yield Broken("the reserve are the first who could take a seat", ", ".join(due[:3]))


class _Seats:
    """Whether somebody may take a seat: counts for quotas, a matching for reserved places."""

    def __init__(self, check: _Check) -> None:
        self.values, self.one, self.floors = check.values, check.one, check.floors
        self.chosen = check.chosen
        self.counts = _counts(self.values[place] for place in self.chosen)
        self.bounds = check.bounds
        self.filled = sum(self._met(self.chosen).values()) if self.one else 0
        self._known: dict[tuple[frozenset[Value], frozenset[Value]], bool] = {}

    def may_follow(self, out: int, into: int) -> bool:
        leaving, entering = self.values[out] - self.values[into], self.values[into] - self.values[out]
        for value in entering:
            ceiling = self.bounds.get(("at_most", *value))
            if ceiling is not None and self.counts.get(value, 0) >= ceiling:
                return False
        if not self.one:
            return all(self.counts[value] > self.bounds.get(("at_least", *value), 0) for value in leaving)
        key = self._of_floors(out), self._of_floors(into)
        if key not in self._known:
            rest = [place for place in self.chosen if place != out]
            self._known[key] = sum(self._met([*rest, into]).values()) >= self.filled
        return self._known[key]

    def _of_floors(self, place: int) -> frozenset[Value]:
        return frozenset(value for value in self.values[place] if value in self.floors)

    def _met(self, places: Iterable[int]) -> dict[Value, int]:
        return _met([self.values[place] for place in places], self.floors)


def _bounds(rule: Rule, pool: Pool, rows: list[int]) -> tuple[dict[Bound, int], dict[Value, int]]:
    """(every bound of the rule, the tightest of several on one value; the floors in the order they are stated)."""
    bounds: dict[Bound, int] = {}
    floors: dict[Value, int] = {}
    present = {name: sorted({pool.attributes[name][row] for row in rows}) for name in rule.attributes}
    for quota in rule.quotas:
        for value in present[quota.attribute] if quota.value is None else [quota.value]:
            for bound, count, tighter in (("at_least", quota.at_least, max), ("at_most", quota.at_most, min)):
                if count is not None:
                    key = (bound, quota.attribute, value)
                    bounds[key] = tighter(bounds.get(key, count), count)
            if quota.at_least is not None:
                floors[quota.attribute, value] = bounds["at_least", quota.attribute, value]
    return bounds, floors


def _values(rule: Rule, pool: Pool, row: int) -> frozenset[Value]:
    return frozenset((name, pool.attributes[name][row]) for name in rule.attributes)


def _counts(people: Iterable[frozenset[Value]]) -> dict[Value, int]:
    counts: dict[Value, int] = {}
    for values in people:
        for value in values:
            counts[value] = counts.get(value, 0) + 1
    return counts


def _met(people: list[frozenset[Value]], floors: dict[Value, int]) -> dict[Value, int]:
    """Places of each floor that are filled in a largest matching, earlier floors first: path by path."""
    holder: dict[int, Value] = {}

    def fill(value: Value, tried: set[int]) -> bool:
        for person, values in enumerate(people):
            if value in values and person not in tried:
                tried.add(person)
                if person not in holder or (holder[person] != value and fill(holder[person], tried)):
                    holder[person] = value
                    return True
        return False

    for value, places in floors.items():
        for _ in range(min(places, len(people))):
            if not fill(value, set()):
                break
    filled = dict.fromkeys(floors, 0)
    for value in holder.values():
        filled[value] += 1
    return filled
