"""Measures as others ask for them: on an indicator, from a lesson, for a reader."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.actions.models import Measure, MeasureRole


def with_roles(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Each with its parts, those of the past too, and their organizations."""
    return rows.prefetch_related(Prefetch("roles", MeasureRole.objects.select_related("organization").order_by("pk")))


def measures_for(grants: Grants) -> QuerySet[Measure]:
    """All of them, for everybody: a measure names no person, and what is promised in it is promised to the public."""
    del grants
    return with_roles(Measure.objects.all())


def measures_on(indicator: int) -> QuerySet[Measure]:
    """Those that declare to work on the indicator with this key, in order of their codes."""
    return with_roles(Measure.objects.filter(indicators=indicator)).order_by("code")


def measures_of_lesson(lesson: int) -> QuerySet[Measure]:
    return with_roles(Measure.objects.filter(lessons=lesson)).order_by("code")


def measures_of_lessons(lessons: Collection[int]) -> dict[int, list[Measure]]:
    """Lesson (key) -> its measures; lessons without one are left out. Three questions at most."""
    through = Measure.lessons.through.objects.filter(lesson__in=lessons).order_by("measure__code")
    pairs = list(through.values_list("lesson_id", "measure_id"))
    rows = with_roles(Measure.objects.filter(pk__in={measure for _, measure in pairs})).in_bulk()
    found: dict[int, list[Measure]] = {}
    for lesson, measure in pairs:
        found.setdefault(lesson, []).append(rows[measure])
    return found


def lessons_of(measure: Measure) -> QuerySet[Any]:
    return measure.lessons.order_by("code")


def indicators_of(measure: Measure) -> QuerySet[Any]:
    return measure.indicators.order_by("goal__plan", "place", "pk")


def measure_with_code(code: str) -> Measure | None:
    return with_roles(Measure.objects.select_related("objective")).filter(code=code).first()
