"""Mail after the commit: in the person's language, three tries, a reason for every failure, nobody else's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage
from django.test import TestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from ortoo.access.models import User
from ortoo.messages import operations as messages
from ortoo.messages.mail import body_of
from ortoo.messages.models import Message
from ortoo.messages.operations.mailing import PAUSES, reason
from ortoo.messages.tasks import send as send_task
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, TODAY, academy_manager, exam_officer
from tests.machine import free_port
from tests.messages.post_office import PostOffice, post_office
from tests.messages.telling import KIND, SUBJECT, accounts, every, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server, and a house that knows it."""
    with post_office() as office:
        served_by(settings, office.port)
        yield office


def served_by(settings: Settings, port: int) -> None:
    settings.MAIL_IS_SENT = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5


def state() -> list[tuple[bool, int, str]]:
    """(sent, tries, problem) of each message."""
    return [(one.sent_at is not None, one.tries, one.problem) for one in every()]


def an_hour_later() -> None:
    """As if the pauses between two tries were over."""
    rows = Message.objects.everything(because="a test turns the clock").exclude(tried_at=None)
    rows.update(tried_at=timezone.now() - PAUSES[1])


def send() -> int:
    with TestCase.captureOnCommitCallbacks():
        return messages.send_mails()


def test_everybody_gets_a_mail_of_their_own_in_their_language(office: PostOffice, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://ortoo.example.mn"
    sent_by = exam_officer()
    rows = told(*accounts("mn", "en", "ko", email=True), by=sent_by)
    assert send() == 3
    assert [to for to, _ in office.taken] == ["mn-0@example.mn", "en-1@example.mn", "ko-2@example.mn"]
    for (to, mail), message in zip(office.taken, rows, strict=True):
        assert (mail["Subject"].strip(), mail["To"], mail["Auto-Submitted"]) == (message.subject, to, "auto-generated")
        assert mail.get_content_type() == "text/plain"
        said = mail.get_content().replace("\r\n", "\n")  # type: ignore[attr-defined]
        assert message.text in said
        assert f"https://ortoo.example.mn/{message.language}/messages/{message.pk}/" in said
        assert sent_by.shown_name not in said
    assert state() == [(True, 1, "")] * 3
    assert send() == 0
    assert office.callers == 1


def test_without_a_public_address_there_is_no_link() -> None:
    (message,) = told(*accounts("en"))
    assert "http" not in body_of(message)


def test_an_account_without_an_address_and_a_house_without_a_server_mail_nothing(
    settings: Settings, mailoutbox: list[EmailMessage]
) -> None:
    told(*accounts("en", email=True))
    settings.MAIL_IS_SENT = True
    told(*accounts("ko"))
    assert [one.mail_to for one in every()] == ["", ""]
    assert (send(), mailoutbox) == (0, [])


def test_it_leaves_after_the_commit_by_a_worker(office: PostOffice) -> None:
    people = accounts("en", email=True)
    with TestCase.captureOnCommitCallbacks(execute=True):
        messages.tell(kind=KIND, to=[people[0].pk], values={"since": TODAY}, by=None, at=AT)
        assert DBTaskResult.objects.count() == 0
    assert DBTaskResult.objects.get().task_path == "ortoo.messages.tasks.send"
    send_task.call()
    assert state() == [(True, 1, "")]


def test_who_has_no_address_wakes_no_worker(settings: Settings) -> None:
    settings.MAIL_IS_SENT = True
    with TestCase.captureOnCommitCallbacks() as woken:
        messages.tell(kind=KIND, to=[accounts("en")[0].pk], values={"since": TODAY}, by=None, at=AT)
    assert woken == []


class TestFailing:
    def test_a_server_that_is_down_costs_each_one_try_and_says_why(self, settings: Settings) -> None:
        served_by(settings, free_port())
        told(*accounts("en", "mn", email=True))
        assert send() == 0
        assert state() == [(False, 1, "Connection refused")] * 2
        assert send() == 0  # not before the pause is over
        assert state() == [(False, 1, "Connection refused")] * 2

    def test_after_three_tries_it_is_given_up_until_somebody_says_so(self, settings: Settings) -> None:
        served_by(settings, free_port())
        told(*accounts("en", email=True))
        for _ in range(5):
            send()
            an_hour_later()
        assert state() == [(False, 3, "Connection refused")]
        with pytest.raises(Refusal, match="This needs one of these roles"):
            messages.send_again(by=exam_officer(), at=AT)
        with post_office() as office, TestCase.captureOnCommitCallbacks() as woken:
            settings.EMAIL_PORT = office.port
            assert messages.send_again(by=academy_manager(), at=AT) == 1
            assert messages.send_mails() == 1
        assert len(woken) == 1
        assert state() == [(True, 1, "")]

    def test_a_try_that_failed_is_made_again_later(self, settings: Settings) -> None:
        served_by(settings, free_port())
        told(*accounts("en", email=True))
        before = timezone.now()
        with TestCase.captureOnCommitCallbacks(execute=True):
            messages.send_mails()
        (task,) = DBTaskResult.objects.all()
        assert PAUSES[0] <= task.run_after - before <= PAUSES[0] + timedelta(minutes=1)

    def test_an_address_that_no_mail_can_be_sent_to_stops_nobody_else(self, office: PostOffice) -> None:
        nonsense = f"x@{'ө' * 63}.mn"  # a form takes it; in the letters of mail its label is too long
        people = accounts("en", "mn", "ko", email=True)
        User.objects.filter(pk=people[1].pk).update(email=nonsense)
        told(*people)
        assert send() == 2
        sent, tries, problem = state()[1]
        assert (sent, tries, bool(problem)) == (False, 1, True)

    def test_one_wrong_address_stops_nobody_else(self, office: PostOffice) -> None:
        office.refused = {"mn-1@example.mn"}
        told(*accounts("en", "mn", "ko", email=True))
        assert send() == 2
        assert state() == [(True, 1, ""), (False, 1, "550 no mailbox of mn-1@example.mn here"), (True, 1, "")]

    def test_a_line_that_is_cut_is_opened_again(self, office: PostOffice) -> None:
        office.patience = 1
        told(*accounts("en", "mn", "ko", email=True))
        assert send() == 1
        assert [(sent, tries) for sent, tries, _ in state()] == [(True, 1), (False, 1), (False, 1)]
        office.patience = 9
        an_hour_later()
        assert send() == 2
        assert state() == [(True, 1, ""), (True, 2, ""), (True, 2, "")]
        assert [to for to, _ in office.taken] == ["en-0@example.mn", "mn-1@example.mn", "ko-2@example.mn"]

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (SMTPDataError(554, b"too\r\nlarge"), "554 too large"),
            (SMTPServerDisconnected("Connection unexpectedly closed"), "Connection unexpectedly closed"),
            (TimeoutError(), "TimeoutError"),
            (OSError(113, "No route to host"), "No route to host"),
        ],
    )
    def test_reasons_are_one_line(self, error: Exception, said: str) -> None:
        assert reason(error) == said


def test_a_mail_that_another_worker_has_taken_is_left_to_it(office: PostOffice, people: list[User]) -> None:
    told(*people)
    rows = Message.objects.everything(because="a test plays the other worker")
    rows.update(tries=1, tried_at=timezone.now())
    assert send() == 0
    assert office.taken == []


@pytest.fixture
def people() -> list[User]:
    return accounts("en", email=True)


def test_subjects_are_one_line_whatever_the_values_hold() -> None:
    (message,) = told(*accounts("en"), values={"since": "2026\r\nBcc: all@example.mn"})
    assert message.subject == SUBJECT
    assert "\n" not in message.text
