"""What waits for somebody at lessons."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.lessons.access import owners_of
from ortoo.lessons.queries.lessons import authors_of, undecided
from ortoo.lessons.queries.owners import standing_for
from ortoo.lessons.queries.visits import own_notes_without_lesson
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import WAITS_FOR_YOU, Task

if TYPE_CHECKING:
    from ortoo.lessons.models import Lesson
    from ortoo.people.models import Organization

MOST = 10


def waiting_for(grants: Grants) -> list[Task]:
    """Own notes that no lesson rests on; for planners the lessons of their body that nobody has decided on, for the
    Cabinet Secretariat those whose owner has ended without a successor.
    """
    return [*_notes(grants), *_lessons(grants)]


def _notes(grants: Grants) -> list[Task]:
    notes = own_notes_without_lesson(grants)
    by_visit = groupby(sorted(notes, key=lambda note: note.stop.visit_id), key=lambda note: note.stop.visit)
    return [_of_a_visit(visit.name, visit.code, len(list(rows))) for visit, rows in by_visit]


def _of_a_visit(name: str, code: str, count: int) -> Task:
    said = ngettext(
        "Make a lesson of %(count)s note of yours", "Make lessons of %(count)s notes of yours", count
    ) % {"count": whole(count, get_language() or "en")}  # fmt: skip
    return Task(said, reverse("lessons:write", args=[code]), WAITS_FOR_YOU, name)


def _lessons(grants: Grants) -> list[Task]:
    keeps = grants.has(Role.CABINET_SECRETARIAT)
    if not owners_of(grants) and not keeps:
        return []
    lessons = list(undecided().select_related("replaces"))
    bodies = standing_for(lessons, grants.on)
    waiting = [
        lesson
        for lesson in lessons
        if _is_mine(grants, bodies[lesson.owner_id], keeps) and grants.user_id not in authors_of(lesson)
    ]
    return [_of_a_lesson(lesson) for lesson in waiting[:MOST]]


def _is_mine(grants: Grants, body: Organization | None, keeps: bool) -> bool:
    return keeps if body is None else body.code in owners_of(grants)


def _of_a_lesson(lesson: Lesson) -> Task:
    address = reverse("lessons:lesson", args=[lesson.code])
    return Task(gettext_lazy("Decide what becomes of a lesson"), address, WAITS_FOR_YOU, lesson.name)
