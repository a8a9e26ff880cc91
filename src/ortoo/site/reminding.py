"""What is due, at every station: the one place that knows all reminders. `ortoo serve` looks every hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from ortoo.messages import operations as messages
from ortoo.messages.reminders import reminders as at_access
from ortoo.messages.telling import Telling

REMINDERS: tuple[Callable[[datetime], Iterable[Telling]], ...] = (at_access,)
"""Each station's function of the moment: who is to be told what. What was told once is not told again."""


def remind(at: datetime) -> dict[str, int]:
    """Tells what is due, and has mails sent that were left over; kind -> how many were told now."""
    told: Counter[str] = Counter()
    for due in REMINDERS:
        by_kind: dict[str, list[Telling]] = {}
        for telling in due(at):
            by_kind.setdefault(telling.kind, []).append(telling)
        for kind, tellings in by_kind.items():
            told[kind] += messages.remind(tellings=tellings, at=at)
    messages.send_later()
    return {kind: count for kind, count in told.items() if count}
