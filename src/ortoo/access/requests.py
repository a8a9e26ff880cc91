"""The request as every view gets it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from ortoo.access.models import User
from ortoo.access.rules.grants import Grants


class Request(HttpRequest):
    """A name for type checkers: the middleware has put `grants` on it. No request is ever made of this class."""

    grants: Grants
    user: User | AnonymousUser


def signed_in(request: Request) -> User:
    """The person behind a request that `login_required` has let through."""
    assert isinstance(request.user, User)
    return request.user
