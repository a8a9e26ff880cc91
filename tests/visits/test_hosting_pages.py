"""Pages of visits, hosts and partners, through the client. They go by the clock, so the visit here lies ahead."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.visits.models import Stop, Traveller, Visit, VisitHost, VisitRequest
from ortoo.visits.operations import add_host, add_speaker, offer_stop, open_visit
from ortoo.visits.urls import urlpatterns
from ortoo.visits.waiting.hosting import waiting_for
from tests.cast import auditor, client_of, exam_officer, outsider, person
from tests.factories.people import organization
from tests.factories.training import objective
from tests.permission import dossiers_brought, twelve
from tests.visits import hosting, travelling
from tests.visits.hosting import host_of, speaker_for
from tests.visits.travelling import keeper
from tests.worlds import world

pytestmark = pytest.mark.django_db

CODE = "kr-ahead"
LIST = 11
"""Questions of the list of visits, whether there is one or three."""


@world()
def called() -> Any:
    """A call whose visit lies eighty days ahead."""
    examiner = exam_officer()
    officer = travelling.selection_officer_of(examiner)
    from ortoo.selection.models import Round

    return dossiers_brought.open_now(Round.objects.get(code="R1"), officer)


@world(after="called")
def ahead(called: Any) -> Visit:
    """Opened, with both hosts and their accounts."""
    from django.utils import timezone

    for code in ("LOGODI", "KIPA", "NHI"):
        organization(code, "institute")
        speaker_for(code)
    hosting.places()
    now = timezone.now()
    visit = open_visit(round=called.round, code=CODE, time_zone="Asia/Seoul", by=keeper(), at=now)
    for code in ("LOGODI", "KIPA"):
        add_host(visit=visit, organization=code, by=keeper(), at=now)
    return visit


@world(after="ahead")
def asked(ahead: Visit) -> Visit:
    """The request is sent, and KIPA offers one stop with a speaker."""
    from django.utils import timezone

    now = timezone.now()
    hosting.asked(ahead, now)
    kipa = host_of(ahead, "KIPA")
    add_speaker(host=kipa, name="Lee Jiwoo", post="Researcher", by=account("KIPA"), at=now)
    offer = hosting.offer(ahead, venue="KIPA", speakers=("Lee Jiwoo",), names={"en": "Rules of rules"})
    offer_stop(host=kipa, code="K1", offer=offer, by=account("KIPA"), at=now)
    return ahead


def account(code: str = "LOGODI") -> User:
    return User.objects.get(username=f"speaks-{code.lower()}")


def address(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"visits:{name}", args=arguments)


def text(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def send(client: Client, where: str, **given: Any) -> Any:
    found = re.search(r'name="once" value="([\w-]{22})"', client.get(where).content.decode())
    assert found, text(client.get(where))
    return client.post(where, {"once": found[1], **given})


class TestHome:
    def test_the_first_visit_is_opened_from_the_list(self, called: Any) -> None:
        client = client_of(keeper())
        assert "No visit has been opened yet" in text(client.get(address("home")))
        assert 'value="Asia/Seoul"' in client.get(address("open")).content.decode()
        answer = send(client, address("open"), round="R1", code=CODE, time_zone="Asia/Seoul")
        assert (answer.status_code, answer.url) == (302, address("visit", CODE))
        assert "Study visit" in text(client.get(address("home")))

    @pytest.mark.parametrize("many", [1, 3])
    def test_the_list_asks_as_much_for_three_as_for_one(
        self, asked: Visit, many: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(1, many):
            more = Visit.objects.create(
                code=f"more-{number}", round=asked.round, name_en=f"More {number}", country="KR",
                time_zone="Asia/Seoul", begins=asked.begins, ends=asked.ends, basis="S", opened_by=keeper(),
                opened_at=asked.opened_at,
            )  # fmt: skip
            host = VisitHost.objects.create(visit=more, organization=host_of(asked, "KIPA").organization, leads=True)
            VisitRequest.objects.create(
                visit=more, version=1, letter="x", body={}, sha256="", sent_by=keeper(), sent_at=asked.opened_at
            )
            assert host.pk
        client = client_of(keeper())
        client.get(address("home"))
        with django_assert_num_queries(LIST):
            page = client.get(address("home"))
        assert text(page).count("Waits for hosts") == many
        assert b"sent_at" not in client.get(address("home"), {"format": "csv"}).getvalue()

    def test_who_has_one_visit_is_led_to_it(self, asked: Visit) -> None:
        escort(asked, "T12")
        for user in (account("KIPA"), twelve.account("T12")):
            answer: Any = client_of(user).get(address("home"))
            assert (answer.status_code, answer.url) == (302, address("visit", CODE))

    def test_who_has_none_is_refused(self, asked: Visit) -> None:
        for user in (account("NHI"), outsider(), twelve.account("T01")):
            assert client_of(user).get(address("home")).status_code == 403


class TestVisit:
    def test_it_says_where_it_stands_and_what_comes_next(self, ahead: Visit) -> None:
        said = text(client_of(keeper()).get(address("visit", CODE)))
        assert "Hosts are named, bodies at home say what they want to learn, and the request is sent." in said
        assert "Digital government" in said
        assert "Not asked yet" in said
        assert "No host has offered a stop yet." in said
        assert "Send the request" in said

    def test_everybody_who_may_sees_stops_and_hosts_and_the_reader_s_acts(self, asked: Visit) -> None:
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

    def test_a_planner_says_what_the_own_body_wants_to_learn(self, ahead: Visit) -> None:
        planner = client_of(person("plans", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MOF"))
        where = address("wish", CODE, "V2")
        assert "MOH" not in planner.get(where).content.decode()
        assert send(planner, where, organization="MOH", text_en="x").status_code == 422
        answer = send(planner, where, organization="MOF", text_en="Budgets by programme")
        assert (answer.status_code, answer.url) == (302, address("visit", CODE))
        assert "Budgets by programme MOF" in text(planner.get(answer.url))
        assert "Budgets by programme</textarea>" in planner.get(where).content.decode()
        assert client_of(auditor()).get(where).status_code == 403

    def test_a_host_is_named_a_topic_tied_and_the_request_checked_and_sent(self, ahead: Visit) -> None:
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

    def test_what_a_stop_is_worth_is_said_at_home(self, asked: Visit) -> None:
        client = client_of(keeper())
        assert send(client, address("weigh-stop", CODE, "K1"), value="80", must="on").status_code == 302
        said = text(client.get(address("stop", CODE, "K1")))
        assert "What it is worth at home 80" in said
        assert "In every agenda" in said

    def test_ways_are_marked_where_they_are_estimated(self, asked: Visit) -> None:
        client = client_of(account("LOGODI"))
        assert "There are not two venues yet." in text(client.get(address("ways", CODE)))
        hosting.offered(host_of(asked, "LOGODI"), account("LOGODI"), "L1", asked.opened_at)
        said = text(client.get(address("ways", CODE)))
        assert "By road 208 Estimated from the straight line †" in said


class TestHost:
    def test_from_the_request_to_the_yes(self, asked: Visit) -> None:
        client = client_of(account("LOGODI"))
        own = address("host", CODE, "LOGODI")
        assert "You edit your own stops and speakers" in text(client.get(own))
        speaker = send(client, address("add-speaker", CODE, "LOGODI"), name="Kim Minsu", post="Professor")
        assert (speaker.status_code, speaker.url) == (302, own)
        refused = send(client, address("answer-request", CODE, "LOGODI"), accepted="yes", remark="")
        assert refused.status_code == 422
        assert "you offer none" in text(refused)
        day = asked.begins.isoformat()
        stop = {
            "code": "L1", "name_en": "Opening", "kind": "lecture", "topic": "V2", "minutes": "60", "venue": "LOG",
            "windows": f"{day} 09:00 10:00\n{day} 14:00 15:00", "joint": "on", "speakers": ["Kim Minsu"],
            "before": [], "needs": ["K1"],
        }  # fmt: skip
        wrong = send(client, address("offer", CODE, "LOGODI"), **{**stop, "windows": "tomorrow"})
        assert "is not understood" in text(wrong)
        assert send(client, address("offer", CODE, "LOGODI"), **stop).status_code == 302
        said = text(client.get(address("stop", CODE, "L1")))
        assert "Kim Minsu, Professor" in said
        assert "Only with these stops K1 Rules of rules" in said
        assert "09:00–10:00" in said
        page = client.get(address("change-stop", CODE, "L1")).content.decode()
        assert f"{day} 09:00 10:00\n{day} 14:00 15:00</textarea>" in page
        assert 'name="code"' not in page
        assert send(client, address("change-stop", CODE, "L1"), **{**stop, "minutes": "45"}).status_code == 302
        assert Stop.objects.get(code="L1").minutes == 45
        assert send(client, address("answer-request", CODE, "LOGODI"), accepted="yes").status_code == 302
        assert "Has said yes" in text(client.get(own))
        assert send(client, address("withdraw-stop", CODE, "L1")).status_code == 302
        assert "Withdrawn" in text(client.get(own))

    def test_it_reads_the_stops_of_another_host_and_changes_none(self, asked: Visit) -> None:
        client = client_of(account("LOGODI"))
        assert "Lee Jiwoo, Researcher" in text(client.get(address("stop", CODE, "K1")))
        page = text(client.get(address("host", CODE, "KIPA")))
        assert "What this host offers" in page
        assert "Offer a stop" not in page
        for name, last in (
            ("change-stop", "K1"), ("withdraw-stop", "K1"), ("offer", "KIPA"), ("answer-request", "KIPA"),
            ("add-speaker", "KIPA"),
        ):  # fmt: skip
            assert client.get(address(name, CODE, last)).status_code == 404, name
            assert client.post(address(name, CODE, last), {"once": "x" * 22}).status_code == 404, name
        assert client.get(address("weigh-stop", CODE, "K1")).status_code == 403

    def test_the_academy_answers_for_nobody(self, asked: Visit) -> None:
        client = client_of(keeper())
        assert client.get(address("host", CODE, "KIPA")).status_code == 200
        assert client.get(address("answer-request", CODE, "KIPA")).status_code == 404

    def test_it_is_reminded_of_its_answer_on_the_start_page(self, asked: Visit) -> None:
        from ortoo.access.queries import grants_at

        for code, waits in (("KIPA", 1), ("LOGODI", 1), ("NHI", 0)):
            tasks = waiting_for(grants_at(account(code), asked.opened_at))
            assert [task.address.endswith(f"/visits/{CODE}/hosts/{code}/") for task in tasks] == [True] * waits
        send(client_of(account("KIPA")), address("answer-request", CODE, "KIPA"), accepted="yes")
        assert waiting_for(grants_at(account("KIPA"), asked.opened_at)) == []
        assert waiting_for(grants_at(keeper(), asked.opened_at)) == []


class TestPartners:
    def test_an_agreement_and_a_programme_are_kept_and_shown_with_their_balance(self, ahead: Visit) -> None:
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

    def test_hosts_and_strangers_see_no_partner(self, ahead: Visit) -> None:
        for user in (account("KIPA"), outsider()):
            for name in ("partners", "keep-agreement", "keep-exchange"):
                assert client_of(user).get(address(name)).status_code == 403, name
            assert client_of(user).get(address("partner", "KIPA")).status_code == 403


OPEN_TO_A_HOST = {
    "visit", "ways", "request", "host", "stop", "offer", "answer-request", "add-speaker", "change-stop",
    "withdraw-stop",
}  # fmt: skip
"""Of the pages that this file is about; of the others a host of the visit may see some, which their tests say."""


class TestIsolation:
    def test_whose_body_hosts_another_visit_opens_no_page_of_this_one(self, asked: Visit) -> None:
        """Every address of the station, asked by a host of nothing, by an official who was called, by nobody."""
        for user in (account("NHI"), twelve.account("T01"), outsider()):
            client = client_of(user)
            opened = {
                pattern.name for pattern in urlpatterns if client.get(address(*filled(pattern))).status_code == 200
            }
            # What an official said of themselves afterwards is theirs, and empty for who has not travelled.
            assert not opened & OPEN_TO_A_HOST
            assert opened <= {"alumni", "after", "people", "follow-ups"}, (user.username, opened)

    def test_who_is_not_signed_in_sees_nothing(self, asked: Visit) -> None:
        for pattern in urlpatterns:
            answer = Client().get(address(*filled(pattern)))
            assert answer.status_code in (302, 403, 404), pattern.name

    def test_a_host_of_the_visit_opens_its_own_pages(self, asked: Visit) -> None:
        client = client_of(account("KIPA"))
        opened = {pattern.name for pattern in urlpatterns if client.get(address(*filled(pattern))).status_code == 200}
        assert opened >= OPEN_TO_A_HOST
        closed = {
            "open", "partners", "partner", "keep-agreement", "keep-exchange", "tie", "wish", "send", "add-host",
            "weigh-stop", "papers", "costs",
        }  # fmt: skip
        assert not opened & closed

    def test_outside_of_visits_a_host_sees_no_list_of_people(self, asked: Visit) -> None:
        client = client_of(account("KIPA"))
        for where in ("/en/people/officials/", "/en/permission/R1/dossiers/", "/en/selection/R1/"):
            assert client.get(where).status_code in (403, 404), where


def filled(pattern: URLPattern) -> tuple[str, ...]:
    """The name of an address and what stands in its places, of the visit that is asked for."""
    known: dict[str, Any] = {
        "code": CODE, "host": "KIPA", "stop": "K1", "topic": "V2", "version": 1, "pk": 1, "months": 3, "number": 1,
        "day": date(2026, 6, 8), "group": "all", "kind": "B13", "place": 1, "part": 1, "pack": "P1", "job": 1,
        "agenda": 1, "format": "csv", "key": "x",
    }  # fmt: skip
    converters = pattern.pattern.converters
    values = []
    for name, converter in converters.items():
        value = known.get(name, 1 if type(converter).__name__ == "IntConverter" else "x")
        if type(converter).__name__ == "IntConverter" and not isinstance(value, int):
            value = 1
        values.append(value)
    return str(pattern.name), *values


def escort(visit: Visit, number: str) -> Traveller:
    return Traveller.objects.everything(because="makes one").create(
        visit=visit, official=travelling.official(number), part="escort", place=1, basis="I", named_by=keeper(),
        named_at=visit.opened_at,
    )  # fmt: skip
