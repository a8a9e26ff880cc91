"""Agendas as rows keep them: problem and answer as `ortoo agenda` writes them, and what came of a person's own hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any

from ortoo.multilingual.refusals import Worded, sentence
from ortoo.visits.rules.agenda import (
    Agenda,
    LeftOut,
    Lunch,
    Placed,
    Problem,
    Violation,
    agenda_from_json,
    problem_from_json,
    value_of,
)
from ortoo.visits.rules.problem_of_visit import Asked

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


def conflict_json(answer: Agenda) -> dict[str, Any]:
    """Of an answer without an agenda: the wishes that exclude each other, as `ortoo agenda` writes them."""
    return {
        "conflict": [{one.kind: one.name} for one in answer.conflict or ()],
        "conflict_minimal": answer.conflict_minimal,
    }


def asked_json(asked: Asked) -> dict[str, Any]:
    return {**asdict(asked), "lunch": asked.lunch and list(astuple(asked.lunch))}


def asked_read(kept: Mapping[str, Any]) -> Asked:
    """What `asked_json` wrote."""
    return Asked(**{**kept, "lunch": Lunch(*kept["lunch"]) if kept["lunch"] else None})


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
