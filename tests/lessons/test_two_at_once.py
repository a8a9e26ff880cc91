"""Two at the same moment, each in a connection of their own: both are served in an order, or one is told."""

from __future__ import annotations

import pytest

from ortoo.lessons.models import Lesson
from ortoo.lessons.queries.lessons import decisions_of
from ortoo.lessons.rules.states import Outcome
from tests.exams.test_two_at_once import at_once
from tests.factories import travels
from tests.lessons import seen
from tests.lessons.seen import Cast, account

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_two_lessons_get_two_codes(cast: Cast) -> None:
    writers = (cast.author, account(cast.second))
    assert at_once(*(lambda by=by: seen.written(cast, by=by) for by in writers)) == ["done", "done"]
    assert sorted(Lesson.objects.values_list("code", flat=True)) == ["L-2026-1", "L-2026-2"]


def test_two_amendments_of_one_lesson_leave_one(cast: Cast, lesson: Lesson) -> None:
    writers = (cast.author, account(cast.second))
    acts = [lambda by=by: seen.amended(cast, lesson, by=by) for by in writers]
    assert at_once(*acts) == ["done", "lessons.not_now.amend_replaced"]
    assert Lesson.objects.filter(replaces=lesson).count() == 1


def test_of_two_equal_decisions_one_is_told(cast: Cast, lesson: Lesson) -> None:
    deciders = (cast.planner, travels.planner("colleague"))
    acts = [lambda by=by: seen.decided(cast, lesson, Outcome.ADOPTED, by=by) for by in deciders]
    assert at_once(*acts) == ["done", "lessons.decided_already.adopted"]
    assert decisions_of(lesson).count() == 1
