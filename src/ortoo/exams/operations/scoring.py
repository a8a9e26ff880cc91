"""All sheets of a sitting are scored, by two scorers that must find the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_release
from ortoo.exams.models import FormPlan, ScoredSheet, Scoring
from ortoo.exams.operations.sheets import WRITES, check_open, hold_open
from ortoo.exams.queries.essays import waiting_essays
from ortoo.exams.queries.forms import form_plans
from ortoo.exams.queries.scorer_sql import scored_by_sql
from ortoo.exams.queries.scoring import (
    Earned,
    asked_on,
    found_hash,
    items_text,
    printed_on,
    scored_by_python,
    standing_hash,
)
from ortoo.exams.queries.sheets import sheet_state
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

BATCH = 4_000
STEPS = 4

Found = Mapping[str, tuple[int, int, str]]
"""Personnel number -> points, most, items as JSON by place."""


def score_sheets(*, plan: FormPlan, by: User, at: datetime, progress: Progress = silent) -> Scoring:
    """Scores every sheet twice, in Python and in SQL, and keeps what the first found with the hashes of both.

    Where they differ the scoring is kept all the same and says on how many sheets; no mark leaves by it. Refused: no
    sheets, sheets that were entered once or differ, essays without their marks, a release, what changed meanwhile.
    """
    check_may_release(grants_at(by, at))
    plan = form_plans().get(pk=plan.pk)
    check_open(plan)
    check_may_score(plan)
    of = standing_hash(plan)
    progress(0, STEPS)
    earned = scored_by_python(plan)
    progress(1, STEPS)
    first, second = as_found(earned), found_by_sql(plan)
    progress(3, STEPS)
    made = _keep(plan, of, earned, first, second, by=by, at=at)
    progress(STEPS, STEPS)
    return made


def check_may_score(plan: FormPlan) -> None:
    """Refuses what waits for people."""
    state, sitting = sheet_state(plan), plan.sitting.code
    if not state.sheets:
        raise Refusal("scoring.no_sheets", sitting=sitting)
    if not state.ready:
        raise Refusal("scoring.sheets_wait", sitting=sitting, once=state.once, differ=state.differ)
    if waiting := len(waiting_essays(plan)):
        raise Refusal("scoring.essays_wait", sitting=sitting, count=waiting)


def as_found(earned: Sequence[Earned]) -> Found:
    return {one.number: (one.points, one.most, items_text(one.items)) for one in earned}


def found_by_sql(plan: FormPlan) -> Found:
    """What the scorer in SQL finds. A place that it does not name counts for nobody."""
    asked = asked_on(plan)
    return {
        number: (points, most, items_text(items.get(one.place) for one in asked[form]))
        for number, form, points, most, items in scored_by_sql(plan.pk, printed_on(asked))
    }


def differing_numbers(first: Found, second: Found) -> list[str]:
    """Sheets on which two scorers differ, and those that one of them lacks."""
    return sorted(number for number in first.keys() | second.keys() if first.get(number) != second.get(number))


@transaction.atomic
def _keep(
    plan: FormPlan, of: str, earned: Sequence[Earned], first: Found, second: Found, *, by: User, at: datetime
) -> Scoring:
    held = hold_open(plan)
    if standing_hash(held) != of:
        raise Refusal("scoring.changed_meanwhile", sitting=held.sitting.code)
    by_python, by_sql = (found_hash((number, *told) for number, told in found.items()) for found in (first, second))
    differing = len(differing_numbers(first, second))
    made = Scoring.objects.create(
        plan=held,
        of=of,
        sheets=len(earned),
        by_python=by_python,
        by_sql=by_sql,
        differing=differing,
        scored_by=by,
        scored_at=at,
    )
    rows = (
        ScoredSheet(
            scoring=made,
            official_id=one.official,
            form_id=one.form,
            points=one.points,
            most=one.most,
            items=first[one.number][2],
        )
        for one in earned
    )
    ScoredSheet.objects.everything(because=WRITES).bulk_create(rows, batch_size=BATCH)
    body = {
        "sitting": held.sitting.code,
        "sheets": len(earned),
        "of": of,
        "by_python": by_python,
        "by_sql": by_sql,
        "differing": differing,
    }
    ledger.record(kind="sheets.scored", body=body, by=by, at=at)
    return made
