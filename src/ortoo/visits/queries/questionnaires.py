"""What the questionnaires of a visit say, never who said it."""

from __future__ import annotations

from datetime import date

from ortoo.visits.models import DayAnswer, DayAnswered, Traveller, Visit
from ortoo.visits.rules.questionnaire import Answer, Summary, summary


def has_answered(traveller: Traveller, day: date) -> bool:
    rows = DayAnswered.objects.everything(because="asks of one traveller, for themself")
    return rows.filter(traveller=traveller, day=day).exists()


def summaries_of(visit: Visit) -> dict[date, Summary]:
    """Day -> counts, and means and remarks where enough have answered. One query."""
    found: dict[date, list[Answer]] = {}
    for row in DayAnswer.objects.filter(visit=visit).order_by("day"):
        found.setdefault(row.day, []).append(Answer(row.content, row.pace, row.use, row.remark))
    return {day: summary(answers) for day, answers in found.items()}


def summary_of(visit: Visit, day: date) -> Summary:
    return summaries_of(visit).get(day, Summary(0))
