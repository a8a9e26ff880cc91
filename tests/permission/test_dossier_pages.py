"""Pages of calls and dossiers, through the client. They go by the clock, so the call here is open today."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.models import Entry
from ortoo.permission.models import AgeLimit, Call, Dossier
from ortoo.permission.operations import hand_in
from ortoo.permission.rules.visit import visit_as_json
from ortoo.selection.models import Round
from tests.cast import academy_manager, client_of, outsider, person
from tests.permission import dossiers_brought as brought
from tests.permission import twelve
from tests.permission.seconds import CRITERIA, GAP, RULE
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world(after="listed")
def now_open(listed: Round, officer: User) -> Call:
    brought.kinds_known()
    return brought.open_now(listed, officer)


@world(after="now_open")
def with_rubric(now_open: Call, officer: User) -> Call:
    from ortoo.permission.operations import adopt_rubric

    adopt_rubric(
        call=now_open, criteria=CRITERIA, rule=RULE, gap=GAP, legal_basis="Order 9", by=officer, at=timezone.now()
    )
    return now_open


def address(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"permission:{name}", args=arguments)


def of(dossier: Dossier, page: str = "dossier", *more: str) -> str:
    return address(page, "R1", dossier.number, *more)


def text(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def get(client: Client, where: str, **asked: str) -> Any:
    return client.get(where, asked)


def send(client: Client, where: str, **given: Any) -> Any:
    found = re.search(r'name="once" value="([\w-]{22})"', get(client, where).content.decode())
    assert found, text(get(client, where))
    return client.post(where, {"once": found[1], **given})


def pdf(content: bytes = brought.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("scan of my name.pdf", content)


class TestOwn:
    def test_mine_leads_to_the_tasks_in_order_of_their_days(self, now_open: Call) -> None:
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        answer = get(client, address("mine"))
        assert (answer.status_code, answer.url) == (302, of(dossier))
        page = get(client, of(dossier))
        said = text(page)
        assert "0 of 8 are there" in said
        assert "Medical report † From a licensed physician" in said
        assert "Integrity clearance From your ministry or office; your superior signs it" in said
        assert said.index("Topic of the visit") < said.index("Country report")
        assert "Trip report" not in said
        assert "is not confirmed" in said or "†" in said

    def test_texts_are_saved_unfinished_and_shown_again(self, now_open: Call) -> None:
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        answer = send(client, of(dossier, "texts"), problem="Half a", trips="2019, Japan", seen="")
        assert (answer.status_code, answer.url) == (302, of(dossier))
        page = get(client, of(dossier, "texts")).content.decode()
        assert "Half a</textarea>" in page
        assert "2019, Japan</textarea>" in page
        assert "1 of 8 are there" in text(get(client, of(dossier)))

    def test_two_windows_lose_nothing(self, now_open: Call) -> None:
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        send(client, of(dossier, "texts"), problem="First", seen="")
        answer = send(client, of(dossier, "texts"), problem="Second", seen="")
        assert answer.status_code == 422
        assert "was saved in another window" in text(answer)
        page = answer.content.decode()
        assert "Second</textarea>" in page
        seen = re.search(r'name="seen" value="([^"]+)"', page)
        once = re.search(r'name="once" value="([\w-]{22})"', page)
        assert seen
        assert once
        client.post(of(dossier, "texts"), {"once": once[1], "problem": "Second", "seen": seen[1]})
        assert twelve.dossier("T01").problem == "Second"

    def test_a_paper_is_judged_by_its_content_and_kept_under_a_name_of_ours(self, now_open: Call) -> None:
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        where = of(dossier, "paper", "B07")
        answer = send(client, where, file=pdf(b"MZ not a paper"))
        assert answer.status_code == 422
        assert "neither a PDF nor a JPEG or PNG" in text(answer)
        assert send(client, where, file=pdf()).url == of(dossier)
        opened = get(client, of(dossier, "paper-file", "B07"))
        assert opened.content == brought.PDF
        assert opened["Content-Type"] == "application/pdf"
        assert opened["Content-Disposition"] == f'attachment; filename="R1-{dossier.number}-B07.pdf"'

    def test_an_expired_paper_is_refused_at_its_day(self, now_open: Call) -> None:
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        answer = send(client, of(dossier, "paper", "B12"), file=pdf(), valid_until="2020-01-01")
        assert "This paper expired on 2020-01-01; have it renewed" in text(answer)

    def test_the_check_names_everything_that_is_missing(self, with_rubric: Call) -> None:
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        page = get(client, of(dossier, "hand-in"))
        said = text(page)
        assert "8 things are still missing" in said
        for one in (
            "Choose the topic",
            "Write which problem",
            "Add this paper: Medical report",
            "or say that there were none",
        ):
            assert one in said
        assert 'name="once"' not in page.content.decode()

    def test_whole_it_is_handed_in_taken_back_and_withdrawn(self, with_rubric: Call) -> None:
        brought.filled("T01", timezone.now())
        client, dossier = client_of(twelve.account("T01")), twelve.dossier("T01")
        assert "Everything is there. Read it once more" in text(get(client, of(dossier, "hand-in")))
        assert send(client, of(dossier, "hand-in")).url == of(dossier)
        assert "It is handed in. Until" in text(get(client, of(dossier)))
        send(client, of(dossier, "take-back"))
        answer = send(client, of(dossier, "withdraw"), reason="Illness", understood="on")
        assert answer.url == of(dossier)
        said = text(get(client, of(dossier)))
        assert "You withdrew on" in said
        assert "Reason for the withdrawal: Illness" in said

    def test_before_the_rubric_the_check_says_what_it_waits_for(self, now_open: Call) -> None:
        brought.filled("T01", timezone.now())
        page = get(client_of(twelve.account("T01")), of(twelve.dossier("T01"), "hand-in"))
        assert "as soon as the way of scoring is adopted" in text(page)

    def test_another_official_finds_nothing_there(self, now_open: Call) -> None:
        client, dossier = client_of(twelve.account("T02")), twelve.dossier("T01")
        for page in ("dossier", "texts", "hand-in", "withdraw"):
            assert get(client, of(dossier, page)).status_code == 404
        assert get(client, of(dossier, "paper", "B07")).status_code == 404

    def test_who_is_on_no_list_is_told_so(self, now_open: Call) -> None:
        assert "You have no dossier." in text(get(client_of(outsider()), address("mine")))

    def test_home_leads_the_called_to_their_own(self, now_open: Call) -> None:
        assert get(client_of(twelve.account("T01")), address("home")).url == address("mine")


class TestMinistry:
    @pytest.fixture
    def client(self) -> Client:
        return client_of(person("finance", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOF"))

    def test_sees_its_own_people_and_says_no_with_a_reason(self, now_open: Call, client: Client) -> None:
        said = text(get(client, address("dossiers", "R1")))
        assert all(number in said for number in ("T01", "T05"))
        assert "T06" not in said
        dossier = twelve.dossier("T01")
        answer = send(client, of(dossier, "consent"), given="no")
        assert "Say why the consent is refused" in text(answer)
        assert send(client, of(dossier, "consent"), given="no", reason="Nobody stands in").status_code == 302
        assert "Nobody stands in" in text(get(client_of(twelve.account("T01")), of(dossier)))

    def test_reads_no_paper(self, now_open: Call, client: Client) -> None:
        brought.filled("T01", timezone.now())
        dossier = twelve.dossier("T01")
        assert "Medical report" in text(get(client, of(dossier)))
        assert of(dossier, "paper", "B12") not in get(client, of(dossier)).content.decode()
        assert get(client, of(dossier, "paper", "B07")).status_code == 404
        assert get(client, of(dossier, "consent")).status_code == 200
        assert get(client, of(twelve.dossier("T06"), "consent")).status_code == 404


class TestAcademy:
    @pytest.fixture
    def client(self) -> Client:
        return client_of(academy_manager())

    def test_sees_all_with_what_is_there_and_exports_them(self, with_rubric: Call, client: Client) -> None:
        brought.filled("T01", timezone.now())
        hand_in(dossier=twelve.dossier("T01"), by=twelve.account("T01"), at=timezone.now())
        page = get(client, address("dossiers", "R1"))
        said = text(page)
        assert "8 of 8 Handed in" in said
        assert "0 of 8 Being prepared" in said
        rows = get(client, address("dossiers", "R1"), state="handed-in", format="csv")
        lines = b"".join(rows.streaming_content).decode("utf-8-sig").splitlines()
        assert lines[0] == ("Personnel number,Official,Dossier,There,State,Handed in on,Ministry,Flags,Not weighed")
        assert len(lines) == 2

    def test_weighs_a_flag(self, now_open: Call, client: Client) -> None:
        dossier = twelve.dossier("T01")
        said = text(get(client, of(dossier)))
        assert "The sending ministry has not spoken yet." in said
        assert "5 of those who are called work at MOF." in said
        assert "No age limit is set" in said
        where = of(dossier, "weigh", "same-unit")
        assert send(client, where, weight="does-not", reason="Different departments").status_code == 302
        assert "Different departments" in text(get(client, of(dossier)))
        assert get(client, of(dossier, "weigh", "nose")).status_code == 404

    def test_opens_a_sensitive_paper_by_a_press_that_is_recorded(self, now_open: Call, client: Client) -> None:
        brought.filled("T01", timezone.now())
        dossier = twelve.dossier("T01")
        assert "That you open it is recorded" in text(get(client, of(dossier, "paper", "B12")))
        assert get(client, of(dossier, "paper-file", "B12")).status_code == 404
        answer = client.post(of(dossier, "paper-file", "B12"))
        assert answer.content == brought.PDF
        assert Entry.objects.filter(kind="dossier.paper-read").count() == 1
        assert get(client, of(dossier, "paper-file", "B07")).content == brought.PDF

    def test_kinds_and_limits(self, now_open: Call, client: Client) -> None:
        assert "Medical report †" in text(get(client, address("kinds")))
        assert "No age limit is set" in text(get(client, address("limits")))
        given = {"valid_from": "2020-01-01", "women": "60", "men": "60", "years_left": "5", "legal_basis": "Example"}
        assert send(client, address("set-limit"), **given).status_code == 302
        assert AgeLimit.objects.count() == 1
        assert "from 18 to 120 years" in text(
            send(client, address("set-limit"), **{**given, "valid_from": "2021-01-01", "men": "6"})
        )

    @pytest.mark.parametrize("body", ["MN-043", "MOH"])
    def test_the_list_costs_the_same_for_one_and_for_three(
        self, now_open: Call, body: str, django_assert_num_queries: Any
    ) -> None:
        client = client_of(person("reader", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code=body))
        get(client, address("dossiers", "R1"))
        with django_assert_num_queries(12):
            get(client, address("dossiers", "R1"))


class TestCall:
    def test_opened_from_a_file(self, listed: Any, officer: User) -> None:
        client = client_of(officer)
        begins = timezone.localdate() + timedelta(days=60)
        visit = visit_as_json(twelve.VISIT) | {"begins": begins.isoformat(), "ends": begins.isoformat()}
        file = SimpleUploadedFile("visit.json", json.dumps(visit).encode())
        day = (timezone.localdate() + timedelta(days=20)).isoformat()
        answer = send(client, address("open"), round="R1", visit=file, day=day, time="17:00")
        assert answer.url == address("call", "R1")
        said = text(get(client, answer.url))
        assert "Waits for the rubric" in said
        assert "Digital government" in said
        assert "900 USD" in said

    @pytest.mark.parametrize("content", [b"no json", b'{"title": {}}', b"\xff"])
    def test_a_file_that_is_no_visit_is_refused_with_the_reason(
        self, listed: Any, officer: User, content: bytes
    ) -> None:
        file = SimpleUploadedFile("visit.json", content)
        answer = send(client_of(officer), address("open"), round="R1", visit=file, day="2099-01-01", time="17:00")
        assert answer.status_code == 422
        assert not Call.objects.exists()

    def test_who_watches_and_who_was_called_see_it_and_nobody_else(self, now_open: Call, officer: User) -> None:
        for user in (officer, academy_manager(), twelve.account("T01")):
            assert get(client_of(user), address("call", "R1")).status_code == 200
        assert get(client_of(outsider()), address("call", "R1")).status_code == 403

    def test_the_list_of_calls(self, now_open: Call, officer: User) -> None:
        said = text(get(client_of(officer), address("home")))
        assert "Study visit The twelve" in said
        assert "12 0 Waits for the rubric" in said

    def test_a_panel_member_finds_no_name(self, now_open: Call) -> None:
        client = client_of(person("p", Role.PANEL_MEMBER))
        assert get(client, address("dossiers", "R1")).status_code == 403
        assert get(client, of(twelve.dossier("T01"))).status_code == 404
