"""Equating tables of a sitting, its reference form, and the parameters that a model found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ortoo.exams.models import Equating, ExamForm, FormPlan, ItemAnalysis, Scoring
from ortoo.exams.queries.scoring import latest_scoring


def reference_of(plan: FormPlan) -> ExamForm:
    """The form whose points all others are read in."""
    named = ExamForm.objects.filter(pk=plan.reference_id) if plan.reference_id else ExamForm.objects.filter(plan=plan)
    return named.select_related("plan__sitting").order_by("letter")[0]


def scoring_of_reference(reference: ExamForm) -> Scoring | None:
    """The one whose marks were released, else the latest."""
    released = Scoring.objects.filter(plan=reference.plan, release__isnull=False).select_related("plan__sitting")
    return released.first() or latest_scoring(reference.plan)


def equatings_of(scoring: Scoring) -> list[Equating]:
    """By the letter of the form."""
    rows = Equating.objects.filter(scoring=scoring).select_related("form", "reference__plan__sitting")
    return list(rows.order_by("form__letter"))


def table_told(equating: Equating) -> dict[str, Any]:
    """The body, read."""
    found: dict[str, Any] = json.loads(equating.body)
    return found


def parameters_of(form: ExamForm, names: Mapping[int, str]) -> dict[str, tuple[float, float]] | None:
    """Item -> discrimination and difficulty by the latest analysis of the form; None where one of `names` has none."""
    analysis = ItemAnalysis.objects.filter(form=form).order_by("-pk").first()
    if analysis is None:
        return None
    rows = analysis.estimates.filter(version__in=names).values_list("version", "discrimination", "difficulty")
    found = {
        names[version]: (slope, difficulty)
        for version, slope, difficulty in rows
        if slope is not None and difficulty is not None
    }
    return found if len(found) == len(names) else None
