"""Series are declared, editions kept by one and approved by another; nothing is ever written over."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ortoo.access.models import User
from ortoo.results.models import Edition, Observation, Series, SeriesBreak
from ortoo.results.operations import (
    approve_edition,
    declare_series,
    keep_edition,
    mark_break,
    take_back_edition,
)
from ortoo.results.queries import latest_edition, overdue_series, waiting_editions
from ortoo.results.waiting import waiting_for
from tests.cast import AT, TODAY, grants, outsider
from tests.expecting import entry, refused
from tests.results.fixtures import GE, GE_EDITION

pytestmark = pytest.mark.django_db


def declared(by: User, **changed: Any) -> Series:
    given = {"code": "RQ", "names": {"en": "Regulatory quality"}, "kind": "stock", "indicator": "5.wgi-rq"}
    return declare_series(**{**given, **changed}, by=by, at=AT)


def kept(series: Series, by: User, **changed: Any) -> Edition:
    given = {**GE_EDITION, "vintage": "WGI 2025", "observations": GE}
    return keep_edition(series=series, by=by, at=AT, **{**given, **changed})


class TestSeries:
    def test_is_declared_with_its_kind_and_bounds(self, planned: object, manager: User) -> None:
        series = declared(manager, unit="rank", low="0", high="1,5", rhythm=2)
        assert (series.kind, series.low, series.high, series.rhythm) == ("stock", "0", "1.5", 2)
        said = entry("programme.series-declared")
        assert said.pop("by")
        assert said == {
            "series": "RQ", "counted": "stock", "unit": "rank", "low": "0", "high": "1.5", "rhythm": 2,
            "indicator": "5.wgi-rq",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"code": "two words"}, "results.series_code"),
            ({"code": "GE"}, "results.series_is_there"),
            ({"names": {"en": " "}}, "results.series_nameless"),
            ({"kind": "share"}, "results.kind_unknown"),
            ({"rhythm": 0}, "results.no_rhythm"),
            ({"low": "1", "high": "1.0"}, "results.bounds_crossed"),
            ({"low": "1,234"}, "indicator.read_in_two_ways"),
            ({"indicator": "9.none"}, "results.unknown_indicator"),
        ],
    )
    def test_what_bounds_or_names_nothing_is_refused(
        self, planned: object, manager: User, changed: dict[str, Any], code: str
    ) -> None:
        refused(code, declared, by=manager, **changed)

    def test_only_by_its_keepers_and_an_owner_only_of_own_data(self, planned: object, owner: User, head: User) -> None:
        refused("access.role_needed", declared, by=head)
        refused("access.role_needed", declared, by=outsider())
        assert refused("results.not_within_reach", declared, by=owner) == {"owner": "–"}
        assert refused("results.not_within_reach", declared, by=owner, indicator="1.patents") == {"owner": "IPO"}
        assert declared(owner, indicator="2.hdi").code == "RQ"

    def test_a_break_is_marked_once_and_with_its_reason(self, planned: dict[str, Series], manager: User) -> None:
        series = planned["GE"]
        refused("results.break_without_reason", mark_break, series=series, year=2025, reason=" ", by=manager, at=AT)
        mark_break(series=series, year=2025, reason="Method revised", by=manager, at=AT)
        refused("results.break_is_there", mark_break, series=series, year=2025, reason="r", by=manager, at=AT)
        assert list(SeriesBreak.objects.values_list("year", "reason")) == [(2025, "Method revised")]


class TestEdition:
    def test_is_kept_by_one_and_approved_by_another(
        self, planned: dict[str, Series], manager: User, head: User
    ) -> None:
        series = planned["GE"]
        edition = kept(series, manager)
        assert latest_edition(series) is None
        assert [one.pk for one in waiting_editions(grants(head))] == [edition.pk]
        assert waiting_editions(grants(manager)) == []
        assert refused("results.own_edition", approve_edition, edition=edition, by=manager, at=AT) == {
            "vintage": "WGI 2025"
        }
        approve_edition(edition=edition, by=head, at=AT)
        found = latest_edition(series)
        assert found == edition
        assert {one.year: one.value for one in found.observations.all()} == GE
        assert entry("figure.approved")["figures_sha256"] == entry("programme.edition-kept")["figures_sha256"]
        assert refused("results.approved_already", approve_edition, edition=edition, by=head, at=AT)

    def test_a_revision_stands_beside_and_the_newest_is_shown(
        self, published: dict[str, Edition], planned: dict[str, Series], manager: User, head: User
    ) -> None:
        series = planned["GE"]
        refused("results.edition_is_there", kept, series=series, by=manager, vintage="WGI 2024")
        revised = kept(series, manager, observations={2023: "35.1"})
        assert latest_edition(series) == published["WGI 2024"]
        approve_edition(edition=revised, by=head, at=AT)
        assert latest_edition(series) == revised
        old = Observation.objects.get(edition=published["WGI 2024"], year=2023)
        assert old.value == "33.96227"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"vintage": " "}, "results.without.vintage"),
            ({"source": ""}, "results.without.source"),
            ({"licence": ""}, "results.without.licence"),
            ({"observations": {}}, "results.without.figures"),
            ({"observations": {2023: "n/a"}}, "indicator.not_a_figure"),
            ({"observations": {2023: "1,234"}}, "indicator.read_in_two_ways"),
            ({"observations": {2023: "100.1"}}, "results.off_range"),
            ({"observations": {2027: "5"}}, "results.year_not_yet"),
            ({"observations": {1899: "5"}}, "results.year_not_yet"),
        ],
    )
    def test_what_says_too_little_or_cannot_be_is_refused(
        self, planned: dict[str, Series], manager: User, changed: dict[str, Any], code: str
    ) -> None:
        refused(code, kept, series=planned["GE"], by=manager, **changed)
        assert Edition.objects.count() == 0

    def test_is_taken_back_only_before_it_is_approved(
        self, published: dict[str, Edition], planned: dict[str, Series], manager: User
    ) -> None:
        wrong = kept(planned["GE"], manager)
        refused("results.taken_back_why", take_back_edition, edition=wrong, because=" ", by=manager, at=AT)
        take_back_edition(edition=wrong, because="Columns were swapped", by=manager, at=AT)
        assert not Edition.objects.filter(vintage="WGI 2025").exists()
        assert entry("programme.edition-taken-back")["because"] == "Columns were swapped"
        assert kept(planned["GE"], manager).vintage == "WGI 2025"
        gone = published["WGI 2024"]
        refused("results.approved_already", take_back_edition, edition=gone, because="r", by=manager, at=AT)

    def test_an_owner_reaches_own_data_alone(self, planned: dict[str, Series], manager: User, owner: User) -> None:
        refused("results.not_within_reach", kept, series=planned["GE"], by=owner)
        edition = kept(planned["GE"], manager)
        refused("results.not_within_reach", approve_edition, edition=edition, by=owner, at=AT)
        own = kept(planned["HDI"], manager, observations={2023: "0.747"})
        assert [one.pk for one in waiting_editions(grants(owner))] == [own.pk]
        assert approve_edition(edition=own, by=owner, at=AT).approved_by == owner


def test_what_waits(planned: dict[str, Series], manager: User, head: User, owner: User) -> None:
    kept(planned["HDI"], manager, observations={2023: "0.747"})
    assert [(task.origin, task.tag.state) for task in waiting_for(grants(head))] == [("HDI · WGI 2025", "waits")]
    assert [(task.origin, task.tag.state) for task in waiting_for(grants(owner))] == [
        ("HDI · WGI 2025", "waits"), ("HDI", "late"),
    ]  # fmt: skip
    assert waiting_for(grants(manager)) == []
    assert waiting_for(grants(None)) == []


def test_a_figure_is_overdue_by_the_rhythm_of_its_series(published: dict[str, Edition], head: User) -> None:
    assert [one.code for one in overdue_series(grants(head), TODAY.replace(year=2025))] == []
    assert [one.code for one in overdue_series(grants(head), TODAY.replace(year=2026))] == ["GE", "HDI"]


def forbidden(said: str, act: Any, *args: Any, **named: Any) -> None:
    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        act(*args, **named)


class TestPromises:
    def test_what_is_approved_stays(self, published: dict[str, Edition], head: User) -> None:
        edition = Edition.objects.filter(pk=published["WGI 2024"].pk)
        figures = Observation.objects.filter(edition=edition.get())
        forbidden("an edition stays", edition.update, vintage="other")
        forbidden("an edition stays", edition.update, approved_by=head, approved_at=AT)
        forbidden("an edition stays", edition._raw_delete, edition.db)
        forbidden("a figure stays", figures.update, value="50")
        forbidden("a figure stays", figures._raw_delete, figures.db)
        forbidden("a figure stays", Observation.objects.create, edition=edition.get(), year=2024, value="50")

    def test_what_waits_is_approved_and_nothing_else(self, planned: dict[str, Series], manager: User) -> None:
        edition = Edition.objects.filter(pk=kept(planned["GE"], manager).pk)
        forbidden("an edition stays", edition.update, source="another")
        forbidden("a figure stays", Observation.objects.filter(edition=edition.get()).update, value="50")
        forbidden("approved_by_another", edition.update, approved_by=manager, approved_at=AT)

    def test_a_series_with_editions_stays_what_it_is(self, published: object, planned: dict[str, Series]) -> None:
        series = Series.objects.filter(pk=planned["GE"].pk)
        forbidden("stays a stock", series.update, kind="flow")
        forbidden("stays a stock", series.update, unit="percent")
        assert series.update(name_en="Effectiveness", rhythm=2) == 1
