"""On which notes lessons rest: what the journey follows.

Rows, and the names of the two columns that hold the keys: of the lesson, of the note.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ortoo.lessons.models import LessonNote


def lessons_from_notes() -> tuple[QuerySet[Any], str, str]:
    return LessonNote.objects.order_by("lesson_id", "note_id"), "lesson_id", "note_id"
