"""One cast for all tests: who holds which role, by the operations that an academy would use."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import Client

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Grants, Held
from ortoo.access.rules.roles import Role, Scope

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LONG_AGO = date(2020, 1, 1)
FOUNDED = datetime(2020, 1, 1, 4, 0, tzinfo=UTC)


FOUNDERS = {
    Role.ACADEMY_MANAGER: NewAccount("hand-1", "hand-1"),
    Role.HEAD_OF_ACADEMY: NewAccount("hand-2", "hand-2"),
    Role.OPERATOR: NewAccount("hand-3", "hand-3"),
}


def person(username: str, *roles: Role, scope: Scope = Scope.EVERYTHING, code: str = "") -> User:
    """An account that holds `roles` over one scope, opened, proposed and approved by the founders' hands."""
    manager, head = hands()
    account = NewAccount(username, username.capitalize(), language="en")
    (user,) = access.open_accounts(accounts=[account], by=manager, at=FOUNDED)
    for role in roles:
        grant = access.propose_grant(
            user=user, held=Held(role, scope, code), valid_from=LONG_AGO, by=manager, at=FOUNDED
        )
        access.approve_grant(grant=grant, by=head, at=FOUNDED)
    return user


def hands() -> tuple[User, User]:
    """The academy manager, who proposes, and the head of the academy, who approves; founded when first needed."""
    if not User.objects.filter(username="hand-1").exists():
        access.found(accounts=FOUNDERS, at=FOUNDED)
    return User.objects.get(username="hand-1"), User.objects.get(username="hand-2")


def exam_officer() -> User:
    return person("enkh", Role.EXAM_OFFICER)


def selection_officer() -> User:
    return person("saran", Role.SELECTION_OFFICER)


def academy_manager() -> User:
    return person("munkh", Role.ACADEMY_MANAGER)


def auditor() -> User:
    return person("anar", Role.AUDITOR)


def outsider() -> User:
    """Holds nothing."""
    return person("otgon")


def grants(user: User | None) -> Grants:
    return grants_of(user, TODAY)


def client_of(user: User | None = None) -> Client:
    """A browser of its own, signed in as `user`."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
