"""Who was at which stop: said by the traveller who is there, or by who keeps the visit or escorts it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_may_mark_presence, is_own
from ortoo.visits.models import Presence, Stop, Traveller
from ortoo.visits.queries.days import check_takes_place
from ortoo.visits.queries.packs import check_studied

SITE_VISIT = "visit"


@transaction.atomic
def mark_presence(*, traveller: Traveller, stop: Stop, there: bool, by: User, at: datetime) -> Presence:
    """There or not; the latest mark counts. A traveller says of themself only that they are there.

    Refused for a stop that is not in the agreed agenda of the traveller's group, before its day, for somebody who has
    left, and (`there`) for a site visit whose pre-study this traveller has not finished.
    """
    grants = grants_at(by, at)
    if not (there and is_own(grants, traveller)):
        check_may_mark_presence(grants, traveller.visit)
    if traveller.left_at is not None:
        raise Refusal("visits.traveller_has_left", place=traveller.place, visit=traveller.visit.code)
    check_takes_place(traveller, stop, at)
    if there and stop.kind == SITE_VISIT:
        check_studied(traveller, stop)
    made = Presence.objects.everything(because="writes one row").create(
        traveller=traveller, stop=stop, there=there, by=by, at=at
    )
    body = {
        "visit": traveller.visit.code,
        "stop": stop.code,
        "subject": ledger.subject(kind="official", key=traveller.official_id),
        "there": there,
    }
    ledger.record(kind="visit.presence-marked", body=body, by=by, at=at)
    return made
