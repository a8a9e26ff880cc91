"""Measures as others ask for them: on an indicator, from a lesson, for a reader."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.actions.models import Commitment, CommitmentAct, Measure, MeasureRole
from ortoo.actions.rules.states import OVER, Act, State, days_late, state_of


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


def with_commitments(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Each with its commitments and their acts, for how many were kept."""
    acts = CommitmentAct.objects.order_by("pk")
    commitments = Commitment.objects.order_by("due", "pk").prefetch_related(Prefetch("acts", acts), "waits_for")
    return rows.prefetch_related(Prefetch("commitments", commitments))


def kept_of(measure: Measure, on: date) -> tuple[int, int]:
    """Of those that are confirmed or were due by the day: how many were delivered in time, and how many there are."""
    kept = counted = 0
    for row in measure.commitments.all():
        acts = [Act(act.act) for act in row.acts.all()]
        state = state_of(acts)
        if state is State.REFUSED or (state is not State.CONFIRMED and row.due >= on):
            continue
        counted += 1
        delivered = [act.on for act in row.acts.all() if act.act == Act.DELIVER]
        kept += not days_late(state, row.due, delivered[-1] if delivered else None, on)
    return kept, counted


def late_of(measure: Measure, on: date) -> int:
    """How many are open behind their due date and wait for none of the others."""
    rows = list(measure.commitments.all())
    open_ones = {row.pk: row for row in rows if state_of(Act(act.act) for act in row.acts.all()) not in OVER}
    waiting = {row.pk for row in rows if any(one.upstream_id in open_ones for one in row.waits_for.all())}
    return sum(row.due < on and pk not in waiting for pk, row in open_ones.items())
