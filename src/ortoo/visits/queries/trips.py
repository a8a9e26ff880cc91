"""Who has travelled before, as the flags of a dossier ask (`settings.EARLIER_TRIPS`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ortoo.permission.rules.dossiers import Trip
from ortoo.visits.models import Traveller


def trips_of(officials: Collection[int], today: date) -> dict[int, list[Trip]]:
    """Official -> visits of the programme that had begun by `today`, the earliest first. One query."""
    rows = Traveller.objects.everything(because="a flag says how often, and the reader has the person already")
    travelled = rows.filter(official__in=officials, visit__begins__lte=today, left_at=None).select_related("visit")
    found: dict[int, list[Trip]] = {}
    for one in travelled.order_by("visit__begins", "pk"):
        visit = one.visit
        found.setdefault(one.official_id, []).append(Trip(visit.begins.year, visit.country, visit.name))
    return found
