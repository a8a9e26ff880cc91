"""Who is reminded: two weeks before a commitment is due, when it is late, and when a delivery lies unconfirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from ortoo.actions.models import Commitment
from ortoo.actions.operations.telling import planners_of
from ortoo.actions.queries.commitments import stands, with_acts
from ortoo.actions.rules.states import State
from ortoo.messages.telling import Telling

BEFORE = timedelta(days=14)
PATIENCE = timedelta(days=7)
AGAIN_AFTER = timedelta(days=28)


def reminders(now: datetime) -> Iterator[Telling]:
    """Planners of the giver once before the day, and every four weeks behind it; planners of the receiver every four
    weeks from one week after the delivery. Nobody is reminded of what waits for others.
    """
    today = timezone.localdate(now)
    rows = Commitment.objects.exclude(acts__act__in=("refuse", "confirm"))
    for row in with_acts(rows).order_by("due", "pk"):
        at = stands(row, today)
        if at.state is State.DELIVERED:
            assert at.delivered_on is not None
            since = today - at.delivered_on - PATIENCE
            if since > timedelta():
                yield from _told("actions.receipt_waits", row, row.receiver_id, f"receipt {_weeks(since)}", today)
        elif at.state in (State.ACCEPTED, State.RETURNED) and not at.waits_for and row.due - today <= BEFORE:
            late = today - row.due
            kind = "actions.late" if late > timedelta() else "actions.due_soon"
            step = f"late {_weeks(late)}" if late > timedelta() else "soon"
            yield from _told(kind, row, row.giver_id, step, today)


def _told(kind: str, row: Commitment, body: int, step: str, today: date) -> Iterator[Telling]:
    names = {"mn": row.name_mn, "en": row.name_en, "ko": row.name_ko}
    for account in planners_of(body, today):
        yield Telling(
            kind=kind,
            to=account,
            values={"commitment": row.code, "what": names, "due": row.due},
            address=f"actions/{row.measure.code}/commitments/{row.code}/",
            once=f"commitment {row.pk}, {step}",
        )


def _weeks(since: timedelta) -> int:
    return since // AGAIN_AFTER
