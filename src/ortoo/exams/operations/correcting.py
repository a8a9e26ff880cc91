"""A mark is corrected: the new value stands beside it, with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import Mark, MarkCorrection, Sitting
from ortoo.exams.queries import counting, mark_of, marks_in_reach
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import official_of
from ortoo.spreadsheets.cells import thousandths_shown

if TYPE_CHECKING:
    from ortoo.people.models import Official

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
    mark = marks_in_reach(grants).get(pk=mark.pk)
    _check_not_own(mark.official_id, by)
    if sitting.sealed_at:
        raise Refusal("exams.mark_sealed", sitting=sitting.code, day=localdate(sitting.sealed_at).isoformat())
    check_new_value(sitting, counting(mark), thousandths, reason.strip())
    return put_beside(mark, sitting, thousandths, reason.strip(), by=by, at=at)


@transaction.atomic
def put_under_order(
    *, sitting: Sitting, official: Official, thousandths: int, reason: str, under: str, by: User, at: datetime
) -> MarkCorrection | Mark:
    """Behind a seal, what a ruling orders: a correction beside the mark of `official`, or the mark that is missing.

    `under` names the ruling. The station that calls checks that it exists and that `by` may carry it out: no role is
    asked for here. Refused: a sitting that is not sealed, no ruling, off the scale, the value that counts already,
    one's own mark, no reason.
    """
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if not under.strip():
        raise Refusal("exams.ruling_missing", sitting=sitting.code)
    if not sitting.sealed_at:
        raise Refusal("exams.not_sealed_yet", sitting=sitting.code)
    _check_not_own(official.pk, by)
    mark = mark_of(official, sitting)
    check_new_value(sitting, None if mark is None else counting(mark), thousandths, reason.strip())
    if mark is not None:
        return put_beside(mark, sitting, thousandths, reason.strip(), under.strip(), by=by, at=at)
    return _put_missing(sitting, official, thousandths, reason.strip(), under.strip(), by=by, at=at)


def check_new_value(sitting: Sitting, before: int | None, thousandths: int, reason: str) -> None:
    """Refuses a value off the scale or equal to `before` (None where there is no mark), and a reason too short."""
    check_on_scale(sitting, thousandths)
    if thousandths == before:
        raise Refusal("exams.correction_same", value=thousandths_shown(thousandths), field="mark")
    check_reason(reason)


def check_on_scale(sitting: Sitting, thousandths: int) -> None:
    if not sitting.scale_low <= thousandths <= sitting.scale_high:
        low, high = thousandths_shown(sitting.scale_low), thousandths_shown(sitting.scale_high)
        value = thousandths_shown(thousandths)
        raise Refusal("exams.correction_off_scale", value=value, low=low, high=high, field="mark")


def check_reason(reason: str) -> None:
    if len(reason) < SHORTEST_REASON:
        raise Refusal("exams.reason_missing", least=SHORTEST_REASON, field="reason")


def put_beside(
    mark: Mark, sitting: Sitting, thousandths: int, reason: str, under: str = "", *, by: User, at: datetime
) -> MarkCorrection:
    """The correction of a mark from `marks_seen` with its ledger entry; the caller checked it and holds the sitting."""
    correction = MarkCorrection.objects.everything(because="writes, and reads none").create(
        mark=mark, thousandths=thousandths, reason=reason, under=under, corrected_by=by, corrected_at=at
    )
    _record(mark, sitting, counting(mark), thousandths, correction.pk, under, by=by, at=at)
    return correction


def _put_missing(
    sitting: Sitting, official: Official, thousandths: int, reason: str, under: str, *, by: User, at: datetime
) -> Mark:
    mark = Mark.objects.everything(because="writes, and reads none").create(
        sitting=sitting,
        official=official,
        thousandths=thousandths,
        entered_by=by,
        entered_at=at,
        under=under,
        reason=reason,
    )
    _record(mark, sitting, None, thousandths, None, under, by=by, at=at)
    return mark


def _record(
    mark: Mark,
    sitting: Sitting,
    before: int | None,
    after: int,
    correction: int | None,
    under: str,
    *,
    by: User,
    at: datetime,
) -> None:
    body = {
        "official": ledger.subject(kind="official", key=mark.official_id),
        "sitting": sitting.code,
        "before": before,
        "after": after,
        "correction": correction,
        "under": under,
    }
    ledger.record(kind="mark.corrected", body=body, by=by, at=at)


def _check_not_own(official: int, by: User) -> None:
    if official == official_of(by.pk):
        raise Refusal("exams.own_mark")
