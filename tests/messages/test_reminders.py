"""A role that waits for approval is brought to mind, once, to those who may approve it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ortoo.access import operations as access
from ortoo.access.models import Grant, User
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.cli.serve import BETWEEN_REMINDERS, look_after
from ortoo.site.reminding import remind
from tests.cast import AT, LONG_AGO, academy_manager, hands, outsider, person
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


def test_who_watches_over_the_house_looks_every_hour() -> None:
    looked: list[str] = []
    clock = iter([50.0, 65.0, 51.0 + BETWEEN_REMINDERS, 66.0 + BETWEEN_REMINDERS])
    now_and_then = look_after(lambda: next(clock), lambda work: looked.append(work.__name__))
    for _ in range(4):
        now_and_then()
    assert looked == [
        "take_up_jobs_again", "remind_people", "take_up_jobs_again",
        "take_up_jobs_again", "remind_people", "take_up_jobs_again",
    ]  # fmt: skip
