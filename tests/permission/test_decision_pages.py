"""The way and the decision as their people see them: nothing preselected, few clicks, no name where none is due."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ortoo.access.models import User
from ortoo.permission.models import Call, Deputy, Order, Proposal, SignOff
from ortoo.permission.waiting import waiting_for
from tests.cast import auditor, client_of, grants, outsider
from tests.permission import deciding
from tests.permission.deciding import CHOSEN, Cast
from tests.permission.twelve import account, dossier
from tests.visiting import main_part, once, page, sent, text

pytestmark = pytest.mark.django_db

DECISION, WAY, ORDER = "/en/permission/R1/decision/", "/en/permission/R1/way/", "/en/permission/R1/order/"
PASSWORD = "a long enough word"


def with_password(user: User) -> Client:
    user.set_password(PASSWORD)
    user.save()
    return client_of(user)


def answers(**no: str) -> dict[str, str]:
    """What a form sends that permits everybody but those in `no`."""
    found: dict[str, str] = {}
    for number in CHOSEN:
        key = dossier(number).pk
        found |= {f"d{key}": no.get(number, "permit"), f"r{key}": "Not now" if number in no else ""}
    return found


class TestTheDecision:
    def test_the_page_says_the_finding_and_preselects_nobody(self, at_office: Proposal, people: Cast) -> None:
        shown = main_part(page(client_of(people.minister), DECISION))
        assert re.search("<h1>8 are proposed, 8 of them with flags to weigh</h1>", shown)
        assert "checked" not in shown
        assert shown.count('type="radio"') == 24
        assert all(dossier(number).official.short_name in shown for number in CHOSEN)
        assert '<b data-tally-of="">8</b> undecided' in shown
        for part in ("Region, percent", "Goal served by the topic, percent", "Planned cost", "Reserve, in this order",
                     "The way so far", "Nearly as good", "Versions"):  # fmt: skip
            assert part in shown
        assert 'style="' not in shown

    def test_all_as_proposed_takes_three_clicks_from_the_start_page(self, at_office: Proposal, people: Cast) -> None:
        """A link, "Permit all as proposed", "Decide"; in between a number and a password are typed."""
        client = with_password(people.minister)
        assert f'href="{DECISION}"' in page(client, "/en/")
        token = once(client, DECISION)
        status, shown = sent(client, DECISION, token, all="1")
        assert status == 200
        assert "Check the decision" in shown
        for number in CHOSEN:
            assert dossier(number).official.short_name in shown
        assert "8 people will be permitted to travel. Nothing has been decided yet." in shown
        assert not Order.objects.exists()
        hidden = dict(re.findall(r'type="hidden" name="([dr]\d+)"(?: value="([^"]*)")?', shown))
        status, leads = sent(
            client, DECISION, token, **hidden, number="12", dated=timezone.localdate().isoformat(),
            password=PASSWORD, confirm="1",
        )  # fmt: skip
        assert (status, leads) == (302, ORDER)
        assert "8 are permitted to travel by order 12" in page(client, ORDER)

    def test_a_wrong_password_or_no_number_stays_where_it_is_asked(self, at_office: Proposal, people: Cast) -> None:
        client = with_password(people.minister)
        asked: dict[str, Any] = {**answers(), "dated": timezone.localdate().isoformat(), "confirm": "1"}
        status, shown = sent(client, DECISION, **asked, number="12", password="another word")
        assert status == 422
        assert "This is not your password." in shown
        assert "Number of the order" in shown
        assert shown.count('type="radio"') == 0
        status, shown = sent(client, DECISION, **asked, number="", password=PASSWORD)
        assert (status, "Fill in “Number of the order”." in shown) == (422, True)
        status, shown = sent(client, DECISION, **asked, number="12", password="")
        assert (status, "Fill in “Your password”." in shown) == (422, True)
        assert not Order.objects.exists()

    def test_everybody_needs_an_answer_and_every_no_a_reason(self, at_office: Proposal, people: Cast) -> None:
        client = client_of(people.minister)
        given = answers(T02="refuse")
        del given[f"d{dossier('T01').pk}"]
        given[f"r{dossier('T02').pk}"] = ""
        status, shown = sent(client, DECISION, **given)
        assert status == 422
        assert f"Decide on {dossier('T01').official.short_name}." in shown
        assert f"Give the reason for {dossier('T02').official.short_name}" in shown
        assert '<b data-tally-of="permit">6</b>' in shown

    def test_the_check_says_who_follows(self, at_office: Proposal, people: Cast) -> None:
        status, shown = sent(client_of(people.minister), DECISION, **answers(T06="replace"))
        assert status == 200
        assert f"Followed by {dossier('T10').official.short_name}, as the rule says." in shown

    def test_sent_twice_it_is_decided_once_and_two_tabs_are_told(self, at_office: Proposal, people: Cast) -> None:
        client = with_password(people.minister)
        tabs = [once(client, DECISION) for _ in range(2)]
        whole = {**answers(), "dated": timezone.localdate().isoformat(), "number": "12", "password": PASSWORD,
                 "confirm": "1"}  # fmt: skip
        for _ in range(2):
            assert sent(client, DECISION, tabs[0], **whole) == (302, ORDER)
        assert "This form had been sent already." in page(client, ORDER)
        status, shown = sent(client, DECISION, tabs[1], **{**whole, "number": "13"})
        assert status == 422
        assert "Why a new decision comes" in shown
        assert Order.objects.count() == 1

    def test_it_is_the_offices_alone(self, at_office: Proposal, people: Cast) -> None:
        for user in (people.head, people.secretary, people.ministries, outsider()):
            assert "This needs one of these roles" in page(client_of(user), DECISION, 403)
        assert client_of().get(DECISION).status_code == 302

    def test_before_it_is_there_the_page_says_where_it_waits(self, proposal: Proposal, people: Cast) -> None:
        shown = page(client_of(people.minister), DECISION)
        assert "Nothing to decide now" in shown
        assert WAY in shown

    def test_a_page_costs_so_many_queries(
        self, at_office: Proposal, people: Cast, django_assert_max_num_queries: Any
    ) -> None:
        client = client_of(people.minister)
        with django_assert_max_num_queries(60):
            client.get(DECISION)


class TestTheWay:
    def test_each_signer_finds_their_button_and_signs_with_a_password(self, proposal: Proposal, people: Cast) -> None:
        head = with_password(people.head)
        assert waits_for(people.head) == ["Sign the proposal for the academy"]
        assert "/en/permission/R1/way/sign/academy/" in page(head, WAY)
        status, shown = sent(head, "/en/permission/R1/way/sign/academy/")
        assert (status, "Fill in “Your password”." in shown) == (422, True)
        assert sent(head, "/en/permission/R1/way/sign/academy/", password=PASSWORD) == (302, WAY)
        assert waits_for(people.head) == []
        assert waits_for(people.finance)[-1] == "Sign the proposal for your ministry"

        ministries = with_password(people.ministries)
        first = "/en/permission/R1/way/sign/ministries/MOF/"
        assert sent(ministries, first, password=PASSWORD) == (302, WAY)
        # Confirmed once, five minutes hold for the others.
        for body in ("MOH", "MED"):
            assert sent(ministries, f"/en/permission/R1/way/sign/ministries/{body}/") == (302, WAY)
        assert SignOff.objects.count() == 4
        assert waits_for(people.secretary) == ["Sign the proposal for the Cabinet Secretariat"]

    def test_a_ministry_sees_its_own_people_and_an_auditor_nobody(self, proposal: Proposal, people: Cast) -> None:
        shown = main_part(page(client_of(people.finance), WAY))
        assert dossier("T01").official.short_name in shown
        assert dossier("T06").official.short_name not in shown
        assert dossier("T06").place.pseudonym[:5].upper() in shown
        shown = main_part(page(client_of(auditor()), WAY))
        assert all(dossier(number).official.short_name not in shown for number in CHOSEN)

    def test_it_is_sent_back_after_a_check(self, proposal: Proposal, people: Cast, officer: User) -> None:
        client = client_of(people.head)
        address = "/en/permission/R1/way/send-back/academy/"
        status, shown = sent(client, address, reason="Weigh the flags")
        assert (status, "Check your answers" in shown) == (200, True)
        assert sent(client, address, reason="Weigh the flags", confirm="1") == (302, WAY)
        assert "Weigh the flags" in page(client, WAY)
        assert waits_for(officer) == ["Make a new proposal: the last one was sent back"]

    def test_without_a_proposal_it_says_what_comes_first(self, call: Call, people: Cast) -> None:
        assert "Nothing has been proposed yet." in page(client_of(people.head), WAY)
        assert page(client_of(outsider()), WAY, 403)
        assert page(client_of(account("T01")), WAY, 403)


class TestTheOrder:
    def test_it_says_in_words_what_a_later_version_changed(self, at_office: Proposal, people: Cast) -> None:
        deciding.decided(at_office, people.minister)
        deciding.decided(at_office, people.minister, T06="replace", number="14", because="T06 withdrew")
        shown = main_part(page(client_of(people.minister), ORDER))
        assert "8 are permitted to travel by order 14" in shown
        assert "Order 14 against order 12" in shown
        six, ten = (dossier(number).official.short_name for number in ("T06", "T10"))
        assert f"{six} leaves: r" in shown
        assert f"{ten} enters, in the seat of {six}." in shown

    def test_the_secretariat_closes_the_delegation(self, at_office: Proposal, people: Cast) -> None:
        deciding.decided(at_office, people.minister)
        assert waits_for(people.secretary) == ["Close the delegation"]
        client = client_of(people.secretary)
        assert sent(client, "/en/permission/R1/delegation/close/") == (302, ORDER)
        assert "The delegation was closed on" in page(client, ORDER)
        assert waits_for(people.secretary) == []


class TestDeputies:
    def test_one_is_named_and_ended(self, people: Cast) -> None:
        second = outsider()
        client = client_of(people.minister)
        today = timezone.localdate()
        given: dict[str, Any] = {
            "role": "prime-ministers-office", "deputy": second.pk, "valid_from": today.isoformat(),
            "valid_to": today.replace(year=today.year + 1).isoformat(), "legal_basis": "Order 3",
        }  # fmt: skip
        assert sent(client, "/en/permission/deputies/name/", **given, confirm="1") == (302, "/en/permission/deputies/")
        shown = page(client, "/en/permission/deputies/")
        assert "Otgon" in shown
        assert "Oyun" in page(client_of(second), "/en/permission/deputies/")
        row = Deputy.objects.get()
        assert sent(client, f"/en/permission/deputies/{row.pk}/end/") == (302, "/en/permission/deputies/")
        assert "Ended" in page(client, "/en/permission/deputies/")
        assert client_of(second).get(f"/en/permission/deputies/{row.pk}/end/").status_code == 404


class TestConfirming:
    def test_the_page_notes_the_moment_and_leads_on(self, people: Cast) -> None:
        client = with_password(people.head)
        status, shown = sent(client, "/en/access/confirm/?next=/en/plan/", password="another word")
        assert (status, "This is not your password." in shown) == (422, True)
        assert sent(client, "/en/access/confirm/?next=/en/plan/", password=PASSWORD) == (302, "/en/plan/")
        assert "confirmed_at" in client.session


def waits_for(user: User) -> list[str]:
    return [str(task.what) for task in waiting_for(grants(user))]


class TestTheirOwnPages:
    def test_the_decider_opens_a_dossier_that_is_before_them_and_no_other(
        self, proposal: Proposal, people: Cast
    ) -> None:
        client = client_of(people.minister)
        chosen, not_chosen = (f"/en/permission/R1/dossiers/{dossier(number).number}/" for number in ("T01", "T12"))
        page(client, chosen, 404)
        deciding.at_the_office(proposal, people)
        assert dossier("T01").official.short_name in page(client, chosen)
        page(client, not_chosen, 404)

    def test_an_official_finds_the_decision_and_its_reason(self, at_office: Proposal, people: Cast) -> None:
        deciding.decided(at_office, people.minister, T06="replace")
        for number, said in (("T01", "Permitted to travel"), ("T06", "Not permitted to travel")):
            client = client_of(account(number))
            shown = text(client.get("/en/permission/mine/", follow=True))
            assert said in shown
            assert "By order 12 of 22 April 2026." in shown
        assert "Reason: r" in shown
