"""Each request carries `grants`: what its person may, today in the programme's time zone. A sign-in that is over ends
with the next request.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ortoo.access.models import User
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Grants
from ortoo.access.sessions import end, still_stands


def grants_of_the_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        # Lazy: a static file or a public page asks nobody who they are.
        request.grants = SimpleLazyObject(lambda: _grants(request))  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _grants(request: HttpRequest) -> Grants:
    user = request.user if isinstance(request.user, User) else None
    return grants_of(user, timezone.localdate())


def sign_ins_end(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever's sign-in is over goes on as somebody who is not signed in: pages ask them to, and lead back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            at = timezone.now()
            if not still_stands(request, at):  # type: ignore[arg-type]
                end(request, at)
                # They may have been worked out to judge the sign-in; what its person held must not outlive it.
                request.grants = _grants(request)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
