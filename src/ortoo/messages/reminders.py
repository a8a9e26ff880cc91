"""What is due at access: a proposed role that nobody has decided on. Here, because access lies below the messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from ortoo.access.access import APPROVERS
from ortoo.access.queries import in_force, waiting_for_approval
from ortoo.messages.telling import Telling

PATIENCE = timedelta(days=3)


def reminders(now: datetime) -> Iterator[Telling]:
    """Each who may approve a role that was proposed more than three days ago is told once; its holder and its
    proposer may not, and are not.
    """
    holding = in_force(timezone.localdate(now)).filter(role__in=APPROVERS, user__is_active=True)
    approvers = list(holding.order_by("user").values_list("user", flat=True).distinct())
    for grant in waiting_for_approval().filter(proposed_at__lt=now - PATIENCE):
        for account in approvers:
            if account not in (grant.proposed_by_id, grant.user_id):
                yield Telling(
                    kind="access.grant_waits",
                    to=account,
                    values={"since": timezone.localdate(grant.proposed_at)},
                    address=f"access/grants/{grant.pk}/",
                    once=f"grant {grant.pk}",
                )
