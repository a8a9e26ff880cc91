"""Agendas as rows keep them: problem and answer as `ortoo agenda` writes them, and what came of a person's own hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortoo.multilingual.refusals import Worded, sentence
from ortoo.visits.rules.agenda import Agenda, LeftOut, Placed, Problem, Stop, Violation, value_of
from ortoo.visits.rules.agenda.reading import agenda_from_json, problem_from_json

LEFT_OUT_BY_HAND = "by-hand"


def by_hand(problem: Problem, placed: Sequence[Placed]) -> Agenda:
    """What a person placed, as an answer. Its bound is not known, so the value of all stops is given."""
    attended = {(one.stop, one.group) for one in placed}
    return Agenda(
        status="feasible",
        value=value_of(problem, placed),
        bound=sum(stop.value for stop in problem.stops),
        stops=tuple(sorted(placed, key=lambda one: (one.day, one.start, one.stop, one.group))),
        left_out=tuple(
            LeftOut(stop.id, group, LEFT_OUT_BY_HAND)
            for stop in problem.stops
            for group in problem.groups_of(stop)
            if (stop.id, group) not in attended
        ),
    )


def problem_read(kept: Mapping[str, Any]) -> Problem:
    return problem_from_json(json.dumps(kept))


def answer_read(kept: Mapping[str, Any]) -> Agenda:
    return agenda_from_json(json.dumps(kept))


def problem_json(problem: Problem) -> dict[str, Any]:
    """PROBLEM.json of docs/reference/agenda.md, with every key written, times in minutes."""
    limits, now = problem.limits, problem.now
    lunch = limits.lunch
    return {
        "days": [
            {
                "date": day.date.isoformat(), "from": day.begin, "to": day.end, "start_place": day.start_place,
                "end_place": day.end_place,
            }
            for day in problem.days
        ],
        "travel_minutes": {here: dict(ways) for here, ways in problem.travel.items()},
        "groups": list(problem.groups),
        "stops": [_stop_json(stop) for stop in problem.stops],
        "limits": {
            "content_minutes_a_day": limits.content_minutes_a_day,
            "lunch": lunch and {"minutes": lunch.minutes, "between": [lunch.earliest, lunch.latest]},
            "interpreters": limits.interpreters,
            "grid_minutes": limits.grid_minutes,
        },
        "fixed": [{"stop": one.stop, "group": one.group, "day": one.day, "start": one.start} for one in problem.fixed],
        "hotels": list(problem.hotels),
        "now": now and {"day": now.day, "time": now.time},
    }  # fmt: skip


def _stop_json(stop: Stop) -> dict[str, Any]:
    return {
        "id": stop.id, "kind": stop.kind, "minutes": stop.minutes, "place": stop.place, "value": stop.value,
        "must": stop.must, "people": list(stop.people), "groups": list(stop.groups), "joint": stop.joint,
        "after": list(stop.after), "requires": list(stop.requires), "interpreter": stop.interpreter,
        "windows": [{"day": one.day, "from": one.earliest, "to": one.latest} for one in stop.windows],
    }  # fmt: skip


def answer_json(problem: Problem, answer: Agenda) -> dict[str, Any]:
    """AGENDA.json of docs/reference/agenda.md, with every key written, times in minutes."""
    return {
        "status": answer.status,
        "value": answer.value,
        "bound": answer.bound,
        "stops": [
            {
                "id": one.stop, "group": one.group, "day": one.day, "start": one.start,
                "end": one.start + problem.stop(one.stop).minutes, "place": problem.stop(one.stop).place,
                "frozen": one.frozen,
            }
            for one in answer.stops
        ],
        "left_out": [{"id": one.stop, "group": one.group, "reason": one.reason} for one in answer.left_out],
        "hotels": [{"group": one.group, "day": one.day, "place": one.place} for one in answer.nights],
        "conflict": None,
        "changed": None if answer.changed is None else [{"id": c.stop, "group": c.group} for c in answer.changed],
    }  # fmt: skip


class Said(Worded):
    """A broken rule as a value of another refusal: its own sentence, in the reader's language."""

    violation: Violation
    people: Mapping[str, str]

    @classmethod
    def of(cls, violation: Violation, people: Mapping[str, str]) -> Said:
        made = cls(violation.code)
        made.violation, made.people = violation, people
        return made

    def words(self, language: str) -> str:
        return said(self.violation, self.people, language)


def said(violation: Violation, people: Mapping[str, str], language: str) -> str:
    """The sentence of a broken rule; `people`: as the problem calls a speaker -> their name."""
    values = {name: people.get(str(value), value) if name == "person" else value for name, value in violation.values}
    return sentence(violation.code, language, values)


# ---- what changed


@dataclass(frozen=True)
class Moved:
    """One group's stop, in both versions or in one. Days and minutes; None where it is not in."""

    stop: str
    group: str
    was: tuple[int, int] | None
    now: tuple[int, int] | None

    @property
    def kind(self) -> str:
        """ "in", "out" or "moved"."""
        return "in" if self.was is None else "out" if self.now is None else "moved"


def differences(before: Sequence[Placed], after: Sequence[Placed]) -> tuple[Moved, ...]:
    """By the time at which a stop is now, or was."""
    was = {(one.stop, one.group): (one.day, one.start) for one in before}
    now = {(one.stop, one.group): (one.day, one.start) for one in after}
    found = [Moved(*key, was.get(key), now.get(key)) for key in was.keys() | now.keys() if was.get(key) != now.get(key)]
    return tuple(sorted(found, key=lambda one: (one.now or one.was or (0, 0), one.stop, one.group)))
