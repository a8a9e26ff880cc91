"""Reads of actions that operations and pages share."""

from ortoo.actions.queries.bodies import acting_for, bodies_in, body_named
from ortoo.actions.queries.commitments import owed_by, owed_to, state_of, with_acts
from ortoo.actions.queries.measures import (
    indicators_of,
    lessons_of,
    measures_for,
    measures_of_lesson,
    measures_of_lessons,
    measures_on,
)
from ortoo.actions.queries.plans import plan_of

__all__ = [
    "acting_for",
    "bodies_in",
    "body_named",
    "indicators_of",
    "lessons_of",
    "measures_for",
    "measures_of_lesson",
    "measures_of_lessons",
    "measures_on",
    "owed_by",
    "owed_to",
    "plan_of",
    "state_of",
    "with_acts",
]
