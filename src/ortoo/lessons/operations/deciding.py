"""The owner says what becomes of a lesson, with the reason; the latest word counts, all stay."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.ledger import operations as ledger
from ortoo.lessons.access import check_may_decide, owners_of
from ortoo.lessons.models import Lesson, LessonDecision
from ortoo.lessons.queries.lessons import authors_of, lesson_state
from ortoo.lessons.rules.states import Outcome, check_may_become
from ortoo.lessons.words import OUTCOMES
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.people.heirs import body_on
from ortoo.people.queries import official_of, post_on

if TYPE_CHECKING:
    from ortoo.people.models import Organization


@transaction.atomic
def decide_lesson(*, lesson: Lesson, outcome: Outcome, reason: str, by: User, at: datetime) -> LessonDecision:
    """By a planner of the owner, or of the body that stands for it on the day, or by the Cabinet Secretariat.

    Refused to whoever wrote the lesson or one that it replaces, without a reason, for a lesson that is replaced, and
    where the table of `rules.states` does not lead to `outcome`. The author is told.
    """
    held = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    grants = grants_at(by, at)
    body = body_on(held.owner_id, timezone.localdate(at))
    check_may_decide(grants, body)
    if by.pk in authors_of(held):
        raise Refusal("lessons.own_lesson", lesson=held.code)
    check_may_become(lesson_state(held), outcome)
    if not reason.strip():
        raise Refusal("lessons.no_reason", field="reason")
    made = LessonDecision.objects.create(
        lesson=held, outcome=outcome, reason=reason.strip(), organization=_deciding(grants, body), by=by, at=at
    )
    messages.tell(
        kind="lessons.decided", to=[held.author_id], values={"lesson": held.names, "outcome": OUTCOMES[outcome]},
        address=f"lessons/{held.code}/", by=by, at=at,
    )  # fmt: skip
    entry = {
        "lesson": held.code,
        "outcome": str(outcome),
        "organization": made.organization,
        "reason_sha256": hashlib.sha256(made.reason.encode()).hexdigest(),
    }
    ledger.record(kind="lesson.decided", body=entry, by=by, at=at)
    return made


def _deciding(grants: Grants, body: Organization | None) -> str:
    """The code of the body that decides: the owner's, or the one where somebody of the Secretariat works that day."""
    if body is not None and body.code in owners_of(grants):
        return body.code
    official = official_of(grants.user_id) if grants.user_id is not None else None
    post = post_on(official, grants.on) if official is not None else None
    return post.organization.code if post else ""
