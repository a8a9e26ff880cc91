"""The problem as a CP-SAT model: which stops are in, on which day and when; a tour for each group and day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ortoo.visits.rules.agenda.problem import Problem, Stop
from ortoo.visits.rules.agenda.solving.starts import (
    Event,
    Reach,
    Starts,
    Wishes,
    ends_of,
    events,
    pairs_in_order,
    starts_of,
)
from ortoo.visits.rules.agenda.solving.tour import Node, Tour

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar


class AgendaModel:
    """One model of `problem` under `wishes`. inside: stop id -> whether it is in; value: of those.

    events: stop id -> its events; nodes: (event, day) -> the event there; nights: (group, day) -> place -> chosen.
    """

    def __init__(self, problem: Problem, wishes: Wishes) -> None:
        from ortools.sat.python import cp_model

        self.problem, self.wishes = problem, wishes
        self.cp: CpModel = cp_model.CpModel()
        self.inside: dict[str, IntVar] = {}
        self.nodes: dict[tuple[Event, int], Node] = {}
        self.nights: dict[tuple[str, int], dict[str, Any]] = {}
        self.events: dict[str, list[Event]] = {}
        reach = Reach(problem)
        for stop in problem.stops:
            if wishes.only is None or stop.id in wishes.only:
                self._add(stop, reach)
        self.value = sum(self._stop(id).value * inside for id, inside in self.inside.items())
        self._keep_order()
        self._share()
        self._drive()

    def _stop(self, id: str) -> Stop:
        return self.problem.stop(id)

    def _add(self, stop: Stop, reach: Reach) -> None:
        """The stop's events, each on one day where the stop is in."""
        inside = self.inside[stop.id] = self.cp.new_bool_var(f"in {stop.id}")
        self.events[stop.id] = events(self.problem, stop)
        for event in self.events[stop.id]:
            days = starts_of(self.problem, self.wishes, reach, event)
            for day, starts in sorted(days.items()):
                self.nodes[event, day] = self._node(event, day, starts)
            self.cp.add(sum(self.nodes[event, day].present for day in days) == inside)
        held = {id for id, _ in self.wishes.set_times(self.problem)}
        if (stop.must and self.wishes.holds("stop", stop.id)) or stop.id in held:
            self.cp.add(inside == 1)

    def _node(self, event: Event, day: int, starts: Starts) -> Node:
        from ortools.sat.python import cp_model

        name = f"{event.stop.id} {' '.join(event.groups)} {day}"
        present = self.cp.new_bool_var(f"on {name}")
        domain = cp_model.Domain.from_intervals([list(ends) for ends in starts.ranges])
        start = starts.step * self.cp.new_int_var_from_domain(domain, f"at {name}")
        minutes = event.stop.minutes
        interval = self.cp.new_optional_fixed_size_interval_var(start, minutes, present, f"time {name}")
        first, last = min(first for first, _ in starts.ranges), max(last for _, last in starts.ranges)
        return Node(event, present, start, interval, first * starts.step, last * starts.step, starts.step)

    def _keep_order(self) -> None:
        for stop in self.problem.stops:
            if stop.id not in self.inside:
                continue
            for required in stop.requires:
                if required in self.inside:
                    self.cp.add_implication(self.inside[stop.id], self.inside[required])
                else:
                    self.cp.add(self.inside[stop.id] == 0)
            for before in dict.fromkeys((*stop.after, *stop.requires)):
                if before in self.inside:
                    self._before(self._stop(before), stop)

    def _before(self, earlier: Stop, later: Stop) -> None:
        """For each group that attends both; where none does, for every pair of attendances."""
        for one, other in pairs_in_order(self.events[earlier.id], self.events[later.id]):
            for day in range(len(self.problem.days)):
                if (one, day) not in self.nodes:
                    continue
                first = self.nodes[one, day]
                sooner = [self.nodes[other, past].present for past in range(day) if (other, past) in self.nodes]
                if sooner:
                    self.cp.add(sum(sooner) + first.present <= 1)
                if (other, day) in self.nodes:
                    second = self.nodes[other, day]
                    self.cp.add(first.start + earlier.minutes <= second.start).only_enforce_if(
                        first.present, second.present
                    )

    def _share(self) -> None:
        """People and interpreters, over all groups."""
        limit = self.problem.limits.interpreters
        people = dict.fromkeys(person for id in self.inside for person in self._stop(id).people)
        for day in range(len(self.problem.days)):
            today = [node for (_, number), node in self.nodes.items() if number == day]
            for person in people:
                if self.wishes.holds("person", person):
                    self.cp.add_no_overlap([node.interval for node in today if person in node.event.stop.people])
            if limit is not None and self.wishes.holds("limit", "interpreters"):
                speaking = [node.interval for node in today if node.event.stop.interpreter]
                if limit < len(self.problem.groups) and speaking:
                    self.cp.add_cumulative(speaking, [1] * len(speaking), limit)

    def _drive(self) -> None:
        ends = ends_of(self.problem)
        for group in self.problem.groups:
            evening: dict[str, Any] = {}
            for day, (mornings, evenings) in enumerate(ends):
                if len(mornings) == 1 or self.problem.days[day].start_place is not None or day == 0:
                    morning = self._choice(mornings, f"morning {group} {day}")
                else:
                    morning = evening
                evening = self._choice(evenings, f"evening {group} {day}")
                if self.problem.days[day].end_place is None:
                    self.nights[group, day] = evening
                today = (node for (_, number), node in self.nodes.items() if number == day)
                nodes = [node for node in today if group in node.event.groups]
                Tour(self.cp, self.problem, self.wishes, day, nodes, morning, evening)

    def _choice(self, places: tuple[str, ...], name: str) -> dict[str, Any]:
        """Place -> whether it is the one; True where there is no choice."""
        if len(places) == 1:
            return {places[0]: True}
        chosen = {place: self.cp.new_bool_var(f"{name} {place}") for place in places}
        self.cp.add_exactly_one(chosen.values())
        return chosen
