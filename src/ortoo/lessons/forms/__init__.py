"""What travellers write and owners decide."""

from ortoo.lessons.forms.deciding import DecisionForm
from ortoo.lessons.forms.writing import LessonForm

__all__ = ["DecisionForm", "LessonForm"]
