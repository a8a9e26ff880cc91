"""The visit of December 2022 as it is shipped with the programme, and later ones after its example."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from ortoo.permission.rules.visit import VisitPlan, visit_from_json
from ortoo.site.demonstration.offices import shipped

FIRST_DAYS = {2022: date(2022, 12, 12), 2023: date(2023, 12, 11), 2024: date(2024, 12, 9)}
"""Mondays. Only that of 2022 follows a source, and its year is our inference."""
LENGTH = 4


def visit_of_year(year: int) -> VisitPlan:
    """Monday to Friday. Topics as published for 2022; their goals and bodies are our reading; costs are examples."""
    plan = visit_from_json(json.loads(shipped("visit.json")))
    first = FIRST_DAYS[year]
    title = {language: f"{name}, {year}" for language, name in plan.title.items()}
    return replace(plan, title=title, begins=first, ends=first.replace(day=first.day + LENGTH))
