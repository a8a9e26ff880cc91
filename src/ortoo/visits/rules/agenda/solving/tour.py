"""One group's day as a tour from its start place over stops to its end place, with room for lunch on one of its ways.

Travel times need not keep the triangle inequality: only ways that are driven count, so each is an arc of a circuit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ortoo.visits.rules.agenda.problem import Lunch, Problem
from ortoo.visits.rules.agenda.solving.starts import FAR, Event, Wishes

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntervalVar, IntVar


@dataclass(frozen=True)
class Node:
    """An event on one day. start: linear expression of minutes, between `earliest` and `latest`, in steps of `step`."""

    event: Event
    present: IntVar
    start: Any
    interval: IntervalVar
    earliest: int
    latest: int
    step: int

    @property
    def end(self) -> Any:
        return self.start + self.event.stop.minutes

    @property
    def place(self) -> str:
        return self.event.stop.place


@dataclass(frozen=True)
class Way:
    """An arc of the tour. `here`, `there`: None for the start and the end of the day. minutes: by choice of a place.

    choices: (minutes, literal of the place chosen for the night); one with literal True where there is no choice.
    """

    here: Node | None
    there: Node | None
    driven: Any
    choices: Sequence[tuple[int, Any]]

    @property
    def least(self) -> int:
        return min(minutes for minutes, _ in self.choices)


class Tour:
    """Adds the constraints of one group's day to the model."""

    def __init__(
        self,
        cp: CpModel,
        problem: Problem,
        wishes: Wishes,
        day: int,
        nodes: Sequence[Node],
        morning: Mapping[str, Any],
        evening: Mapping[str, Any],
    ) -> None:
        self._cp, self._problem, self._day = cp, problem, problem.days[day]
        self._nodes, self._morning, self._evening = nodes, morning, evening
        self._free = cp.new_bool_var("without stops")
        self._forbid_too_long_without_stops()
        if not nodes:
            cp.add(self._free == 1)
            return
        self._ways = list(self._possible_ways())
        self._add_circuit()
        for way in self._ways:
            self._drive(way)
        lunch = problem.limits.lunch if wishes.holds("limit", "lunch") else None
        if lunch is not None:
            self._eat(lunch)
        self._measure(lunch)
        content = problem.limits.content_minutes_a_day
        if content is not None and wishes.holds("limit", "content_minutes_a_day"):
            cp.add(sum(node.event.stop.minutes * node.present for node in nodes) <= content)

    def _minutes(self, here: str, there: str) -> int:
        found = self._problem.minutes_between(here, there)
        return FAR if found is None else found

    def _forbid_too_long_without_stops(self) -> None:
        for here, morning in self._morning.items():
            for there, evening in self._evening.items():
                if self._minutes(here, there) > self._day.end - self._day.begin:
                    self._forbid(self._free, morning, evening)

    def _forbid(self, *literals: Any) -> None:
        """Not all of them at once."""
        self._cp.add_bool_or([literal.negated() for literal in literals if literal is not True])

    def _possible_ways(self) -> list[Way]:
        found = []
        for node in self._nodes:
            out = [(self._minutes(here, node.place), chosen) for here, chosen in self._morning.items()]
            back = [(self._minutes(node.place, there), chosen) for there, chosen in self._evening.items()]
            found.append(Way(None, node, self._arc(), out))
            found.append(Way(node, None, self._arc(), back))
        for here in self._nodes:
            for there in self._nodes:
                minutes = self._minutes(here.place, there.place)
                if here is not there and here.earliest + here.event.stop.minutes + minutes <= there.latest:
                    found.append(Way(here, there, self._arc(), [(minutes, True)]))
        return found

    def _arc(self) -> IntVar:
        return self._cp.new_bool_var("driven")

    def _add_circuit(self) -> None:
        number = {id(node): index for index, node in enumerate(self._nodes, 1)}
        number[id(None)] = 0
        arcs: list[tuple[int, int, Any]] = [
            (number[id(way.here)], number[id(way.there)], way.driven) for way in self._ways
        ]
        arcs += [(number[id(node)], number[id(node)], node.present.negated()) for node in self._nodes]
        arcs.append((0, 0, self._free))
        self._cp.add_circuit(arcs)
        self._cp.add_no_overlap([node.interval for node in self._nodes])

    def _drive(self, way: Way) -> None:
        for minutes, chosen in way.choices:
            left = self._day.begin if way.here is None else way.here.end
            there = self._day.end if way.there is None else way.there.start
            if minutes >= FAR:
                self._forbid(way.driven, chosen)
            else:
                self._when(left + minutes <= there, way.driven, chosen)

    def _when(self, constraint: Any, *literals: Any) -> None:
        if constraint is True:
            return
        if constraint is False:
            self._forbid(*literals)
            return
        self._cp.add(constraint).only_enforce_if([literal for literal in literals if literal is not True])

    def _eat(self, lunch: Lunch) -> None:
        """On one of the ways driven, known by the stop (or the evening) it leads to, before or after driving it."""
        if lunch.latest - lunch.earliest < lunch.minutes:
            self._cp.add(self._free == 1)
            return
        later = self._cp.new_bool_var("lunch after driving")
        eaten = {id(node): self._cp.new_bool_var("lunch before it") for node in self._nodes}
        eaten[id(None)] = self._cp.new_bool_var("lunch at the end")
        self._cp.add_exactly_one([*eaten.values(), self._free])
        for node in self._nodes:
            self._cp.add_implication(eaten[id(node)], node.present)
        for way in self._ways:
            for minutes, chosen in way.choices:
                if minutes < FAR:
                    self._eat_on(way, lunch, minutes, (way.driven, eaten[id(way.there)], chosen), later)

    def _eat_on(self, way: Way, lunch: Lunch, minutes: int, literals: tuple[Any, ...], later: Any) -> None:
        """Before driving: once the stop has ended, in the morning at any time. After it: before the next stop begins,
        in the evening at any time.
        """
        sooner, longer = later.negated(), minutes + lunch.minutes
        there = self._day.end if way.there is None else way.there.start
        left = self._day.begin if way.here is None else way.here.end
        if way.here is not None:
            self._when(left + lunch.minutes <= lunch.latest, *literals, sooner)
            self._when(left + longer <= there, *literals, sooner)
        self._when(lunch.earliest + longer <= there, *literals, sooner)
        self._when(left + longer <= lunch.latest, *literals, later)
        if way.there is not None:
            self._when(left + longer <= there, *literals, later)
            self._when(lunch.earliest + lunch.minutes <= there, *literals, later)

    def _measure(self, lunch: Lunch | None) -> None:
        """Implied: stops, ways and lunch together are no longer than the day. It makes bounds tight."""
        inside = lunch is not None and self._day.begin <= lunch.earliest and lunch.latest <= self._day.end
        stops = sum(node.event.stop.minutes * node.present for node in self._nodes)
        ways = sum(min(way.least, FAR) * way.driven for way in self._ways if 0 < way.least < FAR)
        meal = lunch.minutes * (1 - self._free) if lunch is not None and inside else 0
        self._cp.add(stops + ways + meal <= self._day.end - self._day.begin)
