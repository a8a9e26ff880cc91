"""Who sees which messages, and whom nothing has reached yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.messages import operations as messages
from ortoo.messages import queries
from ortoo.messages.models import TRIES, Message
from ortoo.messages.signed_in import SignedIn
from ortoo.messages.waiting import waiting_for
from tests.cast import AT, TODAY, academy_manager, auditor, grants, outsider, person
from tests.messages.telling import accounts, told

pytestmark = pytest.mark.django_db


def signed_in_at(user: User, at: Any) -> None:
    User.objects.filter(pk=user.pk).update(last_login=at)


def test_everybody_sees_their_own_and_the_academy_manager_all() -> None:
    one, other = accounts("en", "mn")
    told(one, other)
    visible = {
        who: Message.objects.visible_to(grants(user)).count()
        for who, user in {
            "own": one, "manager": academy_manager(), "auditor": auditor(), "outsider": outsider(), "public": None,
            "head": person("head", Role.HEAD_OF_ACADEMY),
        }.items()
    }  # fmt: skip
    assert visible == {"own": 1, "manager": 2, "auditor": 0, "outsider": 0, "public": 0, "head": 0}
    assert queries.own(grants(User.objects.get(username="munkh"))).count() == 0


class TestOnPaper:
    def letters(self, manager: User) -> list[str]:
        return [letter.to.username for letter in queries.letters(grants(manager))]

    def test_who_has_no_mail_and_has_not_signed_in_since_gets_a_letter(self) -> None:
        manager = academy_manager()
        never, before, since, read, handed = accounts("en", "en", "en", "en", "en")
        rows = told(never, before, since, read, handed)
        signed_in_at(before, AT - timedelta(minutes=1))
        signed_in_at(since, AT + timedelta(minutes=1))
        messages.see(message=rows[3], by=read, at=AT)
        messages.hand_over(letters=[rows[4].pk], on=TODAY, by=manager, at=AT)
        assert self.letters(manager) == ["en-0", "en-1"]

    def test_mail_that_is_on_its_way_needs_no_letter_and_mail_that_failed_does(self, settings: Settings) -> None:
        settings.MAIL_IS_SENT = True
        manager = academy_manager()
        told(*accounts("en", "en", "en", email=True))
        rows = Message.objects.everything(because="a test plays the mail")
        first, second, third = rows.order_by("pk")
        rows.filter(pk=first.pk).update(sent_at=AT, tries=1, tried_at=AT)
        rows.filter(pk=second.pk).update(tries=TRIES, tried_at=AT, problem="550 no mailbox")
        assert self.letters(manager) == ["en-1"]
        settings.MAIL_IS_SENT = False  # the server was taken away: what still waits will not go
        assert self.letters(manager) == ["en-1", "en-2"]
        assert third.mail_to == "en-2@example.mn"

    def test_the_manager_is_reminded_of_letters_and_of_mail_that_failed(self, settings: Settings) -> None:
        settings.MAIL_IS_SENT = True
        manager = academy_manager()
        assert waiting_for(grants(manager)) == []
        told(*accounts("en"), *_mailed())
        Message.objects.everything(because="a test plays the mail").exclude(mail_to="").update(tries=TRIES, tried_at=AT)
        assert [(str(task.what), task.origin, task.address) for task in waiting_for(grants(manager))] == [
            ("Hand over messages on paper", "2 letters", "/en/messages/paper/"),
            ("See why mails were not delivered", "1 mail", "/en/messages/log/?way=failed"),
        ]  # fmt: skip
        assert waiting_for(grants(auditor())) == []

    @pytest.fixture(autouse=True)
    def _in_english(self) -> Any:
        with translation.override("en"):
            yield


def _mailed() -> list[User]:
    return accounts("ko", email=True)


def test_numbers_by_day_and_kind_name_nobody() -> None:
    people = accounts("en", "mn", "ko")
    rows = told(*people)
    messages.see(message=rows[0], by=people[0], at=AT)
    told(people[0], at=AT + timedelta(days=1))
    assert sorted(queries.counted(), key=lambda row: row["day"]) == [
        {"day": TODAY, "kind": "access.grant_waits", "told": 3, "seen": 1, "mailed": 0, "handed": 0, "failed": 0},
        {"day": TODAY + timedelta(1), "kind": "access.grant_waits", "told": 1, "seen": 0, "mailed": 0, "handed": 0,
         "failed": 0},
    ]  # fmt: skip


def test_who_is_signed_in_comes_with_the_number_of_unread_messages(django_assert_num_queries: Any) -> None:
    one, other = accounts("en", "en")
    rows = told(one, one, other, once="a")
    told(one)
    messages.see(message=rows[0], by=one, at=AT)
    with django_assert_num_queries(1):
        found = SignedIn().get_user(one.pk)
    assert found == one
    assert (getattr(found, "unseen", None), SignedIn().get_user(0)) == (1, None)
    User.objects.filter(pk=one.pk).update(is_active=False)
    assert SignedIn().get_user(one.pk) is None


class TestByDay:
    def test_what_a_page_counts_is_what_a_file_counts(self) -> None:
        """Three moments of two days of Ulaanbaatar, which begin at 16:00 UTC; two of them are one day in UTC."""
        one, other = accounts("en", "mn")
        midnight = queries.midnight(TODAY + timedelta(days=1))
        for at in (midnight - timedelta(hours=1), midnight - timedelta(seconds=1), midnight):
            told(one, other, at=at)
        messages.see(message=told(one, kind="access.locked", values={}, at=midnight)[-1], by=one, at=midnight)
        counted = sorted(queries.counted(), key=lambda row: (row["day"], row["kind"]))
        assert [(row["day"], row["told"], row["seen"]) for row in counted] == [
            (TODAY, 4, 0), (TODAY + timedelta(days=1), 2, 0), (TODAY + timedelta(days=1), 1, 1),
        ]  # fmt: skip
        days = sorted(queries.days_and_kinds(), key=lambda row: (row["day"], row["kind"]))
        assert queries.with_numbers(days) == counted

    def test_of_nothing(self) -> None:
        assert queries.with_numbers([]) == []
