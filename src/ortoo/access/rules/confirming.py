"""How old the moment may be at which a person confirmed who they are, for what binds others."""

from __future__ import annotations

from datetime import datetime, timedelta

from ortoo.multilingual.refusals import Refusal

FRESH = timedelta(minutes=5)


def is_fresh(confirmed_at: datetime | None, at: datetime) -> bool:
    return confirmed_at is not None and confirmed_at <= at <= confirmed_at + FRESH


def check_confirmed(confirmed_at: datetime | None, at: datetime) -> None:
    """Refuses a confirmation that is missing, older than FRESH, or that lies in the future."""
    if not is_fresh(confirmed_at, at):
        raise Refusal("access.confirm_again", minutes=FRESH.seconds // 60, field="password")
