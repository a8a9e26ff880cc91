"""Where two entries differ, a third hand looks at the paper and settles it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_enter_again
from ortoo.exams.models import SecondEntry, Settlement
from ortoo.exams.operations.correcting import check_on_scale, check_reason, put_beside
from ortoo.exams.operations.sampling import hold
from ortoo.exams.queries import counting, mark_of
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def settle_difference(*, entry: SecondEntry, thousandths: int, reason: str, by: User, at: datetime) -> Settlement:
    """Decides what stands on the paper of `entry` (from `differences`): the first value, the second, or another.

    Where that is not what counts, it becomes a correction beside the mark. Refused: who made one of the two entries or
    corrected the mark, one's own mark, before the comparison, entries that agree, what is settled, off the scale, no
    reason, a sealed sitting.
    """
    check_may_enter_again(grants_at(by, at))
    held = hold(entry.sampled.mark.sitting.code)
    mark = mark_of(entry.sampled.mark.official, held)
    assert mark is not None
    check_may_settle(entry, by)
    check_on_scale(held, thousandths)
    check_reason(reason.strip())
    correction = None
    if thousandths != counting(mark):
        correction = put_beside(mark, held, thousandths, reason.strip(), by=by, at=at)
    settlement = Settlement.objects.everything(because="writes, and reads none").create(
        entry=entry,
        thousandths=thousandths,
        reason=reason.strip(),
        settled_by=by,
        settled_at=at,
        correction=correction,
    )
    body = {
        "official": ledger.subject(kind="official", key=mark.official_id),
        "sitting": held.code,
        "first": entry.first,
        "second": entry.thousandths,
        "settled": thousandths,
        "correction": correction.pk if correction else None,
    }
    ledger.record(kind="marks.settled", body=body, by=by, at=at)
    return settlement


def check_may_settle(entry: SecondEntry, by: User) -> None:
    """Refuses what is not open, and whoever made one of the two entries, corrected the mark, or is the official."""
    _check_open(entry)
    _check_third_hand(entry, by)


def _check_open(entry: SecondEntry) -> None:
    if entry.sampled.sample.compared_at is None:
        raise Refusal("exams.not_compared_yet")
    if entry.first == entry.thousandths:
        raise Refusal("exams.entries_agree")
    settled = Settlement.objects.everything(because="asks whether it is settled").filter(entry=entry).first()
    if settled is not None:
        raise Refusal("exams.settled_already", day=localdate(settled.settled_at).isoformat())


def _check_third_hand(entry: SecondEntry, by: User) -> None:
    mark = entry.sampled.mark
    if mark.official.account_id == by.pk:
        raise Refusal("exams.own_mark")
    corrections = mark.corrections.everything(because="asks whose hands were on a mark")
    corrected = corrections.values_list("corrected_by", flat=True)
    if by.pk in {entry.entered_by_id, mark.entered_by_id, *corrected}:
        raise Refusal("exams.third_hand_needed")
