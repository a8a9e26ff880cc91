"""How many lessons there are and what became of them, for the start page."""

from __future__ import annotations

from collections import Counter

from ortoo.lessons.queries.lessons import current_lessons, lesson_state
from ortoo.lessons.rules.states import State


def how_many_lessons() -> Counter[State]:
    """By where they stand; those that another replaces are left out. One query."""
    return Counter(lesson_state(lesson) for lesson in current_lessons())
