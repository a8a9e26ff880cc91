"""A mark is corrected: the new value stands beside it, with its reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import Mark, MarkCorrection, Sitting
from ortoo.exams.queries import counting, marks_seen
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import official_of
from ortoo.spreadsheets.cells import thousandths_shown

SHORTEST_REASON = 10
"""Letters: a reason that can be read by somebody who was not there."""


@transaction.atomic
def correct_mark(*, mark: Mark, thousandths: int, reason: str, by: User, at: datetime) -> MarkCorrection:
    """Puts `thousandths` beside `mark`; from then on it counts, and what stood before stays.

    Refused: behind a seal (with its day), off the scale, the value that counts already, one's own mark, no reason. The
    reason is not in the ledger, for it may speak of the person.
    """
    grants = grants_at(by, at)
    check_may_keep_marks(grants)
    # The sitting is held first: a seal that begins now waits, or has been put and is seen.
    sitting = Sitting.objects.select_for_update().get(pk=mark.sitting_id)
    mark = marks_seen(grants).get(pk=mark.pk)
    before = counting(mark)
    if mark.official_id == official_of(by.pk):
        raise Refusal("exams.own_mark")
    if sitting.sealed_at:
        raise Refusal("exams.mark_sealed", sitting=sitting.code, day=localdate(sitting.sealed_at).isoformat())
    _check(sitting, before, thousandths, reason.strip())
    correction = MarkCorrection.objects.everything(because="writes, and reads none").create(
        mark=mark, thousandths=thousandths, reason=reason.strip(), corrected_by=by, corrected_at=at
    )
    body = {
        "official": ledger.subject(kind="official", key=mark.official_id),
        "sitting": sitting.code,
        "before": before,
        "after": thousandths,
        "correction": correction.pk,
    }
    ledger.record(kind="mark.corrected", body=body, by=by, at=at)
    return correction


def _check(sitting: Sitting, before: int, thousandths: int, reason: str) -> None:
    if not sitting.scale_low <= thousandths <= sitting.scale_high:
        low, high = thousandths_shown(sitting.scale_low), thousandths_shown(sitting.scale_high)
        value = thousandths_shown(thousandths)
        raise Refusal("exams.correction_off_scale", value=value, low=low, high=high, field="mark")
    if thousandths == before:
        raise Refusal("exams.correction_same", value=thousandths_shown(before), field="mark")
    if len(reason) < SHORTEST_REASON:
        raise Refusal("exams.reason_missing", least=SHORTEST_REASON, field="reason")
