"""One cast for all tests: who holds which role. Grants are put in force by hand, as the founding hands would."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import Client

from ortoo.access.models import Grant, User
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LONG_AGO = date(2020, 1, 1)


def person(username: str, *roles: Role, scope: Scope = Scope.EVERYTHING, code: str = "") -> User:
    """An account that holds `roles` over one scope."""
    user = User.objects.create(username=username, shown_name=username.capitalize(), language="en")
    first, second = (User.objects.get_or_create(username=name, shown_name=name)[0] for name in ("hand-1", "hand-2"))
    for role in roles:
        Grant.objects.create(
            user=user, role=role, scope=scope, code=code, valid_from=LONG_AGO,
            proposed_by=first, proposed_at=AT, approved_by=second, approved_at=AT,
        )  # fmt: skip
    return user


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
