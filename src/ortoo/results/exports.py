"""What results gives out: series and the observations of approved editions, as they can be taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ortoo.access.rules.grants import Grants
from ortoo.results.models import Observation, Series


def series_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All of them; they are no secret."""
    same = ("code", "kind", "unit", "low", "high", "rhythm", "name_mn", "name_en", "name_ko")
    for row in Series.objects.select_related("indicator").order_by("code"):
        values = {name: getattr(row, name) or None for name in same}
        yield {**values, "indicator": row.indicator.code if row.indicator else None}


def observations_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """Those of approved editions, in the order of their publication."""
    rows = Observation.objects.filter(edition__approved_at__isnull=False).select_related("edition__series")
    for row in rows.order_by("edition__series__code", "edition__place", "year"):
        edition = row.edition
        yield {
            "indicator_code": edition.series.code,
            "name": edition.series.name,
            "year": row.year,
            "value": row.value,
            "unit": edition.series.unit or None,
            "source": edition.source,
            "vintage": edition.vintage,
            "licence": edition.licence,
        }
