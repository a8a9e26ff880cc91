"""Each request carries `grants`: what its person may, today in the programme's time zone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ortoo.access.models import User
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Grants


def grants_of_the_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        # Lazy: a static file or a public page asks nobody who they are.
        request.grants = SimpleLazyObject(lambda: _grants(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _grants(request: HttpRequest) -> Grants:
    user = request.user if isinstance(request.user, User) else None
    return grants_of(user, timezone.localdate())
