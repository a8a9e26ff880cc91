"""What waits for whom, and who is reminded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from ortoo.access.models import User
from ortoo.lessons.models import Lesson
from ortoo.lessons.reminders import reminders
from ortoo.lessons.rules.states import Outcome
from ortoo.lessons.waiting import waiting_for
from ortoo.messages.operations import remind
from tests.cast import grants
from tests.factories import travels
from tests.factories.people import organization
from tests.lessons import seen
from tests.lessons.seen import Cast, account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def tasks(user: User) -> list[tuple[str, str, str]]:
    return [(str(task.what), task.address, str(task.origin)) for task in waiting_for(grants(user))]


def test_notes_wait_until_a_lesson_rests_on_them(cast: Cast) -> None:
    travels.note(travels.stop(cast.visit, "S2"), cast.first)
    address = reverse("lessons:write", args=["V1"])
    assert tasks(cast.author) == [("Make lessons of 2 notes of yours", address, "Visit V1")]
    assert tasks(account(cast.second)) == [("Make a lesson of 1 note of yours", address, "Visit V1")]
    seen.written(cast, by=cast.manager)
    assert tasks(cast.author) == [("Make a lesson of 1 note of yours", address, "Visit V1")]
    assert tasks(account(cast.second)) == []


def test_a_lesson_waits_for_its_owner_until_something_is_decided(cast: Cast, lesson: Lesson) -> None:
    waits = [("Decide what becomes of a lesson", reverse("lessons:lesson", args=[lesson.code]), lesson.name_en)]
    assert [tasks(one) for one in (cast.planner, cast.other, cast.secretary, cast.manager)] == [waits, [], [], []]
    seen.decided(cast, lesson, Outcome.TRIED)
    assert tasks(cast.planner) == []


def test_it_waits_for_the_successor_and_without_one_for_the_secretariat(cast: Cast, lesson: Lesson) -> None:
    travels.succeeded("MOF", "MOH", date(2026, 3, 1))
    assert [len(tasks(one)) for one in (cast.planner, cast.other, cast.secretary)] == [0, 1, 0]
    heir = organization("MOH")
    heir.valid_to = date(2026, 3, 2)
    heir.save()
    assert [len(tasks(one)) for one in (cast.planner, cast.other, cast.secretary)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("at", "told"), [(datetime(2026, 3, 31, tzinfo=UTC), []), (datetime(2026, 4, 2, tzinfo=UTC), ["planner"])]
)
def test_a_planner_is_reminded_once_after_thirty_days(
    cast: Cast, lesson: Lesson, at: datetime, told: list[str]
) -> None:  # fmt: skip
    found = [one for one in reminders(at) if one.kind == "lessons.decision_waits"]
    assert [User.objects.get(pk=one.to).username for one in found] == told
    assert remind(tellings=found, at=at) == len(told)
    assert remind(tellings=found, at=at) == 0


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2025, 12, 13), []), (date(2025, 12, 14), ["A1"]), (date(2025, 12, 28), ["A1"]), (date(2025, 12, 29), [])],
)
def test_travellers_are_reminded_of_their_notes_two_weeks_after_the_visit(
    cast: Cast, day: date, told: list[str]
) -> None:  # fmt: skip
    seen.written(cast, notes=cast.notes[1:])
    found = [one for one in reminders(datetime(day.year, day.month, day.day, 4, tzinfo=UTC)) if "notes" in one.kind]
    assert [(User.objects.get(pk=one.to).username, one.values["count"], one.address) for one in found] == [
        (name, 1, "lessons/write/V1/") for name in told
    ]
