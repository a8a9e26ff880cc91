"""The plan as it is shipped, a few series on it, and who keeps and approves their figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib import resources

import pytest
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.jobs.imports import kind_named, take_in
from ortoo.results.models import Edition, Series
from ortoo.results.operations import approve_edition, declare_series, keep_edition
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, academy_manager, person
from tests.worlds import world

SHIPPED = resources.files("ortoo.site") / "programmes" / "mongolia"
GE = {2016: "48.57143", 2018: "44.76191", 2020: "37.14286", 2022: "34.90566", 2023: "33.96227"}
GE_EDITION = {"vintage": "WGI 2024", "source": "World Bank", "licence": "CC BY 4.0 †"}
HDI = {
    "HDR 2021": {2018: "0.743", 2021: "0.739"},
    "HDR 2025": {2018: "0.767", 2022: "0.741", 2023: "0.747"},
}


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The day of the cast, on which the clock of pages stands still."""
    now = datetime(2025, 3, 2, 4, 0, tzinfo=AT.tzinfo)
    monkeypatch.setattr(timezone, "now", lambda: now)
    with override("en"):
        yield


def taken(kind: str, content: str | bytes, by: User) -> ImportReport:
    data = content.encode() if isinstance(content, str) else content
    return take_in(
        kind=kind_named(kind), content=data, filename=f"{kind}.yaml" if kind == "plan" else f"{kind}.csv", options={},
        dry_run=False, by=by, at=AT,
    )  # fmt: skip


@world()
def manager() -> User:
    return academy_manager()


@world(after="manager")
def head() -> User:
    return person("dorj", Role.HEAD_OF_ACADEMY)


@world(after="head")
def owner() -> User:
    """Owns the data of the statistics office, and no other."""
    return person("narantuya", Role.DATA_OWNER, scope=Scope.ORGANIZATION, code="NSO")


@world(after="owner")
def planned(manager: User) -> dict[str, Series]:
    """The plan, and three series of it: government effectiveness, human development, and patents without a figure."""
    for kind, filename in (
        ("regions", "regions.csv"),
        ("organizations", "organizations.csv"),
        ("plan", "vision2050.yaml"),
    ):
        assert not taken(kind, (SHIPPED / filename).read_bytes(), manager).problems
    found = {}
    for code, indicator, unit, high in (("GE", "5.wgi-ge", "rank", "100"), ("HDI", "2.hdi", "index", "1")):
        found[code] = declare_series(
            code=code, names={"en": code}, kind="stock", indicator=indicator, unit=unit, low="0", high=high, by=manager,
            at=AT,
        )  # fmt: skip
    return found


@world(after="planned")
def published(planned: dict[str, Series], manager: User, head: User) -> dict[str, Edition]:
    """By vintage; all approved."""
    kept = [keep_edition(series=planned["GE"], observations=GE, by=manager, at=AT, **GE_EDITION)]
    for vintage, figures in HDI.items():
        told = {"vintage": vintage, "source": "UNDP", "licence": "not stated"}
        kept.append(keep_edition(series=planned["HDI"], observations=figures, by=manager, at=AT, **told))
    return {one.vintage: approve_edition(edition=one, by=head, at=AT) for one in kept}
