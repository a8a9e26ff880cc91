"""Solving again beside a kept agenda: what stays where it is, and the fewest changes among the best."""

from __future__ import annotations

from typing import Any

from ortoo.visits.rules.agenda.agenda import Agenda, Change
from ortoo.visits.rules.agenda.coherence import refuse_unkeepable
from ortoo.visits.rules.agenda.problem import Placed, Problem
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.starts import Event


def held_of(problem: Problem, keep: Agenda | None) -> tuple[Placed, ...]:
    """The kept attendances that never move. Raises Refusal where the problem does not know one of them."""
    if keep is None:
        return ()
    numbers = [number for number, one in enumerate(keep.stops) if one.frozen or _begun(problem, one)]
    refuse_unkeepable(problem, numbers, keep)
    return tuple(keep.stops[number] for number in numbers)


def _begun(problem: Problem, one: Placed) -> bool:
    now = problem.now
    return now is not None and (one.day < now.day or (one.day == now.day and one.start < now.time))


def changes(keep: Agenda, stops: tuple[Placed, ...]) -> tuple[Change, ...]:
    """In, out or moved, in the order of the kept agenda, then of the new one."""
    before = {(one.stop, one.group): (one.day, one.start) for one in keep.stops}
    after = {(one.stop, one.group): (one.day, one.start) for one in stops}
    return tuple(Change(*row) for row in dict.fromkeys([*before, *after]) if before.get(row) != after.get(row))


def hint(model: AgendaModel, stops: tuple[Placed, ...]) -> None:
    """Let the search begin at this agenda, as far as the model knows it."""
    places = {(one.stop, one.group): one for one in stops}
    for (event, day), node in model.nodes.items():
        one = places.get((event.stop.id, event.groups[0]))
        here = one is not None and one.day == day
        model.cp.add_hint(node.present, here)
    for id, inside in model.inside.items():
        model.cp.add_hint(inside, any(stop == id for stop, _ in places))


def ask_for_fewest_changes(model: AgendaModel, keep: Agenda, value: int) -> None:
    """Let the model look for the fewest changes among agendas of at least this value."""
    before = {(one.stop, one.group): one for one in keep.stops}
    model.cp.add(model.value >= value)
    same: list[Any] = []
    new: list[Any] = []
    for id, inside in model.inside.items():
        for event in model.events[id]:
            for group in event.groups:
                one = before.get((id, group))
                if one is None:
                    new.append(inside)
                else:
                    same += _stays(model, event, one)
    model.cp.minimize(sum(new) - sum(same))


def _stays(model: AgendaModel, event: Event, one: Placed) -> list[Any]:
    """A literal that is true only where the attendance is where it was; none where it cannot be there."""
    node = model.nodes.get((event, one.day))
    if node is None or not node.earliest <= one.start <= node.latest or (one.start - node.earliest) % node.step:
        return []
    stays = model.cp.new_bool_var(f"stays {one.stop} {one.group}")
    model.cp.add_implication(stays, node.present)
    model.cp.add(node.start == one.start).only_enforce_if(stays)
    return [stays]
