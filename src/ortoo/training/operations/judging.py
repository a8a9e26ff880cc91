"""A person judges what was flagged: it counts, or it does not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import official_of
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Attempt, Enrolment, Judgement
from ortoo.training.operations.settling import settle
from ortoo.training.queries import flags_of

SHORTEST_REASON = 10
"""Letters: a reason that can be read by somebody who was not there."""


@transaction.atomic
def judge(
    *, enrolment: Enrolment, attempt: Attempt | None = None, counts: bool, reason: str, by: User, at: datetime
) -> Judgement:
    """On a flagged `attempt`, or (None) on a completion without presence. Until then what is flagged counts.

    Refused: one's own, what is not flagged or was judged already, no reason. The reason is not in the ledger, for it
    may speak of the person.
    """
    grants = grants_at(by, at)
    check_may_keep_training(grants)
    rows = Enrolment.objects.visible_to(grants).select_related("cohort__rule").select_for_update(of=("self",))
    held = rows.get(pk=enrolment.pk)
    if held.official_id == official_of(by.pk):
        raise Refusal("training.own_completion")
    judged = Judgement.objects.everything(because="one judgement, seen by who may judge")
    if judged.filter(enrolment=held, attempt=attempt).exists():
        raise Refusal("training.judged_already")
    if (attempt.pk if attempt else None) not in flags_of(held):
        raise Refusal("training.not_flagged")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("training.reason_missing", least=SHORTEST_REASON, field="reason")
    given = judged.create(
        enrolment=held, attempt=attempt, counts=counts, reason=reason.strip(), judged_by=by, judged_at=at
    )
    settle(cohort=held.cohort, at=at, enrolments=[held.pk])
    body = {
        "official": ledger.subject(kind="official", key=held.official_id),
        "cohort": held.cohort.code,
        "attempt": attempt.number if attempt else None,
        "counts": counts,
        "judgement": given.pk,
    }
    ledger.record(kind="programme.completion-judged", body=body, by=by, at=at)
    return given
