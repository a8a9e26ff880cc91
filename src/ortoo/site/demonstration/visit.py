"""The visit of December 2022 as it is shipped with the programme, and later ones after its example."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from ortoo.permission.rules.visit import VisitPlan, visit_from_json
from ortoo.site.demonstration.offices import shipped

FIRST_OF_2022 = date(2022, 12, 12)
"""A Monday. The days follow a source; that the year is 2022 is our inference."""
LENGTH = timedelta(days=4)


def visit_from(first: date) -> VisitPlan:
    """Five days. Topics as published for 2022; their goals and bodies are our reading; costs are examples."""
    plan = visit_from_json(json.loads(shipped("visit.json")))
    title = {language: f"{name}, {first.year}" for language, name in plan.title.items()}
    return replace(plan, title=title, begins=first, ends=first + LENGTH)


def monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())
