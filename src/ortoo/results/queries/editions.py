"""Editions of series: what is public, what waits for approval, what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max, Prefetch, Q, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.results.access import APPROVERS, can_approve, reaches
from ortoo.results.models import Edition, Observation, Series
from ortoo.results.rules.indicator.lights import PUBLISHED_AFTER


def approved_editions(series: Sequence[Series]) -> QuerySet[Edition]:
    """Those that are public, with their figures by year; the newest first."""
    figures = Prefetch("observations", Observation.objects.order_by("year"))
    rows = Edition.objects.filter(series__in=series, approved_at__isnull=False)
    return rows.select_related("series").prefetch_related(figures).order_by("series", "-place")


def latest_edition(series: Series) -> Edition | None:
    """The newest that is approved."""
    return approved_editions([series]).first()


def edition_named(pk: int) -> Edition | None:
    """One edition, approved or not."""
    rows = Edition.objects.select_related("series__indicator__owner", "entered_by", "approved_by")
    return rows.filter(pk=pk).first()


def waiting_editions(grants: Grants) -> list[Edition]:
    """Those that this person may approve and did not enter, the oldest first."""
    if not grants.has(*APPROVERS):
        return []
    rows = Edition.objects.filter(approved_at=None).exclude(entered_by=grants.user_id)
    rows = rows.select_related("series__indicator__owner", "entered_by").order_by("entered_at", "pk")
    return [one for one in rows if can_approve(grants, owner_of(one.series))]


def overdue_series(grants: Grants, today: date) -> list[Series]:
    """Series of indicators within reach whose next figure is overdue by their rhythm, or that have none."""
    rows = Series.objects.filter(indicator__isnull=False).select_related("indicator__owner")
    latest = Max("editions__observations__year", filter=Q(editions__approved_at__isnull=False))
    return [
        one
        for one in rows.annotate(latest=latest).order_by("code")
        if reaches(grants, owner_of(one), *APPROVERS)
        and (one.latest is None or today.year - one.latest > one.rhythm + PUBLISHED_AFTER)
    ]


def owner_of(series: Series) -> str:
    """The body that owns the data of the series' indicator, "" where none is named."""
    owner = series.indicator.owner if series.indicator else None
    return owner.code if owner else ""
