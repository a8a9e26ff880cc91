"""What was used of a visit: answered once by each side, apart."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_is_own, check_may_speak_as_superior
from ortoo.visits.models import FollowUp, Traveller
from ortoo.visits.queries.travellers import held_traveller
from ortoo.visits.rules.follow_up import Side, Used, check_open, check_said


@transaction.atomic
def answer_follow_up(
    *, traveller: Traveller, months: int, side: Side, used: Used, what: str, hindered_by: str = "", by: User,
    at: datetime,
) -> FollowUp:  # fmt: skip
    """One side's answer after 3, 6 or 12 months; it stays as it was given.

    Refused to everybody but the traveller (participant) and a superior of the body where the traveller works that day;
    outside its time; a second time; without words, and without what hindered where little is used.
    """
    held = held_traveller(traveller.pk)
    grants = grants_at(by, at)
    if side is Side.PARTICIPANT:
        check_is_own(grants, held)
    else:
        check_may_speak_as_superior(grants, held)
    rows = FollowUp.objects.everything(because="asks whether this side has answered, and makes one row")
    if rows.filter(traveller=held, months=months, side=side).exists():
        raise Refusal("visits.follow_up_answered", months=months)
    check_open(held.visit.ends, months, timezone.localdate(at))
    check_said(used, what, hindered_by)
    made = rows.create(
        traveller=held, months=months, side=side, used=used, what=what.strip(), hindered_by=hindered_by.strip(), by=by,
        at=at,
    )  # fmt: skip
    body = {
        "visit": held.visit.code,
        "subject": ledger.subject(kind="official", key=held.official_id),
        "months": months,
        "side": str(side),
    }
    ledger.record(kind="visit.follow-up-answered", body=body, by=by, at=at)
    return made
