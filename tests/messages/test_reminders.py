"""A role that waits for approval is brought to mind, once, to those who may approve it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from ortoo.access import operations as access
from ortoo.access.models import Grant, User
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.cli.serve import BETWEEN_REMINDERS, look_after
from ortoo.messages import operations as messages
from ortoo.messages.reminders import reminders
from ortoo.messages.telling import Telling
from ortoo.site.reminding import remind
from tests.cast import AT, LONG_AGO, TODAY, academy_manager, hands, outsider, person
from tests.messages.telling import KIND, every

pytestmark = pytest.mark.django_db


def proposed(holder: User) -> Grant:
    return access.propose_grant(user=holder, held=Held(Role.MARKER), valid_from=LONG_AGO, by=academy_manager(), at=AT)


def test_after_three_days_its_approvers_are_told_once() -> None:
    head = person("head", Role.HEAD_OF_ACADEMY)
    grant = proposed(outsider())
    assert remind(AT + timedelta(days=3)) == {}
    later = AT + timedelta(days=3, hours=1)
    assert remind(later) == {KIND: 3}
    manager, first_head = hands()
    assert [(one.to, one.address, one.by, one.at) for one in every()] == [
        (person, f"access/grants/{grant.pk}/", None, later) for person in (manager, first_head, head)
    ]
    assert remind(later + timedelta(days=9)) == {}


def test_neither_its_holder_nor_its_proposer_nor_who_has_left() -> None:
    head = person("head", Role.HEAD_OF_ACADEMY)
    access.propose_grant(user=head, held=Held(Role.MARKER), valid_from=LONG_AGO, by=academy_manager(), at=AT)
    User.objects.filter(username="hand-1").update(is_active=False)
    remind(AT + timedelta(days=4))
    assert [one.to.username for one in every()] == ["hand-2"]


def test_what_was_decided_needs_no_reminder() -> None:
    access.approve_grant(grant=proposed(outsider()), by=hands()[1], at=AT)
    assert remind(AT + timedelta(days=4)) == {}


def test_a_station_that_fails_keeps_no_other_from_being_told(caplog: pytest.LogCaptureFixture) -> None:
    proposed(outsider())

    def broken(now: datetime) -> Iterator[Telling]:
        raise KeyError("a mistake of ours")

    assert remind(AT + timedelta(days=4), (broken, reminders)) == {KIND: 2}
    assert [record.getMessage() for record in caplog.records] == [f"reminders of {__name__} failed"]


def test_a_reminder_that_would_be_told_every_hour_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="every hour"):
        messages.remind(tellings=[Telling(KIND, outsider().pk, {"since": TODAY})], at=AT)


def test_who_watches_over_the_house_looks_every_hour() -> None:
    looked: list[str] = []
    clock = iter([50.0, 65.0, 51.0 + BETWEEN_REMINDERS, 66.0 + BETWEEN_REMINDERS])
    now_and_then = look_after(lambda: next(clock), lambda work: looked.append(work.__name__))
    for _ in range(4):
        now_and_then()
    assert looked == [
        "take_up_jobs_again", "remind_people", "forget_what_is_over", "take_up_jobs_again",
        "take_up_jobs_again", "remind_people", "forget_what_is_over", "take_up_jobs_again",
    ]  # fmt: skip
