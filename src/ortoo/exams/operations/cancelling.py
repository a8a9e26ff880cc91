"""A wrong key is taken back, for everybody who was asked the item."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_release
from ortoo.exams.models import FormItem, KeyCancellation
from ortoo.exams.operations.sheets import check_reason, hold_open
from ortoo.exams.queries.cancelling import counting_items, same_items
from ortoo.exams.rules.scoring.forms import Way
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def cancel_key(*, item: FormItem, way: str, reason: str, by: User, at: datetime) -> KeyCancellation:
    """Takes back the key of the item on every form of the sitting on which this version stands, for good.

    Refused: behind the release, an item that is only tried out, a key that is taken back already, the last item of a
    form that would be dropped, no reason.
    """
    check_may_release(grants_at(by, at))
    plan = hold_open(item.form.plan)
    check_may_cancel(item, Way(way))
    check_reason(reason)
    placed = same_items(item)
    made = {
        one.pk: KeyCancellation.objects.create(
            item=one, way=way, reason=reason.strip(), cancelled_by=by, cancelled_at=at
        )
        for one in placed
    }
    body = {
        "sitting": plan.sitting.code,
        "item": item.version.item.code,
        "version": item.version.number,
        "places": [f"{one.form.letter}{one.place}" for one in placed],
        "way": way,
        "reason": reason.strip(),
    }
    ledger.record(kind="key.cancelled", body=body, by=by, at=at)
    return made[item.pk]


def check_may_cancel(item: FormItem, way: Way | None = None) -> None:
    """Refuses what counts for nobody, what is taken back, and a form of which nothing would be left."""
    code = item.version.item.code
    if not item.scored:
        raise Refusal("scoring.tried_out", item=code)
    if KeyCancellation.objects.filter(item=item).exists():
        raise Refusal("scoring.cancelled_already", item=code)
    if way is Way.DROPPED and any(counting_items(one.form) <= 1 for one in same_items(item)):
        raise Refusal("scoring.nothing_left")
