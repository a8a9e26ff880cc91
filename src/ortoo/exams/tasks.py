"""Long work of exams, as jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ortoo.access.models import User
from ortoo.exams import operations
from ortoo.exams.models import FormPlan, Scoring
from ortoo.exams.operations.printing_forms import PAPERS, how_many_papers, set_paper
from ortoo.exams.queries.forms import form_plans, forms_of, printed_form
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.multilingual.refusals import LANGUAGES


def assemble_forms(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    plan = form_plans().get(pk=arguments["plan"])
    made = operations.assemble_forms(plan=plan, by=by, at=at, progress=progress)
    return Result(_path(plan, "forms"), {"count": len(made.forms)})


def seal_forms(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """Every paper is set first: behind the seal no text can be corrected."""
    plan = form_plans().get(pk=arguments["plan"])
    forms = [printed_form(form) for form in forms_of(plan)]
    asked = [(form, paper, language) for form in forms for paper in PAPERS for language in LANGUAGES]
    for done, (form, paper, language) in enumerate(asked):
        progress(done, how_many_papers(len(forms)))
        set_paper(form, paper, language, at)
    operations.seal_forms(plan=plan, by=by, at=at)
    return Result(_path(plan, "forms"), {"count": len(forms)})


def score(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    plan = form_plans().get(pk=arguments["plan"])
    made = operations.score_sheets(plan=plan, by=by, at=at, progress=progress)
    return Result(_path(plan, "scoring"), {"count": made.sheets, "differing": made.differing})


def analyse(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    scoring = _scoring(arguments)
    made = operations.analyse(scoring=scoring, cut=arguments["cut"], by=by, at=at, progress=progress)
    return Result(_path(scoring.plan, "analysis"), {"count": len(made)})


def equate(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    scoring = _scoring(arguments)
    made = operations.equate_forms(scoring=scoring, by=by, at=at, progress=progress)
    return Result(_path(scoring.plan, "equating"), {"count": len(made)})


def look_at_gate(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    scoring = _scoring(arguments)
    gate = operations.look_at_gate(scoring=scoring, by=by, at=at, progress=progress)
    return Result(_path(scoring.plan, "gate"), {"count": gate.findings})


def _scoring(arguments: dict[str, Any]) -> Scoring:
    return Scoring.objects.select_related("plan__sitting").get(pk=arguments["scoring"])


def _path(plan: FormPlan, page: str) -> str:
    return f"exams/sittings/{plan.sitting.code}/{page}/"
