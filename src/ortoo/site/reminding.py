"""What is due, at every station: the one place that knows all reminders. `ortoo serve` looks every hour."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from ortoo.actions.reminders import reminders as at_actions
from ortoo.lessons.reminders import reminders as at_lessons
from ortoo.messages import operations as messages
from ortoo.messages.reminders import reminders as at_access
from ortoo.messages.telling import Telling
from ortoo.permission.reminders import reminders as at_permission
from ortoo.selection.reminders import reminders as at_selection
from ortoo.visits.reminders import reminders as at_visits

log = logging.getLogger(__name__)
Reminders = Callable[[datetime], Iterable[Telling]]

REMINDERS: tuple[Reminders, ...] = (at_access, at_selection, at_permission, at_visits, at_lessons, at_actions)
"""Each station's function of the moment: who is to be told what. What was told once is not told again."""


def remind(at: datetime, reminders: Sequence[Reminders] = REMINDERS) -> dict[str, int]:
    """Tells what is due, and has mails sent that were left over; kind -> how many were told now.

    A station whose reminders fail keeps no other's from being told: it is set aside, and the operator's log says so.
    """
    told: Counter[str] = Counter()
    for due in reminders:
        try:
            told.update(_told(due, at))
        except Exception:
            # Whoever watches over web server and worker calls this, and must not end for a mistake in one reminder.
            log.exception("reminders of %s failed", due.__module__)
    messages.send_later()
    return {kind: count for kind, count in told.items() if count}


def _told(due: Reminders, at: datetime) -> dict[str, int]:
    by_kind: dict[str, list[Telling]] = {}
    for telling in due(at):
        by_kind.setdefault(telling.kind, []).append(telling)
    return {kind: messages.remind(tellings=tellings, at=at) for kind, tellings in by_kind.items()}
