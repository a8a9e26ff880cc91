"""What bodies at home want to learn, and the request to the hosts, kept as it was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import organizations_on
from ortoo.visits.access import check_may_keep_visits, check_may_wish
from ortoo.visits.models import Visit, VisitRequest, VisitTopic, Wish
from ortoo.visits.operations.visits import tell_asked
from ortoo.visits.operations.writing import check_length, texts
from ortoo.visits.queries.asking import asked_of
from ortoo.visits.queries.visits import check_stands, held_visit, latest_request
from ortoo.visits.rules.states import Act

LARGEST_DELEGATION = 500
LONGEST_LETTER = 10_000


@transaction.atomic
def state_wish(*, topic: VisitTopic, organization: str, text: Mapping[str, str], by: User, at: datetime) -> Wish:
    """What the body of the code `organization` wants to learn about `topic`, by language; a later one counts instead.

    Refused: for another body than the planner's own, for one that is not there on the day, without a word, and once
    the agenda is agreed.
    """
    grants = grants_at(by, at)
    check_may_wish(grants, organization)
    visit = held_visit(topic.visit_id)
    check_stands(visit, Act.ASK, at)
    body = organizations_on(grants.on).filter(code=organization).first()
    if body is None:
        raise Refusal(
            "visits.body_not_there", field="organization", organization=organization, day=grants.on.isoformat()
        )
    said = texts(text, "text_mn")
    if not said:
        raise Refusal("visits.wish_without_word", field="text_mn")
    wish = Wish.objects.create(topic=topic, organization=body, text=said, by=by, at=at)
    entry = {
        "visit": visit.code, "topic": topic.code, "organization": organization,
        "sha256": hashlib.sha256(canonical(said)).hexdigest(),
    }  # fmt: skip
    ledger.record(kind="visit.wish-stated", body=entry, by=by, at=at)
    return wish


@transaction.atomic
def send_request(*, visit: Visit, letter: str, people: int, by: User, at: datetime) -> VisitRequest:
    """The next version of the request: days, how many `people`, hosts, topics with their ties, and every body's wish
    as it stands, frozen under a hash together with the `letter`. The accounts of every host are told.

    Refused without a host, without a letter, and once an agenda is made.
    """
    check_may_keep_visits(grants_at(by, at))
    visit = held_visit(visit.pk)
    check_stands(visit, Act.REQUEST, at)
    hosts = list(visit.hosts.select_related("organization"))
    if not hosts:
        raise Refusal("visits.request_without_host", visit=visit.code)
    if not letter.strip():
        raise Refusal("visits.request_without_letter", field="letter")
    check_length(letter, "letter", LONGEST_LETTER)
    if not 1 <= people <= LARGEST_DELEGATION:
        raise Refusal("visits.request_people", field="people", most=LARGEST_DELEGATION)
    before = latest_request(visit)
    body = asked_of(visit, people)
    sha256 = hashlib.sha256(canonical({"letter": letter.strip(), "request": body})).hexdigest()
    sent = VisitRequest.objects.create(
        visit=visit, version=before.version + 1 if before else 1, letter=letter.strip(), body=body, sha256=sha256,
        sent_by=by, sent_at=at,
    )  # fmt: skip
    tell_asked(visit, hosts, by, at)
    entry = {
        "visit": visit.code, "version": sent.version, "people": people, "sha256": sha256,
        "hosts": sorted(host.organization.code for host in hosts),
    }  # fmt: skip
    ledger.record(kind="visit.requested", body=entry, by=by, at=at)
    return sent
