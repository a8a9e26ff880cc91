"""What no statement changes, and what no insertion slips past."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.lessons.models import Lesson, LessonDecision, LessonNote, Precondition
from tests.cast import AT
from tests.factories import travels
from tests.lessons import seen
from tests.lessons.seen import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ortoo_lesson SET degree = 'copy'",
        "UPDATE ortoo_lesson SET owner_id = owner_id",
        "DELETE FROM ortoo_lesson",
        "UPDATE ortoo_lessonnote SET note_id = note_id",
        "DELETE FROM ortoo_lessonnote",
        "UPDATE ortoo_precondition SET standing = 'met'",
        "DELETE FROM ortoo_precondition",
        "UPDATE ortoo_lessondecision SET reason = 'another'",
        "DELETE FROM ortoo_lessondecision",
    ],
)
def test_no_statement_changes_what_was_written_or_decided(cast: Cast, lesson: Lesson, statement: str) -> None:
    seen.decided(cast, lesson)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_lesson_without_its_problem_or_evidence(cast: Cast, lesson: Lesson) -> None:
    whole: dict[str, Any] = {
        "visit": cast.visit, "topic": lesson.topic, "owner": lesson.owner, "problem": {"en": "p"}, "degree": "copy",
        "mechanism": {"en": "m"}, "evidence": {"en": "e"}, "author": cast.author, "written_at": AT,
    }  # fmt: skip
    for part in ("problem", "evidence"):
        refused(lambda part=part: Lesson.objects.create(code=part, **{**whole, part: {}}))
    assert Lesson.objects.create(code="whole", **whole).pk


def test_no_absent_precondition_without_a_plan(lesson: Lesson) -> None:
    line: dict[str, Any] = {"lesson": lesson, "kind": "data", "text": {"en": "Trips"}, "standing": "absent"}
    refused(lambda: Precondition.objects.create(place=8, plan={}, **line))
    assert Precondition.objects.create(place=9, plan={"en": "Count them"}, **line).pk


def test_no_note_of_another_visit(lesson: Lesson) -> None:
    other = travels.visit("V2")
    note = travels.note(travels.stop(other), travels.traveller(other, "A1"), key="of another visit")
    refused(lambda: LessonNote.objects.everything(because="a test writes").create(lesson=lesson, note=note))


def test_no_decision_on_one_s_own_or_on_what_is_replaced(cast: Cast, lesson: Lesson) -> None:
    word: dict[str, Any] = {"outcome": "adopted", "reason": "r", "organization": "MOF", "at": AT}
    refused(lambda: LessonDecision.objects.create(lesson=lesson, by=cast.author, **word))
    seen.amended(cast, lesson)
    refused(lambda: LessonDecision.objects.create(lesson=lesson, by=cast.planner, **word))


def refused(act: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
