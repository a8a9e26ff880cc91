"""Problems and agendas as the JSON of the contract. Times are written as the day in question writes its own."""

from __future__ import annotations

from ortoo.visits.rules.agenda.agenda import Agenda
from ortoo.visits.rules.agenda.problem import Day, Placed, Problem, Stop


def agenda_as_json(problem: Problem, agenda: Agenda) -> dict[str, object]:
    """The body of AGENDA.json."""
    body: dict[str, object] = {
        "status": agenda.status,
        "value": agenda.value,
        "bound": agenda.bound,
        "stops": [_placed(problem, one) for one in agenda.stops],
        "left_out": [{"id": one.stop, "group": one.group, "reason": one.reason} for one in agenda.left_out],
    }
    if agenda.nights:
        body["hotels"] = [vars(night) for night in agenda.nights]
    body["conflict"] = None if agenda.conflict is None else [{one.kind: one.name} for one in agenda.conflict]
    if not agenda.conflict_minimal:
        body["conflict_minimal"] = False
    if agenda.changed is not None:
        body["changed"] = [{"id": change.stop, "group": change.group} for change in agenda.changed]
    return body


def problem_as_json(problem: Problem) -> dict[str, object]:
    """The body of PROBLEM.json; what is not stated is left out."""
    limits = problem.limits
    counts = {
        name: getattr(limits, name)
        for name in ("content_minutes_a_day", "interpreters", "grid_minutes")
        if getattr(limits, name) is not None
    }
    if limits.lunch is not None:
        lunch = limits.lunch
        between = [written(lunch.earliest, problem.days[0]), written(lunch.latest, problem.days[0])]
        counts["lunch"] = {"minutes": lunch.minutes, "between": between}
    body: dict[str, object] = {
        "days": [_day(day) for day in problem.days],
        "travel_minutes": {here: dict(ways) for here, ways in problem.travel.items()},
        "groups": list(problem.groups),
        "stops": [_stop(problem, stop) for stop in problem.stops],
        "limits": counts,
        "fixed": [vars(one) | {"start": written(one.start, problem.days[one.day])} for one in problem.fixed],
        "hotels": list(problem.hotels),
    }
    if problem.now is not None:
        body["now"] = {"day": problem.now.day, "time": written(problem.now.time, problem.days[problem.now.day])}
    return body


def written(minutes: int, day: Day) -> str | int:
    """A time as this day writes its own."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if day.clock else minutes


def _placed(problem: Problem, one: Placed) -> dict[str, object]:
    stop, day = problem.stop(one.stop), problem.days[one.day]
    body: dict[str, object] = {
        "id": one.stop,
        "group": one.group,
        "day": one.day,
        "start": written(one.start, day),
        "end": written(one.start + stop.minutes, day),
        "place": stop.place,
    }
    return body | {"frozen": True} if one.frozen else body


def _day(day: Day) -> dict[str, object]:
    body: dict[str, object] = {
        "date": day.date.isoformat(),
        "from": written(day.begin, day),
        "to": written(day.end, day),
    }
    places = {"start_place": day.start_place, "end_place": day.end_place}
    return body | {name: place for name, place in places.items() if place is not None}


def _stop(problem: Problem, stop: Stop) -> dict[str, object]:
    plain = Stop(stop.id, stop.minutes, stop.place)
    body: dict[str, object] = {"id": stop.id, "minutes": stop.minutes, "place": stop.place}
    for name, value in vars(stop).items():
        if name != "windows" and value != getattr(plain, name):
            body[name] = list(value) if isinstance(value, tuple) else value
    if stop.windows:
        body["windows"] = [
            {
                "day": window.day,
                "from": written(window.earliest, problem.days[window.day]),
                "to": written(window.latest, problem.days[window.day]),
            }
            for window in stop.windows
        ]
    return body
