"""Rows that have done their duty are removed; called every hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from ortoo.access.models import RequestCount, SignedIn, SignInAttempt

FAILURES_KEPT = timedelta(days=2)
COUNTS_KEPT = timedelta(hours=1)


@transaction.atomic
def prune(*, at: datetime) -> int:
    """Tries, counts of requests, and sessions that are over; how many rows."""
    attempts = SignInAttempt.objects
    gone = [
        attempts.filter(passed=False, at__lt=at - FAILURES_KEPT),
        attempts.filter(passed=True, at__lt=at - settings.SIGN_IN_LIMITS.known_for),
        RequestCount.objects.filter(minute__lt=at - COUNTS_KEPT),
        SignedIn.objects.filter(since__lt=at - settings.SESSION_SPANS.longest),
        SignedIn.objects.filter(seen_at__lt=at - settings.SESSION_SPANS.idle),
        Session.objects.filter(expire_date__lt=at),
    ]
    return sum(rows.delete()[0] for rows in gone)
