"""Long work on the forms of a sitting, as jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ortoo.access.models import User
from ortoo.exams import operations
from ortoo.exams.models import FormPlan
from ortoo.exams.operations.printing_forms import PAPERS, how_many_papers, set_paper
from ortoo.exams.queries.forms import form_plans, forms_of, printed_form
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.multilingual.refusals import LANGUAGES


def assemble(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """The job "exams.forms": `plan` (key)."""
    plan = form_plans().get(pk=arguments["plan"])
    made = operations.assemble_forms(plan=plan, by=by, at=at, progress=progress)
    return Result(_path(plan), {"count": len(made.forms)})


def seal(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """The job "exams.seal-forms": `plan` (key). Every paper is set first: behind the seal no text can be corrected."""
    plan = form_plans().get(pk=arguments["plan"])
    forms = [printed_form(form) for form in forms_of(plan)]
    asked = [(form, paper, language) for form in forms for paper in PAPERS for language in LANGUAGES]
    for done, (form, paper, language) in enumerate(asked):
        progress(done, how_many_papers(len(forms)))
        set_paper(form, paper, language, at)
    operations.seal_forms(plan=plan, by=by, at=at)
    return Result(_path(plan), {"count": len(forms)})


def _path(plan: FormPlan) -> str:
    return f"exams/sittings/{plan.sitting.code}/forms/"
