"""Messages handed over on paper, to those whom nothing else has reached."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.messages.access import check_may_hand_over
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def hand_over(*, letters: Collection[int], on: date, by: User, at: datetime) -> int:
    """The messages `letters` (keys) were handed over on the day `on`; how many. All or none.

    Refused for a day that is to come, for one before a letter was written, and where one was handed over already.
    """
    check_may_hand_over(grants_at(by, at))
    if on > timezone.localdate(at):
        raise Refusal("messages.handed_too_late", field="on", day=on.isoformat())
    everybodys = Message.objects.everything(because="the academy hands over everybody's letters")
    rows = list(everybodys.select_for_update().filter(pk__in=letters))
    if early := [row for row in rows if timezone.localdate(row.at) > on]:
        raise Refusal("messages.handed_too_early", field="on", day=on.isoformat(), count=len(early))
    if done := [row for row in rows if row.handed_on is not None]:
        raise Refusal("messages.handed_already", count=len(done))
    return everybodys.filter(pk__in=letters).update(handed_on=on, handed_at=at, handed_by=by)
