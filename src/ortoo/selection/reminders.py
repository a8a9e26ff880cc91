"""Who of the appeals panel is reminded: that a window closes, and that appeals wait after it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from ortoo.access.queries import in_force
from ortoo.messages.telling import Telling
from ortoo.selection.access import RULERS
from ortoo.selection.models import Round
from ortoo.selection.operations.telling import names_of
from ortoo.selection.queries import open_appeals
from ortoo.selection.queries.appeals import drafters_of

BEFORE = timedelta(days=3)
AGAIN_AFTER = timedelta(days=7)


def reminders(now: datetime) -> Iterator[Telling]:
    """Once in the three days before a window closes, to members who have drafted nothing; then every week, as long as
    an appeal waits.
    """
    for round in Round.objects.filter(objections_until__isnull=False).order_by("pk"):
        until, waiting = round.objections_until, open_appeals(round).count()
        assert until is not None
        if not waiting or until - now > BEFORE:
            continue
        values = {"round": names_of(round), "open": waiting, "until": until}
        closing = now <= until
        kind = "selection.window_closes" if closing else "selection.rulings_wait"
        step = "closes" if closing else f"week {(now - until) // AGAIN_AFTER}"
        busy = drafters_of(round) if closing else frozenset()
        for account in _panel(now):
            if account not in busy:
                yield Telling(
                    kind=kind,
                    to=account,
                    values=values,
                    address=f"selection/{round.code}/appeals/",
                    once=f"round {round.pk}, {step}",
                )


def _panel(now: datetime) -> list[int]:
    holding = in_force(timezone.localdate(now)).filter(role__in=RULERS, user__is_active=True)
    return list(holding.order_by("user").values_list("user", flat=True).distinct())
