"""What visits give out: venues and ways, as they can be taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ortoo.access.rules.grants import Grants
from ortoo.visits.layouts import LEGS, VENUES
from ortoo.visits.models import Leg, Venue


def venues_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All of them; where a public building stands is no secret."""
    names = [column.name for column in VENUES.columns if column.name != "organization"]
    for venue in Venue.objects.select_related("organization").order_by("code"):
        code = venue.organization.code if venue.organization else None
        yield {**{name: getattr(venue, name) or None for name in names}, **_zeros(venue), "organization": code}


def legs_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """Each once, in the direction in which it was given."""
    names = [column.name for column in LEGS.columns if column.name not in ("start", "end")]
    for leg in Leg.objects.select_related("start", "end").order_by("start__code", "end__code"):
        yield {**{name: getattr(leg, name) or None for name in names}, "start": leg.start.code, "end": leg.end.code}


def _zeros(venue: Venue) -> dict[str, float]:
    """Degrees of the equator and of Greenwich are degrees, not empty cells."""
    return {"latitude": venue.latitude, "longitude": venue.longitude, "tolerance_km": venue.tolerance_km}
