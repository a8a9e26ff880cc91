"""Messages as people read them: in the head, as a list, one by one; the log; letters to print and to mark."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ortoo.access.models import User
from ortoo.messages.models import TRIES, Message
from tests.cast import AT, academy_manager, auditor, client_of, exam_officer, outsider
from tests.factories.people import appointed, official, organization
from tests.messages.telling import SUBJECT, accounts, every, told
from tests.visiting import main_part, page, sent

pytestmark = pytest.mark.django_db


def head_of(client: Client) -> str:
    shown = page(client, "/en/access/account/")
    return shown[: shown.index("<main")]


class TestOwn:
    @pytest.fixture
    def one(self) -> User:
        one, other = accounts("en", "en")
        told(one, other)
        told(one, address="access/account/", at=AT + timedelta(days=1))
        return one

    def test_the_head_of_every_page_says_how_many_are_new(self, one: User) -> None:
        assert '<a href="/en/messages/">Messages <b class="util__new">2<span' in head_of(client_of(one))
        assert '<a href="/en/messages/">Messages</a>' in head_of(client_of(outsider()))
        assert "/en/messages/" not in page(client_of(), "/en/access/sign-in/")

    def test_the_list_has_ones_own_the_newest_first(self, one: User) -> None:
        shown = main_part(page(client_of(one), "/en/messages/"))
        assert re.findall(r'<a href="(/en/messages/\d+/)">([^<]+)</a>', shown) == [
            (f"/en/messages/{message.pk}/", SUBJECT) for message in (every()[2], every()[0])
        ]
        assert shown.count("New</span>") == 2

    def test_opened_it_is_read_and_leads_on(self, one: User) -> None:
        client, message = client_of(one), every()[2]
        shown = page(client, f"/en/messages/{message.pk}/")
        assert f'<div class="message" lang="en"><p>{message.text}</p></div>' in shown
        assert '<a class="govuk-button" href="/en/access/account/"' in shown
        assert 'util__new">1<' in shown  # counted without this one
        assert 'util__new">1<' in head_of(client)
        assert "Read" in main_part(page(client, "/en/messages/"))

    def test_it_stays_in_its_language_on_a_page_in_another(self, one: User) -> None:
        shown = page(client_of(one), f"/mn/messages/{every()[2].pk}/")
        assert '<div class="message" lang="en">' in shown
        assert 'href="/mn/access/account/"' in shown

    def test_nobody_opens_anothers_but_the_academy_manager_who_leaves_no_trace(self, one: User) -> None:
        address = f"/en/messages/{every()[0].pk}/"
        for user in (outsider(), auditor()):
            assert client_of(user).get(address).status_code == 404
        assert client_of().get(address)["Location"].startswith("/en/access/sign-in/")
        shown = main_part(page(client_of(academy_manager()), address))
        assert "Person 0" in shown
        assert every()[0].seen_at is None

    def test_nothing_yet_is_said(self) -> None:
        assert "Nobody has told you anything yet." in page(client_of(outsider()), "/en/messages/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_what_the_list_costs(self, count: int, django_assert_num_queries: pytest.FixtureRequest) -> None:
        (one,) = accounts("en")
        for _ in range(count):
            told(one)
        client = client_of(one)
        client.get("/en/messages/")
        with django_assert_num_queries(5):  # type: ignore[operator]
            client.get("/en/messages/")


class TestOnesAccount:
    def test_an_address_is_given_and_taken_back(self) -> None:
        user = outsider()
        client = client_of(user)
        assert "give your mail address" in page(client, "/en/messages/")
        assert sent(client, "/en/access/email/", email="otgon@example.mn") == (302, "/en/access/account/")
        assert "otgon@example.mn" in main_part(page(client, "/en/access/account/"))
        assert "They also go by mail to otgon@example.mn." in page(client, "/en/messages/")
        assert sent(client, "/en/access/email/", email="") == (302, "/en/access/account/")
        assert User.objects.get(pk=user.pk).email == ""

    def test_what_is_no_address_is_refused_with_an_example(self) -> None:
        status, shown = sent(client_of(outsider()), "/en/access/email/", email="otgon at home")
        assert status == 422
        assert "A mail address looks like name@example.mn. Check both sides of the @." in shown

    def test_who_is_not_signed_in_signs_in_first(self) -> None:
        for address in ("/en/access/account/", "/en/access/email/", "/en/messages/"):
            assert client_of().get(address)["Location"] == f"/en/access/sign-in/?next={address}"


class TestLog:
    @pytest.fixture(autouse=True)
    def _told(self) -> None:
        told(*accounts("en", "mn"))
        told(User.objects.get(username="en-0"), at=AT + timedelta(days=1))

    def test_the_manager_sees_who_was_told_what_and_how(self) -> None:
        shown = main_part(page(client_of(academy_manager()), "/en/messages/log/"))
        assert re.findall(r"<a href=\"/en/messages/\d+/\">(Person \d)</a>", shown) == [
            "Person 0",
            "Person 1",
            "Person 0",
        ]
        assert shown.count("Waits at sign-in") == 3
        assert "No mail server is set up" in shown

    def test_filters_narrow_by_kind_day_and_way(self) -> None:
        client = client_of(academy_manager())

        def found(query: str) -> int:
            return len(re.findall("Person \\d</a>", page(client, f"/en/messages/log/?{query}")))

        asked = ("kind=access.grant_waits", "day=2026-03-02", "day=2026-03-03", "way=paper", "way=failed", "day=soon")
        assert [found(query) for query in asked] == [3, 2, 1, 3, 0, 3]
        assert "takes a day of the calendar, such as 2022-12-31; all rows" in page(client, "/en/messages/log/?day=soon")

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_ends_of_the_calendar_are_no_day_to_look_at(self, day: str) -> None:
        client = client_of(academy_manager())
        assert "takes a day of the calendar" in page(client, f"/en/messages/log/?day={day}")
        assert "takes a day of the calendar" in page(client, f"/en/messages/counts/?day={day}")

    def test_the_file_has_every_way_in_a_column_of_its_own(self) -> None:
        lines = client_of(academy_manager()).get("/en/messages/log/?format=csv").getvalue().decode("utf-8-sig")
        first, second, *rest = lines.splitlines()
        assert first == "Person,Message,Kind,Day,How,Read at sign-in,Mailed,Why not mailed,Handed over"
        assert second == f"Person 0,{SUBJECT},access.grant_waits,2026-03-03,Waits at sign-in,,,,"
        assert len(rest) == 2

    def test_an_auditor_sees_numbers_and_no_names(self) -> None:
        client = client_of(auditor())
        shown = main_part(page(client, "/en/messages/counts/"))
        assert "Person" not in shown
        assert re.findall(r'<td class="r" data-label="Told">(\d+)</td>', shown) == ["1", "2"]
        lines = client.get("/en/messages/counts/?format=csv&day=2026-03-02").getvalue().decode("utf-8-sig").splitlines()
        assert lines[1:] == [f"{SUBJECT},2026-03-02,2,0,0,0,0"]
        assert "Log of messages" in page(client, "/en/messages/")

    @pytest.mark.parametrize("path", ["log/", "paper/", "paper/MOF/", "paper/MOF/print/", "again/"])
    def test_names_are_for_the_manager_alone(self, path: str) -> None:
        for user in (auditor(), exam_officer()):
            assert client_of(user).get(f"/en/messages/{path}").status_code == 403
        assert client_of(exam_officer_again()).get("/en/messages/counts/").status_code == 403

    def test_mail_that_failed_shows_its_reason_and_can_be_tried_again(self, settings: Settings) -> None:
        settings.MAIL_IS_SENT = True
        told(*accounts("ko", email=True))
        failed = Message.objects.everything(because="a test plays the mail").exclude(mail_to="")
        failed.update(tries=TRIES, tried_at=AT, problem="550 no mailbox here")
        client = client_of(academy_manager())
        shown = main_part(page(client, "/en/messages/log/?way=failed"))
        assert "550 no mailbox here" in shown
        assert "Try to mail them again" in shown
        assert sent(client, "/en/messages/again/") == (302, "/en/messages/log/")
        assert failed.get().tries == 0


def exam_officer_again() -> User:
    return User.objects.get(username="enkh")


class TestPaper:
    @pytest.fixture
    def manager(self) -> Client:
        """Two letters at the Ministry of Finance, one at that of Health, one for somebody without a post."""
        people = accounts("mn", "ko", "en", "en")
        for number, (user, code) in enumerate(zip(people, ("MOF", "MOF", "MOH", None), strict=True)):
            registered = official(f"A{number}", account=user)
            if code:
                appointed(registered, organization(code))
        told(*people)
        return client_of(academy_manager())

    def test_letters_are_counted_by_body(self, manager: Client) -> None:
        shown = main_part(page(manager, "/en/messages/paper/"))
        assert re.findall(r'<a href="/en/messages/paper/([^/]+)/">([^<]+)</a></td><td class="r">(\d+)', shown) == [
            ("MOF", "MOF", "2"), ("MOH", "MOH", "1"), ("-", "Without a post today", "1"),
        ]  # fmt: skip

    @pytest.mark.parametrize(("path", "queries"), [("", 5), ("MOF/", 5), ("MOF/print/", 5), ("-/", 5)])
    def test_what_the_pages_cost(
        self, manager: Client, path: str, queries: int, django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        manager.get(f"/en/messages/paper/{path}")
        with django_assert_num_queries(queries):  # type: ignore[operator]
            manager.get(f"/en/messages/paper/{path}")
        for times in range(3):
            told(*User.objects.filter(official__isnull=False), at=AT + timedelta(hours=times))
        with django_assert_num_queries(queries):  # type: ignore[operator]
            manager.get(f"/en/messages/paper/{path}")

    def test_each_is_printed_in_its_persons_language(self, manager: Client) -> None:
        shown = main_part(page(manager, "/en/messages/paper/MOF/print/"))
        assert shown.count('<article class="letter"') == 2
        assert '<article class="letter" lang="mn">' in shown
        assert re.findall(r'letter__to"><b>([^<]+)</b><br>([^<]+)<br>([^<]+)<', shown) == [
            ("Бат БолдA0", "Specialist", "MOF"), ("Bat BoldA1", "Specialist", "MOF"),
        ]  # fmt: skip
        assert "2026년 3월 2일" in shown
        assert '<article class="letter" lang="en">' in main_part(page(manager, "/en/messages/paper/-/print/"))

    def test_those_that_were_handed_over_are_marked_with_their_day(self, manager: Client) -> None:
        first = every()[0]
        assert sent(manager, "/en/messages/paper/MOF/", letters=[first.pk], on="2026-03-05") == (
            302, "/en/messages/paper/",
        )  # fmt: skip
        assert [(str(one.handed_on), one.handed_by and one.handed_by.username) for one in every()] == [
            ("2026-03-05", "munkh"), *[("None", None)] * 3,
        ]  # fmt: skip
        assert '<a href="/en/messages/paper/MOF/">MOF</a></td><td class="r">1' in page(manager, "/en/messages/paper/")

    def test_one_button_is_filled(self, manager: Client) -> None:
        shown = main_part(page(manager, "/en/messages/paper/MOF/"))
        filled = re.findall(r'class="govuk-button"[^>]*>\s*([^<]+?)\s*<', shown)
        assert filled == ["Mark as handed over"]

    def test_all_means_those_that_the_page_showed(self, manager: Client) -> None:
        shown = page(manager, "/en/messages/paper/MOF/")
        listed = re.search(r'name="shown" value="([\d,]+)"', shown)
        assert listed
        told(User.objects.get(username="mn-0"), at=timezone.now())  # a third letter comes in meanwhile
        today = timezone.localdate().isoformat()
        assert sent(manager, "/en/messages/paper/MOF/", all_shown="on", shown=listed[1], on=today)[0] == 302
        assert [one.handed_on is not None for one in every()] == [True, True, False, False, False]

    def test_nothing_chosen_and_a_day_to_come_are_refused(self, manager: Client) -> None:
        status, shown = sent(manager, "/en/messages/paper/MOF/", on="2026-03-05")
        assert status == 422
        assert "Choose the letters that were handed over, or all of them." in shown
        status, shown = sent(manager, "/en/messages/paper/MOF/", letters=[every()[0].pk], on="2999-01-01")
        assert status == 422
        assert "2999-01-01 is still to come" in shown

    @pytest.mark.parametrize("key", ["²", "9" * 30, "-1", "x"])
    def test_what_is_no_key_is_no_letter(self, manager: Client, key: str) -> None:
        assert sent(manager, "/en/messages/paper/MOF/", letters=[key], on="2026-03-05")[0] == 422
        assert sent(manager, "/en/messages/paper/MOF/", all_shown="on", shown=key, on="2026-03-05")[0] == 422
        assert [one.handed_on for one in every()] == [None] * 4

    def test_where_nothing_waits_any_more_it_is_said(self, manager: Client) -> None:
        assert "No letter waits here any more." in page(manager, "/en/messages/paper/MCUL/")

    @pytest.mark.usefixtures("manager")
    def test_a_second_click_does_nothing_twice(self) -> None:
        client = client_of(User.objects.get(username="munkh"))
        token = re.search(r'name="once" value="([^"]+)"', page(client, "/en/messages/paper/MOF/"))
        assert token
        for _ in range(2):
            answer = sent(client, "/en/messages/paper/MOF/", token[1], letters=[every()[0].pk], on="2026-03-05")
            assert answer == (302, "/en/messages/paper/")
        assert [one.handed_on is not None for one in every()] == [True, False, False, False]


def test_everybody_reached_is_said() -> None:
    assert "Everybody was reached by mail or at sign-in." in page(client_of(academy_manager()), "/en/messages/paper/")
