"""Requests counted by the minute, in the database, because several workers answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from ortoo.access.models import RequestCount


@transaction.atomic
def count_request(*, what: str, who: str, at: datetime) -> int:
    """How many there were in this minute, with this one. `who` is a keyed hash."""
    row, _ = RequestCount.objects.get_or_create(what=what, who=who, minute=at.replace(second=0, microsecond=0))
    RequestCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db(fields=["count"])
    return row.count
