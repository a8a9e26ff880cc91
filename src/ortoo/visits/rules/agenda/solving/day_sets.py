"""Which stops fit together into one group's day: every largest set of them, by dynamic programming over sets.

A day is looked at alone, without people and interpreters, so a set listed here may still be impossible; but
whatever is possible lies inside a listed set. That makes it a strong implied constraint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortoo.visits.rules.agenda.problem import Day, Lunch
from ortoo.visits.rules.agenda.solving.starts import FAR, Starts

MOST = 150_000
"""Pairs (set, last stop) of all days after which the search for sets is given up: some seconds of work."""


@dataclass(frozen=True)
class Item:
    """A stop on the day in question. later: bit mask of the items that may not come before it."""

    minutes: int
    place: str
    starts: Starts
    later: int = 0

    def first_start(self, ready: int) -> int:
        """The earliest start from `ready` on; FAR where there is none."""
        for first, last in self.starts.ranges:
            at = max(first, -(-ready // self.starts.step))
            if at <= last:
                return at * self.starts.step
        return FAR


Ends = tuple[int, int]
"""The earliest end of a set's last stop: with lunch still to come, and with lunch had."""

Layer = dict[int, dict[int, Ends]]
"""Sets of one size: bit mask -> last item -> ends."""


@dataclass(frozen=True)
class Road:
    """One group's day and what holds on it. way(here, there): minutes, FAR where there is none."""

    day: Day
    items: Sequence[Item]
    way: Callable[[str, str], int]
    lunch: Lunch | None
    content: int | None

    def largest_sets(self, start: str, ends: Sequence[str], most: int = MOST) -> tuple[dict[str, list[int]], int]:
        """End place -> bit masks of the largest sets of items that fit between `start` and it; and how many pairs (set,
        last stop) were looked at: above `most` it is given up. The empty set is one where the way alone fits.
        """
        length = self.day.end - self.day.begin
        found: dict[str, set[int]] = {end: {0} if self.way(start, end) <= length else set() for end in ends}
        ways = [[self.way(one.place, other.place) for other in self.items] for one in self.items]
        layer = self._first(start)
        seen = 0
        while layer:
            seen += sum(len(lasts) for lasts in layer.values())
            if seen > most:
                return {}, seen
            for end in ends:
                back = [self.way(item.place, end) for item in self.items]
                found[end].update(
                    mask
                    for mask, lasts in layer.items()
                    if any(self._gets_home(times, back[last]) for last, times in lasts.items())
                )
            layer = self._next(layer, ways)
        largest = {end: [mask for mask in masks if not self._has_larger(mask, masks)] for end, masks in found.items()}
        return largest, seen

    def _has_larger(self, mask: int, masks: set[int]) -> bool:
        return any(mask | 1 << bit in masks for bit in range(len(self.items)) if not mask >> bit & 1)

    def _first(self, start: str) -> Layer:
        layer: Layer = {}
        for number, item in enumerate(self.items):
            way = self.way(start, item.place)
            hungry = item.first_start(self.day.begin + way) + item.minutes
            fed = FAR
            if self.lunch is not None:
                had = max(self.day.begin, self._fed(0)) + way  # before leaving, also before the day begins
                fed = item.first_start(min(had, self._fed(self.day.begin + way))) + item.minutes
            if min(hungry, fed) < FAR and (self.content is None or item.minutes <= self.content):
                layer[1 << number] = {number: (hungry, fed)}
        return layer

    def _next(self, layer: Layer, ways: Sequence[Sequence[int]]) -> Layer:
        grown: Layer = {}
        for mask, lasts in layer.items():
            room = FAR if self.content is None else self.content - self._minutes(mask)
            for number, item in enumerate(self.items):
                if mask >> number & 1 or mask & item.later or item.minutes > room:
                    continue
                ends = self._append(lasts, ways, number)
                if ends[0] < FAR or ends[1] < FAR:
                    grown.setdefault(mask | 1 << number, {})[number] = ends
        return grown

    def _minutes(self, mask: int) -> int:
        return sum(item.minutes for bit, item in enumerate(self.items) if mask >> bit & 1)

    def _append(self, lasts: dict[int, Ends], ways: Sequence[Sequence[int]], number: int) -> Ends:
        item = self.items[number]
        hungry = fed = FAR
        for last, (before, after) in lasts.items():
            way = ways[last][number]
            hungry = min(hungry, before + way)
            fed = min(fed, after + way)
            if self.lunch is not None:
                fed = min(fed, self._fed(before) + way, self._fed(before + way))
        return item.first_start(hungry) + item.minutes, item.first_start(fed) + item.minutes

    def _fed(self, ready: int) -> int:
        """When lunch is over that begins at `ready` or as soon as it may; FAR where it is too late for it."""
        assert self.lunch is not None
        over = max(ready, self.lunch.earliest) + self.lunch.minutes
        return over if over <= self.lunch.latest else FAR

    def _gets_home(self, times: Ends, way: int) -> bool:
        hungry, fed = times
        if self.lunch is None:
            return hungry + way <= self.day.end
        had = fed + way <= self.day.end or self._fed(hungry) + way <= self.day.end
        return had or (hungry + way <= self.day.end and self._fed(hungry + way) < FAR)
