"""Costs with real rows: copied from the call, set, settled once; and their page in each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from ortoo.visits.models import Visit, VisitCost
from ortoo.visits.operations import copy_costs, set_costs, settle_cost
from ortoo.visits.queries.costs import costs_of, totals_of
from ortoo.visits.rules.costs import Line, Total
from ortoo.visits.words.travelling import money
from tests.cast import auditor, client_of
from tests.expecting import entry, refused
from tests.visits.travelling import AT, account, host_account, keeper, names, where

pytestmark = pytest.mark.django_db
FLIGHT = Line(names("Flight"), "USD", "home", 900_000, 9)
STAY = Line(names("Stay"), "USD", "host", 700_000, 9)
VISA = Line(names("Visa"), "KRW", "home", 50_000_500, 9)


def put(visit: Visit, *lines: Line) -> list[VisitCost]:
    return set_costs(visit=visit, lines=lines, by=keeper(), at=AT)


def settle(cost: VisitCost, actual: int) -> VisitCost:
    return settle_cost(cost=cost, actual=actual, by=keeper(), at=AT)


def shown(visit: Visit) -> list[tuple[int, str, int, int | None]]:
    return [(one.place, one.name_en, one.planned, one.actual) for one in costs_of(visit)]


class TestSetting:
    def test_the_lines_of_the_call_for_as_many_as_travel(self, named: Visit) -> None:
        made = copy_costs(visit=named, by=keeper(), at=AT)
        assert [(one.name_en, one.currency, one.payer, one.planned, one.heads) for one in made] == [
            ("Flight", "USD", "home", 900_000, 9), ("Stay", "USD", "host", 700_000, 9),
        ]  # fmt: skip
        assert entry("visit.costs-set")["lines"] == 2
        refused("visits.costs_there", copy_costs, visit=named, by=keeper(), at=AT)

    def test_not_before_somebody_is_named(self, opened: Visit) -> None:
        refused("visits.nobody_named", copy_costs, visit=opened, by=keeper(), at=AT)

    def test_lines_replace_lines_but_the_settled(self, named: Visit) -> None:
        first, second = put(named, FLIGHT, STAY)
        settle(second, 650_000)
        put(named, replace(FLIGHT, planned=950_000), STAY, VISA)
        assert shown(named) == [
            (1, "Flight", 950_000, None), (2, "Stay", 700_000, 650_000), (3, "Visa", 50_000_500, None),
        ]  # fmt: skip
        for lines in ((FLIGHT,), (STAY, FLIGHT), (FLIGHT, replace(STAY, heads=8))):
            assert refused("visits.cost_settled", put_lines, visit=named, lines=lines) == {"place": 2}
        assert first.name_en == "Flight"

    def test_half_a_line_leaves_everything(self, named: Visit) -> None:
        put(named, FLIGHT)
        assert refused("visits.cost_currency", put_lines, visit=named, lines=(FLIGHT, replace(STAY, currency="$"))) == {
            "place": 2, "currency": "$",
        }  # fmt: skip
        assert len(shown(named)) == 1

    def test_only_who_keeps_visits(self, named: Visit) -> None:
        (cost,) = put(named, FLIGHT)
        for somebody in (account("T01"), auditor(), host_account()):
            refused("access.role_needed", set_costs, visit=named, lines=[STAY], by=somebody, at=AT)
            refused("access.role_needed", settle_cost, cost=cost, actual=1, by=somebody, at=AT)


def put_lines(visit: Visit, lines: tuple[Line, ...]) -> None:
    put(visit, *lines)


class TestSettling:
    def test_once_and_totals_apart_by_currency_and_payer(self, named: Visit) -> None:
        first, *_ = put(named, FLIGHT, STAY, VISA, replace(FLIGHT, planned=100_000))
        settle(first, 910_000)
        assert totals_of(named) == (
            Total("KRW", "home", 450_004_500, 0, 0),
            Total("USD", "home", 9_000_000, 8_100_000, 8_190_000),
            Total("USD", "host", 6_300_000, 0, 0),
        )
        assert entry("visit.cost-settled")["actual"] == 910_000
        assert refused("visits.cost_settled", settle_cost, cost=first, actual=1, by=keeper(), at=AT) == {"place": 1}
        refused("visits.cost_amount", settle_cost, cost=costs_of(named)[1], actual=-1, by=keeper(), at=AT)

    def test_a_settled_cost_is_kept_by_the_database(self, named: Visit) -> None:
        (cost,) = put(named, FLIGHT)
        settle(cost, 1)
        rows = VisitCost.objects.filter(pk=cost.pk)
        for act in (lambda: rows.update(actual=2), rows.delete):
            with pytest.raises(IntegrityError), transaction.atomic():
                act()


class TestMoney:
    @pytest.mark.parametrize(
        ("amount", "language", "text"),
        [
            (1_500_000, "en", "1,500 USD"),
            (1_500_000, "mn", "1\u00a0500 USD"),
            (12_500, "en", "12.50 USD"),
            (12_500, "mn", "12,50 USD"),
            (12_505, "ko", "12.505 USD"),
            (0, "ko", "0 USD"),
            (-240_000, "en", "\N{MINUS SIGN}240 USD"),
        ],
    )
    def test_as_each_language_writes_it(self, amount: int, language: str, text: str) -> None:
        with translation.override(language):
            assert money(amount, "USD") == text


class TestPages:
    @pytest.fixture(autouse=True)
    def today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 4, 24, 4, 0, tzinfo=UTC))

    def fields(self, **changed: Any) -> dict[str, Any]:
        return {
            "once": "c" * 22, "name_mn": "Нислэг", "name_en": "Flight", "name_ko": "항공료", "planned": "820.50",
            "currency": "usd", "heads": "9", "payer": "home", **changed,
        }  # fmt: skip

    def test_a_line_is_added_changed_and_settled(self, named: Visit) -> None:
        client = client_of(keeper())
        client.post(where("add-cost"), self.fields())
        assert shown(named) == [(1, "Flight", 820_500, None)]
        assert 'value="820.5"' in client.get(where("change-cost", 1)).content.decode()
        client.post(where("change-cost", 1), self.fields(once="d" * 22, planned="800"))
        page = client.post(where("settle-cost", 1), {"once": "e" * 22, "actual": "790"}, follow=True).content.decode()
        assert shown(named) == [(1, "Flight", 800_000, 790_000)]
        for text in ("800 USD", "7,200 USD", "790 USD", "\N{MINUS SIGN}90 USD"):
            assert text in page
        wrong = client.post(where("add-cost"), self.fields(once="f" * 22, planned="many"))
        assert "Write the amount in digits" in wrong.content.decode()
        assert client.get(where("change-cost", 9)).status_code == 404

    def test_the_lines_of_the_call_are_copied(self, named: Visit) -> None:
        client = client_of(keeper())
        assert "No cost is planned yet." in client.get(where("costs")).content.decode()
        page = client.post(where("copy-costs"), {"once": "g" * 22}, follow=True).content.decode()
        assert "8,100 USD" in page

    def test_watchers_see_them_and_change_nothing(self, named: Visit) -> None:
        put(named, FLIGHT)
        page = client_of(auditor()).get(where("costs")).content.decode()
        assert "Flight" in page
        assert where("settle-cost", 1) not in page
        assert client_of(account("T01")).get(where("costs")).status_code == 403

    def test_it_costs_the_same_for_one_line_and_for_many(self, named: Visit, django_assert_num_queries: Any) -> None:
        client = client_of(keeper())
        client.get(where("costs"))
        for lines in ([FLIGHT], [FLIGHT, STAY, VISA, STAY]):
            put(named, *lines)
            with django_assert_num_queries(6):
                client.get(where("costs"))
