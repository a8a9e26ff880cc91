"""Long work of exams, as jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ortoo.access.models import User
from ortoo.exams import operations
from ortoo.exams.models import FormPlan, Scoring
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result


def score(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    plan = FormPlan.objects.select_related("sitting").get(pk=arguments["plan"])
    made = operations.score_sheets(plan=plan, by=by, at=at, progress=progress)
    return Result(_path(made, "scoring"), {"count": made.sheets, "differing": made.differing})


def analyse(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    scoring = _scoring(arguments)
    made = operations.analyse(scoring=scoring, cut=arguments["cut"], by=by, at=at, progress=progress)
    return Result(_path(scoring, "analysis"), {"count": len(made)})


def equate(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    scoring = _scoring(arguments)
    made = operations.equate_forms(scoring=scoring, by=by, at=at, progress=progress)
    return Result(_path(scoring, "equating"), {"count": len(made)})


def look_at_gate(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    scoring = _scoring(arguments)
    gate = operations.look_at_gate(scoring=scoring, by=by, at=at, progress=progress)
    return Result(_path(scoring, "gate"), {"count": gate.findings})


def _scoring(arguments: dict[str, Any]) -> Scoring:
    return Scoring.objects.select_related("plan__sitting").get(pk=arguments["scoring"])


def _path(scoring: Scoring, page: str) -> str:
    return f"exams/sittings/{scoring.plan.sitting.code}/{page}/"
