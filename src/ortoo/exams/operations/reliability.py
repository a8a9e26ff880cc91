"""How reliable the marks of a sitting are is stated, where they came without the answers that would tell."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import FormPlan, Sitting, StatedReliability
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

WHOLE = 1000


@transaction.atomic
def state_reliability(*, sitting: Sitting, thousandths: int, source: str, by: User, at: datetime) -> StatedReliability:
    """From then on each mark of `sitting` has a standard error: the spread of its marks x sqrt(1 - reliability).

    Refused: off 0 to 1, without who found it and how, a second time, behind a seal, and where forms are planned, whose
    answers tell it.
    """
    check_may_keep_marks(grants_at(by, at))
    held = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if not 0 <= thousandths <= WHOLE:
        raise Refusal("exams.reliability_range", field="reliability")
    if not source.strip():
        raise Refusal("exams.reliability_source", field="source")
    if held.sealed_at:
        raise Refusal("exams.sitting_sealed", sitting=held.code, day=localdate(held.sealed_at).isoformat())
    if StatedReliability.objects.filter(sitting=held).exists():
        raise Refusal("exams.reliability_stated", sitting=held.code)
    if FormPlan.objects.filter(sitting=held).exists():
        raise Refusal("exams.reliability_measured", sitting=held.code)
    stated = StatedReliability.objects.create(
        sitting=held, thousandths=thousandths, source=source.strip(), stated_by=by, stated_at=at
    )
    body = {"sitting": held.code, "reliability": thousandths, "source": source.strip()}
    ledger.record(kind="marks.reliability-stated", body=body, by=by, at=at)
    return stated
