"""A host answers a request: yes, its stops are whole; or no, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_is_host
from ortoo.visits.models import HostAnswer, VisitHost, VisitRequest
from ortoo.visits.operations.writing import check_length
from ortoo.visits.queries.visits import check_stands, held_visit, latest_request
from ortoo.visits.rules.states import Act


@transaction.atomic
def answer_request(
    *, request: VisitRequest, host: VisitHost, accepted: bool, remark: str = "", by: User, at: datetime
) -> HostAnswer:
    """One host's yes or no to the latest request; a later answer counts instead, until an agenda is made.

    Refused: to an earlier version, a yes without a stop on offer, a no without a word why. Who sent it is told.
    """
    check_is_host(grants_at(by, at), host)
    visit = held_visit(host.visit_id)
    check_stands(visit, Act.ANSWER, at)
    latest = latest_request(visit)
    if latest is None or request.pk != latest.pk:
        raise Refusal("visits.request_superseded", visit=visit.code)
    if accepted and not host.stops.filter(withdrawn_at=None).exists():
        raise Refusal("visits.yes_without_stop", field="accepted", visit=visit.code)
    if not accepted and not remark.strip():
        raise Refusal("visits.no_without_reason", field="remark")
    check_length(remark, "remark")
    answer = HostAnswer.objects.create(
        request=latest, host=host, accepted=accepted, remark=remark.strip(), by=by, at=at
    )
    messages.tell(
        kind="visits.answered",
        to=[latest.sent_by_id],
        values={"visit": visit.code, "host": host.organization.code},
        address=f"visits/{visit.code}/",
        by=by,
        at=at,
    )
    body = {
        "visit": visit.code, "version": latest.version, "host": host.organization.code, "accepted": accepted,
    }  # fmt: skip
    ledger.record(kind="visit.answered", body=body, by=by, at=at)
    return answer
