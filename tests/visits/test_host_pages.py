"""A host's own pages, and that nobody opens a page of a visit in which they have no part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from ortoo.access.queries import grants_at
from ortoo.visits.models import Stop, Visit
from ortoo.visits.urls import urlpatterns
from ortoo.visits.waiting.hosting import waiting_for
from tests.cast import auditor, client_of, outsider
from tests.permission import twelve
from tests.visits.ahead import CODE, account, address, send, text
from tests.visits.travelling import keeper

pytestmark = pytest.mark.django_db


class TestHost:
    def test_from_the_request_to_the_yes(self, asked_ahead: Visit) -> None:
        client = client_of(account("LOGODI"))
        own = address("host", CODE, "LOGODI")
        assert "You edit your own stops and speakers" in text(client.get(own))
        speaker = send(client, address("add-speaker", CODE, "LOGODI"), name="Kim Minsu", post="Professor")
        assert (speaker.status_code, speaker.url) == (302, own)
        refused = send(client, address("answer-request", CODE, "LOGODI"), accepted="yes", remark="")
        assert refused.status_code == 422
        assert "you offer none" in text(refused)
        day = asked_ahead.begins.isoformat()
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

    def test_it_reads_the_stops_of_another_host_and_changes_none(self, asked_ahead: Visit) -> None:
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

    def test_an_auditor_reads_the_stop_and_no_name(self, asked_ahead: Visit) -> None:
        client = client_of(auditor())
        for where in (address("stop", CODE, "K1"), address("host", CODE, "KIPA")):
            said = text(client.get(where))
            assert "Rules of rules" in said
            assert "Lee Jiwoo" not in said
            assert "Lee Jiwoo" in text(client_of(keeper()).get(where))

    def test_the_academy_answers_for_nobody(self, asked_ahead: Visit) -> None:
        client = client_of(keeper())
        assert client.get(address("host", CODE, "KIPA")).status_code == 200
        assert client.get(address("answer-request", CODE, "KIPA")).status_code == 404

    def test_it_is_reminded_of_its_answer_on_the_start_page(self, asked_ahead: Visit) -> None:
        for code, waits in (("KIPA", 1), ("LOGODI", 1), ("NHI", 0)):
            tasks = waiting_for(grants_at(account(code), asked_ahead.opened_at))
            assert [task.address.endswith(f"/visits/{CODE}/hosts/{code}/") for task in tasks] == [True] * waits
        send(client_of(account("KIPA")), address("answer-request", CODE, "KIPA"), accepted="yes")
        assert waiting_for(grants_at(account("KIPA"), asked_ahead.opened_at)) == []
        assert waiting_for(grants_at(keeper(), asked_ahead.opened_at)) == []


OPEN_TO_A_HOST = {
    "visit", "ways", "request", "host", "stop", "offer", "answer-request", "add-speaker", "change-stop",
    "withdraw-stop",
}  # fmt: skip
"""Of the pages that this file is about; of the others a host of the visit may see some, which their tests say."""


class TestIsolation:
    def test_whose_body_hosts_another_visit_opens_no_page_of_this_one(self, asked_ahead: Visit) -> None:
        """Every address of the station, asked by a host of nothing, by an official who was called, by nobody."""
        for user in (account("NHI"), twelve.account("T01"), outsider()):
            client = client_of(user)
            opened = {
                pattern.name for pattern in urlpatterns if client.get(address(*filled(pattern))).status_code == 200
            }
            # What an official said of themselves afterwards is theirs, and empty for who has not travelled; so is the
            # list of visits of who hosts none.
            assert not opened & OPEN_TO_A_HOST
            assert opened <= {"home", "alumni", "after", "people", "follow-ups"}, (user.username, opened)

    def test_who_is_not_signed_in_sees_nothing(self, asked_ahead: Visit) -> None:
        for pattern in urlpatterns:
            answer = Client().get(address(*filled(pattern)))
            assert answer.status_code in (302, 403, 404), pattern.name

    def test_a_host_of_the_visit_opens_its_own_pages(self, asked_ahead: Visit) -> None:
        client = client_of(account("KIPA"))
        opened = {pattern.name for pattern in urlpatterns if client.get(address(*filled(pattern))).status_code == 200}
        assert opened >= OPEN_TO_A_HOST
        closed = {
            "open", "partners", "partner", "keep-agreement", "keep-exchange", "tie", "wish", "send", "add-host",
            "weigh-stop", "papers", "costs",
        }  # fmt: skip
        assert not opened & closed

    def test_outside_of_visits_a_host_sees_no_list_of_people(self, asked_ahead: Visit) -> None:
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
