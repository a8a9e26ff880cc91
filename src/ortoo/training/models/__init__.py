"""The tables of training."""

from ortoo.training.models.cohorts import Attendance, ClassSitting, Cohort, Enrolment, Intake, Seat
from ortoo.training.models.completions import Attempt, Completion, Judgement
from ortoo.training.models.courses import Competency, CompletionRule, Course, PostCompetency

__all__ = [
    "Attempt",
    "Attendance",
    "ClassSitting",
    "Cohort",
    "Competency",
    "Completion",
    "CompletionRule",
    "Course",
    "Enrolment",
    "Intake",
    "Judgement",
    "PostCompetency",
    "Seat",
]
