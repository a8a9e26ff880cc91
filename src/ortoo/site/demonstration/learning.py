"""Lessons of the first visit: written from its notes, and decided on by their owners."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from ortoo.access.models import User
from ortoo.lessons import operations as lessons
from ortoo.lessons.models import Lesson
from ortoo.lessons.rules.gates import AtHome, Condition, Degree, Draft, Kind
from ortoo.lessons.rules.states import Outcome
from ortoo.site.demonstration.examples import Example, example, morning
from ortoo.site.demonstration.story import Story
from ortoo.site.demonstration.travelling import account_of
from ortoo.visits.models import ObservationNote, Visit

STEERED = "CS"
"""Of its own lessons the Cabinet Secretariat decides itself."""


def learned(story: Story, visit: Visit, notes: Mapping[str, ObservationNote], at: datetime) -> dict[str, Lesson]:
    """By their names in the example; each by who wrote the first of its notes, one a day."""
    topics = {topic.code: topic for topic in visit.topics.all()}
    found = {}
    for day, one in enumerate(example("lessons2022")["lessons"]):
        rests = [notes[name] for name in one["notes"]]
        found[one["code"]] = lessons.write_lesson(
            visit=visit, topic=topics[one["topic"]], notes=rests, owner=one["owner"], draft=draft_of(one),
            by=account_of(rests[0].observer), at=at + timedelta(days=day),
        )  # fmt: skip
        for decision in one["decisions"]:
            lessons.decide_lesson(
                lesson=found[one["code"]], outcome=Outcome(decision["outcome"]), reason=decision["reason"],
                by=_decides(story, one["owner"]), at=morning(decision["on"]),
            )  # fmt: skip
    return found


def draft_of(one: Example) -> Draft:
    return Draft(
        names=one["names"], problem=one["problem"], mechanism=one["mechanism"], evidence=one["evidence"],
        degree=Degree(one["degree"]),
        conditions=tuple(
            Condition(Kind(line["kind"]), line["text"], AtHome(line["standing"]), line.get("plan", {}))
            for line in one["conditions"]
        ),
        counter_evidence=one["counter_evidence"], adaptation=one["adaptation"],
    )  # fmt: skip


def _decides(story: Story, owner: str) -> User:
    return story.staff.secretariat if owner == STEERED else story.staff.planner(owner)
