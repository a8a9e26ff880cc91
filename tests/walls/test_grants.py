"""A role that is over, not yet begun, taken back in the middle of a session, or at odds with another opens nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ortoo.access import operations as access
from ortoo.access.models import Grant, User
from ortoo.access.operations import NewAccount
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from tests.cast import client_of
from tests.walls.asking import asked
from tests.walls.conftest import Walls

pytestmark = pytest.mark.django_db
REGISTER = "/en/people/officials/"


def somebody(*spans: tuple[Role, date, date | None]) -> User:
    """An account with each role from a day to before another, by two hands."""
    manager, head = User.objects.get(username="manager"), User.objects.get(username="head")
    at = timezone.now()
    (user,) = access.open_accounts(accounts=[NewAccount("zzz-late", "Zzzlate")], by=manager, at=at)
    for role, begins, ends in spans:
        grant = access.propose_grant(user=user, held=Held(role), valid_from=begins, valid_to=ends, by=manager, at=at)
        access.approve_grant(grant=grant, by=head, at=at)
    return user


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("begins", "ends", "status"),
    [(-9, 0, 403), (1, None, 403), (-9, -1, 403), (0, 1, 200), (0, None, 200)],
    ids=["ended today", "begins tomorrow", "ended yesterday", "its only day", "since today"],
)
def test_a_role_counts_on_its_days(begins: int, ends: int | None, status: int, walls: Walls) -> None:
    user = somebody((Role.EXAM_OFFICER, today(begins), None if ends is None else today(ends)))
    assert asked(client_of(user), REGISTER).status == status


def test_a_role_that_is_taken_back_ends_with_the_next_page(walls: Walls) -> None:
    user = somebody((Role.EXAM_OFFICER, today(), None))
    client = client_of(user)
    assert asked(client, REGISTER).status == 200
    grant = Grant.objects.get(user=user)
    access.revoke_grant(grant=grant, by=User.objects.get(username="head"), at=timezone.now())
    assert asked(client, REGISTER).status == 403
    assert asked(client, "/en/exams/open/", "POST", data={"once": "x" * 22}).status == 403


def test_an_account_that_is_closed_is_signed_out(walls: Walls) -> None:
    user = somebody((Role.EXAM_OFFICER, today(), None))
    client = client_of(user)
    assert asked(client, REGISTER).status == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert asked(client, REGISTER).leads_to_sign_in


def test_of_two_roles_that_clash_neither_counts(walls: Walls) -> None:
    """They came to overlap behind the back of the operations, as two approvals at once once could."""
    user = somebody((Role.EXAM_OFFICER, today(), None))
    granted = Grant.objects.get(user=user)
    granted.pk, granted.role = None, Role.SELECTION_OFFICER.value
    granted.save()
    client = client_of(user)
    for address in ("/en/exams/open/", "/en/selection/open/"):
        answer = asked(client, address)
        assert (address, answer.status) == (address, 403)
        assert "Exam officer" in answer.text
        assert "Selection officer" in answer.text
