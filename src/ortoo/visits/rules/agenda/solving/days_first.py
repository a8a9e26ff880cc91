"""Stops sorted into days before they get times: a relaxation that is solved quickly and bounds the value tightly.

A day may hold whatever lies inside one of the largest sets that fit into it (`day_sets`); people, interpreters and the
times of joint stops are left to the full model. The sets are many thousands, but the prices of the relaxation's linear
programme leave few of them: an agenda worth at least v uses no set whose reduced cost exceeds the bound less v.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ortoo.visits.rules.agenda.problem import Problem
from ortoo.visits.rules.agenda.solving.day_sets import MOST, Item, Road
from ortoo.visits.rules.agenda.solving.linear import Rows, relaxed
from ortoo.visits.rules.agenda.solving.search import Budget, silent_solver
from ortoo.visits.rules.agenda.solving.starts import (
    FAR,
    Event,
    Reach,
    Wishes,
    ends_of,
    events,
    pairs_in_order,
    starts_of,
)

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

WIDEST = 30_000
"""Columns of the linear programme, above which it would take longer than it helps."""
TOLERANCE = 0.01
"""Of the linear programme, in units of value: values are whole, its arithmetic is not."""


@dataclass(frozen=True)
class Days:
    """status "optimal" or "infeasible" of the relaxation, "unknown" where the time ended.

    value: no agenda has more (0 unless optimal). days: event -> day, of one of the best sortings.
    """

    status: str
    value: int = 0
    days: Mapping[Event, int] = field(default_factory=dict)


class DaysFirst:
    """The relaxation of one problem. `usable` is False where its days have more sets than `patience` allows; nothing
    else holds then.
    """

    def __init__(self, problem: Problem, wishes: Wishes, patience: int = MOST) -> None:
        self.problem, self.wishes = problem, wishes
        self._rows = Rows()
        self._events = {stop.id: events(problem, stop) for stop in problem.stops}
        self._inside = {id: self._rows.column() for id in self._events}
        reach = Reach(problem)
        every = [event for some in self._events.values() for event in some]
        self._starts = {event: starts_of(problem, wishes, reach, event) for event in every}
        self._on = {(event, day): self._rows.column() for event, days in self._starts.items() for day in days}
        self._count = self._rows.width
        self._given = self._patience = patience
        self._put_in()
        self.usable = self._fit() and self._rows.width <= WIDEST
        self.bound = 0.0
        if self.usable:
            value = {self._inside[stop.id]: stop.value for stop in problem.stops}
            self.bound, self._costs = relaxed(self._rows, value)
            self.usable = self.bound < float("inf")

    @property
    def looked_at(self) -> int:
        """How many sets of stops."""
        return self._given - self._patience

    def best(self, budget: Budget) -> Days:
        """Among the sets that are nearly free first, then among all that could hold something better."""
        if self.bound == -float("inf"):
            return Days("infeasible")
        margin = max(1.0, self.bound / 100)
        while True:
            found = self._solve(margin, budget, value=None, forced=())
            if found.status == "optimal":
                needed = self.bound - found.value - 1
                if needed <= margin:
                    return found
                margin = needed
            elif found.status == "infeasible" and margin <= self.bound:
                margin *= 4
            else:
                return found

    def with_stop(self, stop: str, value: int, budget: Budget) -> Days:
        """A sorting of at least this value that has the stop in."""
        return self._solve(self.bound - value, budget, value=value, forced=(self._inside[stop],))

    def restrict(self, cp: CpModel, present: Mapping[tuple[Event, int], IntVar], value: int) -> None:
        """Add to the full model what holds for agendas of at least this value."""
        names = {self._on[key]: literal for key, literal in present.items()}
        self._copy(cp, self.bound - value, names, only_sets=True)

    def _put_in(self) -> None:
        set_for_it = {id for id, _ in self.wishes.set_times(self.problem)}
        for stop in self.problem.stops:
            inside = self._inside[stop.id]
            for event in self._events[stop.id]:
                days = {self._on[event, day]: 1 for day in self._starts[event]}
                self._rows.add(days | {inside: -1}, 0, 0)
            if stop.must or stop.id in set_for_it:
                self._rows.add({inside: 1}, 1, 1)
            for required in stop.requires:
                self._rows.add({inside: 1, self._inside[required]: -1}, -1, 0)
            for before in dict.fromkeys((*stop.after, *stop.requires)):
                self._order(before, stop.id)

    def _order(self, earlier: str, later: str) -> None:
        for one, other in pairs_in_order(self._events[earlier], self._events[later]):
            for day in self._starts[one]:
                sooner = {self._on[other, past]: 1 for past in self._starts[other] if past < day}
                if sooner:
                    self._rows.add(sooner | {self._on[one, day]: 1}, 0, 1)

    def _fit(self) -> bool:
        """Add the sets of each group's days; False where there are too many."""
        for group in self.problem.groups:
            evening: dict[str, int] = {}
            for day, (mornings, evenings) in enumerate(ends_of(self.problem)):
                follows = self.problem.days[day].start_place is None and day > 0
                morning = evening if follows else {place: self._rows.column() for place in mornings}
                evening = {place: self._rows.column() for place in evenings}
                if not self._fit_day(group, day, morning, evening):
                    return False
        return True

    def _fit_day(self, group: str, day: int, morning: Mapping[str, int], evening: Mapping[str, int]) -> bool:
        today = [event for event, number in self._on if number == day and group in event.groups]
        from_here: dict[str, dict[int, int]] = {place: {} for place in morning}
        to_there: dict[str, dict[int, int]] = {place: {} for place in evening}
        holding: list[dict[int, int]] = [{} for _ in today]
        road = self._road(day, today)
        for start in morning:
            sets, seen = road.largest_sets(start, list(evening), self._patience)
            self._patience -= seen
            if self._patience < 0:
                return False
            for end, mask in ((end, mask) for end, masks in sets.items() for mask in masks):
                column = self._rows.column()
                from_here[start][column] = to_there[end][column] = 1
                for number, holders in enumerate(holding):
                    if mask >> number & 1:
                        holders[column] = -1
        self._rows.add({column: 1 for columns in from_here.values() for column in columns}, 1, 1)
        for places, chosen in ((from_here, morning), (to_there, evening)):
            for place, columns in places.items():
                self._rows.add(columns | {chosen[place]: -1}, 0, 0)
        for event, holders in zip(today, holding, strict=True):
            self._rows.add(holders | {self._on[event, day]: 1}, -len(holders), 0)
        return True

    def _road(self, day: int, today: Sequence[Event]) -> Road:
        limits, holds = self.problem.limits, self.wishes.holds
        items = []
        for event in today:
            behind = (event.stop.id in (*other.stop.after, *other.stop.requires) for other in today)
            mask = sum(1 << number for number, later in enumerate(behind) if later)
            items.append(Item(event.stop.minutes, event.stop.place, self._starts[event][day], mask))
        return Road(
            self.problem.days[day],
            items,
            self._minutes,
            limits.lunch if holds("limit", "lunch") else None,
            limits.content_minutes_a_day if holds("limit", "content_minutes_a_day") else None,
        )

    def _minutes(self, here: str, there: str) -> int:
        found = self.problem.minutes_between(here, there)
        return FAR if found is None else found

    def _solve(self, margin: float, budget: Budget, *, value: int | None, forced: Iterable[int]) -> Days:
        from ortools.sat.python import cp_model

        if budget.left <= 0:
            return Days("unknown")
        cp = cp_model.CpModel()
        names = self._copy(cp, margin, {})
        for column in forced:
            cp.add(names[column] == 1)
        worth = sum(stop.value * names[self._inside[stop.id]] for stop in self.problem.stops)
        if value is None:
            cp.maximize(worth)
        else:
            cp.add(worth >= value)
        solver = silent_solver(budget.left)
        status = solver.solve(cp)
        budget.left -= solver.wall_time
        if status == cp_model.INFEASIBLE:
            return Days("infeasible")
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE) or (value is None and status != cp_model.OPTIMAL):
            return Days("unknown")
        days = {event: day for (event, day), column in self._on.items() if solver.boolean_value(names[column])}
        return Days("optimal", solver.value(worth), days)

    def _copy(self, cp: CpModel, margin: float, known: Mapping[int, Any], *, only_sets: bool = False) -> dict[int, Any]:
        """The rows as constraints, with those columns that cost at most the margin; column -> literal."""
        names = dict(known)
        for column in range(self._rows.width):
            if column not in names and (column < self._count or self._costs[column] <= margin + TOLERANCE):
                names[column] = cp.new_bool_var(f"column {column}")
        for terms, low, high in self._rows.rows:
            if not only_sets or any(column >= self._count for column in terms):
                held = [factor * names[column] for column, factor in terms.items() if column in names]
                if held:
                    cp.add_linear_constraint(sum(held), low, high)
                elif not low <= 0 <= high:
                    cp.add_bool_or([])
        return names
