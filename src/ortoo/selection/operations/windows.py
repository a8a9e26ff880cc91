"""The window for appeals opens with the provisional list, once, and closes by the clock."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from ortoo.selection.models import Run
from ortoo.selection.rules.window import closes_at


def open_window(run: Run, at: datetime) -> None:
    """Inside the transaction of the run: the last day ends in the programme's time zone."""
    zone = timezone.get_default_timezone()
    run.round.objections_until = closes_at(timezone.localdate(at, zone), run.rule.objection_days, zone)
    run.round.save(update_fields=["objections_until"])
