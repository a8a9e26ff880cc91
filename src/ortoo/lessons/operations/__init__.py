"""Every write of a lesson: written, amended beside, decided."""

from ortoo.lessons.operations.deciding import decide_lesson
from ortoo.lessons.operations.writing import amend_lesson, write_lesson

__all__ = ["amend_lesson", "decide_lesson", "write_lesson"]
