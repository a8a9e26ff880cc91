"""The series and figures that are shipped for a country come in as they are, and again without effect."""

from __future__ import annotations

from importlib import resources

import pytest

from ortoo.access.models import User
from ortoo.jobs.imports import kind_named, take_in
from ortoo.results.models import Edition, Observation, Series
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, academy_manager

pytestmark = pytest.mark.django_db
SHIPPED = resources.files("ortoo.site") / "programmes" / "mongolia"


def taken(kind: str, filename: str, by: User) -> ImportReport:
    return take_in(
        kind=kind_named(kind), content=(SHIPPED / filename).read_bytes(), filename=filename, options={}, dry_run=False,
        by=by, at=AT,
    )  # fmt: skip


def test_they_come_in_whole_and_a_second_time_nothing_happens() -> None:
    manager = academy_manager()
    for kind, filename in (
        ("regions", "regions.csv"),
        ("organizations", "organizations.csv"),
        ("plan", "vision2050.yaml"),
    ):
        assert not taken(kind, filename, manager).problems
    assert taken("series", "series.csv", manager) == ImportReport(new=15)
    assert taken("observations", "observations.csv", manager) == ImportReport(new=458)
    assert taken("series", "series.csv", manager) == ImportReport(unchanged=15)
    assert taken("observations", "observations.csv", manager) == ImportReport(unchanged=458)
    assert (Series.objects.count(), Edition.objects.count(), Observation.objects.count()) == (15, 36, 458)
    assert Series.objects.filter(indicator__isnull=False).count() == 8
    of_2018 = Observation.objects.filter(edition__series__code="HDI", year=2018).order_by("edition__place")
    assert list(of_2018.values_list("value", flat=True)) == ["0.743", "0.754", "0.767"]
    latest = Edition.objects.filter(series__code="HDI").order_by("-place").values_list("vintage", flat=True).first()
    assert latest == "repository snapshot 2026-03-01 (data to 2023; inferred HDR 2025)"
