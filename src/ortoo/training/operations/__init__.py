"""Every write of training."""

from ortoo.training.operations.attempts import import_attempts
from ortoo.training.operations.attending import import_attendance, mark_present, take_attendance
from ortoo.training.operations.cohorts import open_cohort, plan_class
from ortoo.training.operations.competencies import import_competencies, import_post_competencies
from ortoo.training.operations.courses import adopt_course, state_completion_rule
from ortoo.training.operations.enrolling import enrol_by_rule, import_enrolments, preview
from ortoo.training.operations.judging import judge
from ortoo.training.operations.seats import leave, sign_up

__all__ = [
    "adopt_course",
    "enrol_by_rule",
    "import_attempts",
    "import_attendance",
    "import_competencies",
    "import_enrolments",
    "import_post_competencies",
    "judge",
    "leave",
    "mark_present",
    "open_cohort",
    "plan_class",
    "preview",
    "sign_up",
    "state_completion_rule",
    "take_attendance",
]
