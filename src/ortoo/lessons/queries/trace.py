"""On which notes lessons rest: what the journey follows.

Rows, and the names of the two columns that hold the keys: of the lesson, of the note.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from ortoo.lessons.models import Lesson, LessonNote


def lessons_from_notes() -> tuple[QuerySet[Any], str, str]:
    return (
        LessonNote.objects.everything(because="follows keys, which name nobody").order_by("lesson_id", "note_id"),
        "lesson_id",
        "note_id",
    )


def lessons_named(keys: Collection[int] | None = None) -> QuerySet[Lesson]:
    rows = Lesson.objects.select_related("owner", "topic")
    return rows if keys is None else rows.filter(pk__in=keys)
