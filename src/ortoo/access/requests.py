"""The request as every view gets it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

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


def next_page(request: HttpRequest) -> str:
    """The page of ours that was asked for before (`?next=`), else the start page."""
    asked = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if asked and safe else reverse("site:start")
