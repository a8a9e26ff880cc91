"""What a traveller says after the visit: may others ask, about what, how, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_is_own
from ortoo.visits.models import Alumnus, Traveller
from ortoo.visits.queries.travellers import held_traveller
from ortoo.visits.rules.being_asked import check_asking


@transaction.atomic
def say_alumnus(
    *, traveller: Traveller, may_be_asked: bool, topics: Sequence[str] = (), how: str = "", until: date | None = None,
    by: User, at: datetime,
) -> Alumnus:  # fmt: skip
    """`topics`: codes of the visit's topics; `how`: how to reach them, in their own words; `until`: the last day.

    The latest word counts, so a no takes a yes back at once. Refused to everybody but the traveller, and before the
    visit is over; a yes also without topics, without a way to be reached, and for a day beyond three years.
    """
    held = held_traveller(traveller.pk)
    check_is_own(grants_at(by, at), held)
    today = timezone.localdate(at)
    if today <= held.visit.ends:
        raise Refusal("visits.visit_not_over", visit=held.visit.code, ends=held.visit.ends.isoformat())
    asked = list(dict.fromkeys(topics)) if may_be_asked else []
    if may_be_asked:
        check_asking(asked, set(held.visit.topics.values_list("code", flat=True)), how, until, today)
    made = Alumnus.objects.everything(because="makes one row").create(
        traveller=held, may_be_asked=may_be_asked, topics=asked, how=how.strip() if may_be_asked else "",
        until=until if may_be_asked else None, at=at,
    )  # fmt: skip
    body = {
        "visit": held.visit.code,
        "subject": ledger.subject(kind="official", key=held.official_id),
        "may_be_asked": may_be_asked,
        "topics": asked,
        "until": made.until.isoformat() if made.until else None,
    }
    ledger.record(kind="visit.alumnus-said", body=body, by=by, at=at)
    return made
