"""What a body reports of a measure at the end of a period, with evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.actions.access import check_acts_for
from ortoo.actions.models import Measure, ProgressReport
from ortoo.actions.naming import BodyName
from ortoo.actions.operations.checks import check_said, kept
from ortoo.actions.queries.bodies import bodies_in, body_named
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

WHOLE = 100_000
"""A whole, in thousandths of a percent."""


@transaction.atomic
def report_progress(
    *, measure: Measure, organization: str, period_end: date, percent: int, text: Mapping[str, str], evidence: str,
    by: User, at: datetime,
) -> ProgressReport:  # fmt: skip
    """`percent` in thousandths of a percent, 0 to 100 000, done at the end of the period; `organization` by code.

    A later report on the same period stands beside the first. Refused: no evidence, no text, a period that is not over,
    a body without a part in the measure, somebody else's planner.
    """
    today = localdate(at)
    inside = bodies_in(measure, today)
    body = body_named(organization, today, "organization")
    check_acts_for(grants_at(by, at), body.code, "actions.not_your_report", body=BodyName(body))
    if body.code not in inside:
        raise Refusal("actions.no_part_yet", measure=measure.code, body=BodyName(body), field="organization")
    said = check_said(evidence, "actions.evidence_missing", "evidence")
    check_said("".join(text.values()), "actions.text_missing", "text_mn")
    if not 0 <= percent <= WHOLE:
        raise Refusal("actions.percent_off_scale", field="percent")
    if period_end > today:
        raise Refusal("actions.period_not_over", today=today.isoformat(), field="period_end")
    made = ProgressReport.objects.create(
        measure=measure, organization=body, period_end=period_end, percent=percent, text=kept(text), evidence=said,
        by=by, at=at,
    )  # fmt: skip
    entry = {
        "measure": measure.code, "body": body.code, "period_end": period_end.isoformat(), "percent": percent,
        "report": made.pk,
    }  # fmt: skip
    ledger.record(kind="measure.reported", body=entry, by=by, at=at)
    return made
