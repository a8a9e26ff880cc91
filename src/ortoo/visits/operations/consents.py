"""What a traveller lets a host see: given by nobody else, taken back at any time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_may_consent, check_may_keep_visits
from ortoo.visits.models import DataConsent, Traveller, VisitHost
from ortoo.visits.queries.consents import check_consented
from ortoo.visits.queries.travellers import held_traveller, travellers_of
from ortoo.visits.queries.visits import held_visit
from ortoo.visits.rules.consents import COVERS, PERSON, check_covers, check_until


@transaction.atomic
def give_consent(
    *, traveller: Traveller, host: VisitHost, covers: Collection[str], until: date, by: User, at: datetime
) -> list[DataConsent]:
    """`host` sees of the traveller what `covers` says ("person", "identifiers", "health") until that day.

    A later word replaces an earlier one about the same. Refused to everybody but the traveller, to a host of another
    visit, without anything to cover, and for a day before the visit's last or more than 366 days after it.
    """
    held = _own(traveller, host, by, at)
    asked = check_covers(covers)
    check_until(until, held.visit.ends)
    return _speak(held, host, asked, by, at, until=until, given=True)


@transaction.atomic
def take_back_consent(
    *, traveller: Traveller, host: VisitHost, covers: Collection[str] = COVERS, by: User, at: datetime
) -> list[DataConsent]:
    """From now on `host` no longer sees it; without the person it sees nothing of the traveller at all."""
    held = _own(traveller, host, by, at)
    return _speak(held, host, check_covers(covers), by, at, until=timezone.localdate(at), given=False)


@transaction.atomic
def hand_over_list(*, host: VisitHost, by: User, at: datetime) -> int:
    """The list of those who travel is whole and the host may use it; of how many. Nothing else leaves the house.

    Refused where nobody travels yet, and, with their numbers, where somebody has not consented that the host sees them.
    """
    check_may_keep_visits(grants_at(by, at))
    visit = held_visit(host.visit_id)
    travellers = travellers_of(visit)
    if not travellers:
        raise Refusal("visits.nobody_named", visit=visit.code)
    check_consented(travellers, host, PERSON, timezone.localdate(at))
    subjects = ledger.subjects(kind="official", keys=[one.official_id for one in travellers])
    body = {
        "visit": visit.code,
        "host": host.organization.code,
        "travellers": [subjects[str(one.official_id)] for one in travellers],
    }
    ledger.record(kind="visit.list-handed-over", body=body, by=by, at=at)
    return len(travellers)


def _own(traveller: Traveller, host: VisitHost, by: User, at: datetime) -> Traveller:
    held = held_traveller(traveller.pk)
    check_may_consent(grants_at(by, at), held)
    if host.visit_id != held.visit_id:
        raise Refusal("visits.host_of_another_visit", host=host.organization.code, visit=held.visit.code)
    return held


def _speak(
    traveller: Traveller, host: VisitHost, covers: Collection[str], by: User, at: datetime, *, until: date, given: bool
) -> list[DataConsent]:
    rows = DataConsent.objects.everything(because="makes rows, and reads none").bulk_create(
        DataConsent(traveller=traveller, host=host, covers=one, given=given, until=until, by=by, at=at)
        for one in covers
    )
    body = {
        "visit": traveller.visit.code,
        "host": host.organization.code,
        "subject": ledger.subject(kind="official", key=traveller.official_id),
        "covers": list(covers),
        "until": until.isoformat(),
    }
    kind = "visit.consent-given" if given else "visit.consent-taken-back"
    ledger.record(kind=kind, body=body, by=by, at=at)
    return rows
