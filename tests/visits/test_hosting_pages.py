"""Pages of visits and partners, through the client. They go by the clock, so the visit here lies ahead."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from ortoo.access.rules.roles import Role, Scope
from ortoo.permission.models import Call
from ortoo.visits.models import Visit, VisitHost, VisitRequest
from tests.cast import auditor, client_of, outsider, person
from tests.factories.training import objective
from tests.permission import twelve
from tests.visits import hosting
from tests.visits.ahead import CODE, account, address, escort, send, text
from tests.visits.hosting import host_of
from tests.visits.travelling import keeper

pytestmark = pytest.mark.django_db

LIST = 11
"""Questions of the list of visits, whether there is one or three."""


class TestHome:
    def test_the_first_visit_is_opened_from_the_list(self, called_ahead: Call) -> None:
        client = client_of(keeper())
        assert "No visit has been opened yet" in text(client.get(address("home")))
        assert 'value="Asia/Seoul"' in client.get(address("open")).content.decode()
        answer = send(client, address("open"), round="R1", code=CODE, time_zone="Asia/Seoul")
        assert (answer.status_code, answer.url) == (302, address("visit", CODE))
        assert "Study visit" in text(client.get(address("home")))

    @pytest.mark.parametrize("many", [1, 3])
    def test_the_list_asks_as_much_for_three_as_for_one(
        self, asked_ahead: Visit, many: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(1, many):
            more = Visit.objects.create(
                code=f"more-{number}", round=asked_ahead.round, name_en=f"More {number}", country="KR",
                time_zone="Asia/Seoul", begins=asked_ahead.begins, ends=asked_ahead.ends, basis="S", opened_by=keeper(),
                opened_at=asked_ahead.opened_at,
            )  # fmt: skip
            VisitHost.objects.create(visit=more, organization=host_of(asked_ahead, "KIPA").organization, leads=True)
            VisitRequest.objects.create(
                visit=more, version=1, letter="x", body={}, sha256="", sent_by=keeper(), sent_at=asked_ahead.opened_at
            )
        client = client_of(keeper())
        client.get(address("home"))
        with django_assert_num_queries(LIST):
            page = client.get(address("home"))
        assert text(page).count("Waits for hosts") == many
        assert b"sent_at" not in client.get(address("home"), {"format": "csv"}).getvalue()

    def test_who_has_one_visit_is_led_to_it(self, asked_ahead: Visit) -> None:
        escort(asked_ahead, "T12")
        for user in (account("KIPA"), twelve.account("T12")):
            answer: Any = client_of(user).get(address("home"))
            assert (answer.status_code, answer.url) == (302, address("visit", CODE))

    def test_a_host_of_none_sees_an_empty_list(self, asked_ahead: Visit) -> None:
        assert CODE not in text(client_of(account("NHI")).get(address("home")))

    def test_who_has_none_is_led_on_or_refused(self, asked_ahead: Visit) -> None:
        official: Any = client_of(twelve.account("T01")).get(address("home"))
        assert (official.status_code, official.url) == (302, address("alumni"))
        assert client_of(outsider()).get(address("home")).status_code == 403


class TestVisit:
    def test_it_says_where_it_stands_and_what_comes_next(self, opened_ahead: Visit) -> None:
        said = text(client_of(keeper()).get(address("visit", CODE)))
        assert "Hosts are named, bodies at home say what they want to learn, and the request is sent." in said
        assert "Digital government" in said
        assert "Not asked yet" in said
        assert "No host has offered a stop yet." in said
        assert "Send the request" in said

    def test_everybody_who_may_sees_stops_and_hosts_and_the_reader_s_acts(self, asked_ahead: Visit) -> None:
        for user, acts in (
            (keeper(), {"Ask anew", "Name a host"}),
            (account("KIPA"), {"Your stops and your answer"}),
            (auditor(), set()),
            (person("pm", Role.PRIME_MINISTERS_OFFICE), set()),
        ):
            page = client_of(user).get(address("visit", CODE))
            said = text(page)
            assert "The answer of these hosts is awaited: LOGODI, KIPA." in said
            assert "Rules of rules" in said
            for act in ("Ask anew", "Name a host", "Your stops and your answer", "Say what is to be learned"):
                shown = act in said
                assert shown == (act in acts or (act.startswith("Say") and user == keeper())), (user, act)

    def test_a_planner_says_what_the_own_body_wants_to_learn(self, opened_ahead: Visit) -> None:
        planner = client_of(person("plans", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MOF"))
        where = address("wish", CODE, "V2")
        assert "MOH" not in planner.get(where).content.decode()
        assert send(planner, where, organization="MOH", text_en="x").status_code == 422
        answer = send(planner, where, organization="MOF", text_en="Budgets by programme")
        assert (answer.status_code, answer.url) == (302, address("visit", CODE))
        assert "Budgets by programme MOF" in text(planner.get(answer.url))
        assert "Budgets by programme</textarea>" in planner.get(where).content.decode()
        assert client_of(auditor()).get(where).status_code == 403

    def test_a_host_is_named_a_topic_tied_and_the_request_checked_and_sent(self, opened_ahead: Visit) -> None:
        client = client_of(keeper())
        objective("5.4")
        assert send(client, address("add-host", CODE), organization="NHI", leads="on").status_code == 302
        tied = send(client, address("tie", CODE, "V2"), objectives=["5.4"], link_basis="I")
        assert tied.status_code == 302
        given = {"people": "10", "letter": "Dear hosts\nPlease host us."}
        check = text(send(client, address("send", CODE), **given))
        assert "Hosts NHI, KIPA, LOGODI" in check
        assert not VisitRequest.objects.exists()
        answer = send(client, address("send", CODE), **given, confirm="1")
        assert (answer.status_code, answer.url) == (302, address("visit", CODE))
        sent = text(client_of(account("NHI")).get(address("request", CODE, 1)))
        assert "Please host us." in sent
        assert "5.4" in sent
        assert client.get(address("request", CODE, 2)).status_code == 404

    def test_what_a_stop_is_worth_is_said_at_home(self, asked_ahead: Visit) -> None:
        client = client_of(keeper())
        assert send(client, address("weigh-stop", CODE, "K1"), value="80", must="on").status_code == 302
        said = text(client.get(address("stop", CODE, "K1")))
        assert "What it is worth at home 80" in said
        assert "In every agenda" in said

    def test_ways_are_marked_where_they_are_estimated(self, asked_ahead: Visit) -> None:
        client = client_of(account("LOGODI"))
        assert "There are not two venues yet." in text(client.get(address("ways", CODE)))
        hosting.offered(host_of(asked_ahead, "LOGODI"), account("LOGODI"), "L1", asked_ahead.opened_at)
        said = text(client.get(address("ways", CODE)))
        assert "By road 208 Estimated from the straight line †" in said


class TestPartners:
    def test_an_agreement_and_a_programme_are_kept_and_shown_with_their_balance(self, opened_ahead: Visit) -> None:
        client = client_of(keeper())
        assert "No agreement and no programme is kept yet." in text(client.get(address("partners")))
        kept = send(
            client, address("keep-agreement"), partner="KIPA", name_en="Memorandum", number="7",
            signed_on="2021-03-01", valid_from="2021-03-01", basis="M",
        )  # fmt: skip
        assert (kept.status_code, kept.url) == (302, address("partner", "KIPA"))
        programme = {
            "partner": "KIPA", "name_en": "Course", "way": "in", "began": "2024-05-29", "ended": "2024-06-05",
            "people": "17", "basis": "S",
        }  # fmt: skip
        wrong = send(client, address("keep-exchange"), **programme)
        assert "17 of whom?" in text(wrong)
        assert send(client, address("keep-exchange"), **programme, counted="officials").status_code == 302
        assert send(client, address("keep-exchange"), **{**programme, "people": ""}).status_code == 302
        page = text(client.get(address("partner", "KIPA")))
        assert "Theirs who came 17 in 1 programme; 1 more not known Counted: officials" in page
        assert "Ours who went none" in page
        assert "Balance Not stated: a part is not known" in page
        assert "Memorandum\u202f† 7" in page or "Memorandum † 7" in page
        assert "In force" in text(client.get(address("partners")))
        ended = re.search(r'href="([^"]+/end/)"', client.get(address("partner", "KIPA")).content.decode())
        assert ended
        assert send(client, ended[1], valid_to="2025-01-01").status_code == 302
        page = text(client_of(auditor()).get(address("partner", "KIPA")))
        assert "Not in force" in page
        assert "End it" not in page

    def test_hosts_and_strangers_see_no_partner(self, opened_ahead: Visit) -> None:
        for user in (account("KIPA"), outsider()):
            for name in ("partners", "keep-agreement", "keep-exchange"):
                assert client_of(user).get(address(name)).status_code == 403, name
            assert client_of(user).get(address("partner", "KIPA")).status_code == 403
