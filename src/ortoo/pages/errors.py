"""What a reader sees when something cannot be done: a sentence, and the way out of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from ortoo.multilingual.refusals import OutOfReach, Refusal
from ortoo.pages.stations import address

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the page was open longer than the session, in another account's time, or cookies are off."""
    return _answer(
        request,
        403,
        gettext("Nothing was sent"),
        gettext(
            "This page was open too long, or you signed in or out in another tab, or the browser keeps no cookies. "
            "Nothing was done. Open the page again and send it once more."
        ),
        page_of(request),
        gettext("Open the page again"),
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        400,
        gettext("This request cannot be read"),
        gettext("What the browser sent is incomplete or too large. Nothing was done. Go back and send it again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        403,
        gettext("This page is not open to you"),
        gettext("Your account has no permission for it. If you need it, ask the academy to propose a grant."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request,
        404,
        gettext("There is no page at this address"),
        gettext("The address may be mistyped, or the page is not visible to you. Begin at the start page."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: says so without asking the database, the session or the frame for anything."""
    return HttpResponse(render_to_string("pages/failed.html", {"language": get_language() or "en"}), status=500)


def _answer(
    request: HttpRequest, status: int, heading: str, sentence: str, to: str = "", label: str = ""
) -> HttpResponse:
    context = {
        "heading": heading, "sentence": sentence, "to": to or address("site:start") or "/",
        "label": label or gettext("Go to the start page"),
    }  # fmt: skip
    return render(request, "pages/stopped.html", context, status=status)


def page_of(request: HttpRequest) -> str:
    """The address of the page that was asked for, or whose form was sent (`forms` sends it to the same with `sent`)."""
    asked = request.GET.copy()
    asked.pop("sent", None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


class RefusalsAnswered:
    """Middleware: a refusal that no view has answered becomes a page with its sentence. Whoever is not signed in and
    is refused for want of a role is asked to sign in first.
    """

    sync_capable: ClassVar[bool] = True
    async_capable: ClassVar[bool] = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        access = isinstance(exception, OutOfReach) or exception.code.startswith("access.")
        if access and not request.user.is_authenticated:
            return redirect_to_login(page_of(request), resolve_url(settings.LOGIN_URL))
        log.info("Refused %s: %s", request.path, exception.code)
        sentence = exception.sentence(get_language() or "en")
        return _answer(request, 403 if access else 409, gettext("This cannot be done"), sentence)
