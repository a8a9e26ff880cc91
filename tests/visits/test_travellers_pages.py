"""The pages of travellers through the client: who sees what, forms, and the cost of the list in queries."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ortoo.messages.models import Message
from ortoo.visits.models import Visit
from ortoo.visits.operations import give_consent, leave
from tests.cast import auditor, client_of, outsider
from tests.visits.travelling import (
    AT,
    DELEGATES,
    ENDS,
    account,
    finance,
    host,
    host_account,
    keeper,
    kinds_known,
    numbers,
    pack,
    traveller,
    where,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 24, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def sent(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"once": "x" * 22, **fields}, follow=True)


def consent(number: str, code: str = "LOGODI") -> None:
    give_consent(
        traveller=traveller(number), host=host(code), covers=["person"], until=ENDS, by=account(number), at=AT
    )  # fmt: skip


class TestTheList:
    def test_readers_see_all_with_papers_consents_and_pre_study(self, named: Visit) -> None:
        kinds_known()
        pack(named)
        consent("T01")
        page = client_of(keeper()).get(where("travellers")).content.decode()
        for number in (*DELEGATES, "T12"):
            assert f"Bold{number}" in page
        assert "Escort\u202f†" in page
        assert "1 of 2" in page
        assert "That the two are escorts is our inference." in page
        assert "Smart city\u202f†" in page

    @pytest.mark.parametrize("count", [1, 9])
    def test_it_costs_the_same_for_one_and_for_nine(
        self, named: Visit, count: int, django_assert_num_queries: Any
    ) -> None:
        kinds_known()
        pack(named)
        pack(named, "P2")
        for number in [one for _, one, _ in numbers(named)][count:]:
            leave(traveller=traveller(number), by=keeper(), at=AT)
        client = client_of(keeper())
        client.get(where("papers"))
        with django_assert_num_queries(20):
            client.get(where("travellers"))

    def test_a_ministry_sees_its_own(self, named: Visit) -> None:
        page = client_of(finance()).get(where("travellers")).content.decode()
        assert [number in page for number in ("BoldT01", "BoldT04", "BoldT06", "BoldT12")] == [True, True, False, False]

    def test_a_traveller_is_led_to_their_own_page_and_an_auditor_sees_nobody(self, named: Visit) -> None:
        led = client_of(account("T03")).get(where("travellers"))
        assert (led.status_code, led.headers["Location"]) == (302, where("traveller", 3))
        assert client_of(auditor()).get(where("travellers")).status_code == 403
        assert client_of(outsider()).get(where("travellers")).status_code == 404

    def test_as_a_file_it_holds_numbers(self, named: Visit) -> None:
        file = b"".join(client_of(keeper()).get(where("travellers"), {"format": "csv"})).decode("utf-8-sig")
        assert [line.split(",")[1] for line in file.splitlines()[1:]] == [*DELEGATES, "T12"]

    def test_nobody_named_says_what_to_do(self, opened: Visit) -> None:
        page = client_of(keeper()).get(where("travellers")).content.decode()
        assert "Nobody is named yet." in page


class TestForAHost:
    def test_names_of_those_who_consented_and_numbers_of_the_others(self, named: Visit) -> None:
        consent("T01")
        consent("T02", "KIPA")
        page = client_of(host_account()).get(where("travellers")).content.decode()
        assert "BoldT01" in page
        assert "Delegate 2" in page
        assert "Escort 9" in page
        for number in (*DELEGATES[1:], "T12"):
            assert f"Bold{number}" not in page

    def test_it_sees_no_page_of_one(self, named: Visit) -> None:
        consent("T01")
        client = client_of(host_account())
        assert client.get(where("traveller", 1)).status_code == 404
        assert client.get(where("papers")).status_code == 403
        assert client.get(where("costs")).status_code == 403

    def test_it_costs_the_same_however_many_are_seen(self, named: Visit, django_assert_num_queries: Any) -> None:
        client = client_of(host_account())
        consent("T01")
        client.get(where("travellers"))
        with django_assert_num_queries(10):
            client.get(where("travellers"))
        for number in DELEGATES:
            consent(number)
        with django_assert_num_queries(10):
            client.get(where("travellers"))


class TestForms:
    def test_the_delegation_is_named(self, opened: Visit) -> None:
        sent(client_of(keeper()), where("name-delegation"))
        assert [number for _, number, _ in numbers(opened)] == list(DELEGATES)
        assert client_of(account("T01")).get(where("name-delegation")).status_code == 403

    def test_one_is_named_or_refused_at_the_field(self, named: Visit) -> None:
        client = client_of(keeper())
        made = sent(client, where("name-traveller"), number="T10", part="escort")
        assert made.redirect_chain[-1][0] == where("traveller", 10)
        for number, part, sentence in (
            ("T05", "delegate", "The official T05 has no permission under the order 12"),
            ("T99", "escort", "No official with the number T99 is on the register"),
            ("T01", "escort", "name the person as a delegate"),
        ):
            refused = client.post(
                where("name-traveller"), {"once": f"{number}{part}".ljust(22, "y"), "number": number, "part": part}
            )
            assert refused.status_code == 422
            assert sentence in refused.content.decode()

    def test_somebody_leaves(self, named: Visit) -> None:
        sent(client_of(keeper()), where("leave", 3))
        assert traveller("T03").left_at == NOW
        told = Message.objects.everything(because="a test looks").filter(kind="visits.left")
        assert [one.to_id for one in told] == [account("T03").pk]

    def test_the_list_is_handed_over_once_all_have_consented(self, named: Visit) -> None:
        client, asked = client_of(keeper()), {"host": host().pk}
        refused = client.post(where("hand-over"), {"once": "z" * 22, **asked})
        assert "LOGODI may not see 9 of the travellers yet" in refused.content.decode()
        for number in (*DELEGATES, "T12"):
            consent(number)
        done = sent(client, where("hand-over"), **asked)
        assert "The list is handed over." in done.content.decode()


class TestOne:
    def test_ones_own_page(self, named: Visit) -> None:
        kinds_known()
        pack(named)
        page = client_of(account("T03")).get(where("traveller", 3)).content.decode()
        for word in (
            "Your journey",
            "Passport copy",
            "From a licensed physician",
            "Smart city",
            "A number, no name.",
            where("consent", host().pk),
        ):
            assert word in page
        assert client_of(account("T03")).get(where("traveller", 4)).status_code == 404

    def test_an_escorts_says_what_is_our_inference(self, named: Visit) -> None:
        page = client_of(keeper()).get(where("traveller", 9)).content.decode()
        assert "That the two are escorts is our inference." in page
        assert where("consent", host().pk) not in page

    def test_consent_is_given_and_taken_back(self, named: Visit) -> None:
        client = client_of(account("T03"))
        form = client.get(where("consent", host().pk)).content.decode()
        assert 'value="2026-09-10"' in form
        given = sent(client, where("consent", host().pk), covers=["person"], until="2026-06-12")
        assert "Name, post and body, until 12 June 2026" in given.content.decode()
        early = client.post(
            where("consent", host().pk), {"once": "e" * 22, "covers": ["person"], "until": date(2026, 6, 11)}
        )
        assert "before the last day of the visit" in early.content.decode()
        back = client.post(where("take-back", host().pk), {"once": "b" * 22}, follow=True)
        assert "A number, no name." in back.content.decode()
        assert client_of(keeper()).get(where("consent", host().pk)).status_code == 404
