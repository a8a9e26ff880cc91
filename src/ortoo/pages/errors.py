"""What a reader sees when something cannot be done: a sentence, and the way out of it."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from ortoo.access.gate import check_rate, check_second_factor
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
    """handler500: says so without asking the database, the session or the frame for anything.

    503 where the database is away, is locked for too long, or has no room: that passes, and a form can be sent again.
    """
    if away := _is_away(sys.exc_info()[1]):
        heading = gettext("The house cannot answer just now")
        sentence = gettext(
            "Its database is away, or its disk is full. What you sent was not done. Go back and send it again in a few "
            "minutes."
        )
    else:
        heading = gettext("Something went wrong here")
        sentence = gettext(
            "The fault is on our side and has been noted. What you sent was not done. Try again in a few minutes."
        )
    context = {"language": get_language() or "en", "heading": heading, "sentence": sentence}
    response = HttpResponse(render_to_string("pages/failed.html", context), status=503 if away else 500)
    if away:
        response["Retry-After"] = "60"
    return response


def _is_away(error: BaseException | None) -> bool:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    return full or isinstance(error, (OperationalError, InterfaceError))


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


GATE = {"access.factor_needed", "access.too_many"}


def _at_the_gate(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Whoever needs a second factor is led to set it up, from the start page at once; whoever asks too often waits."""
    sentence = refusal.sentence(get_language() or "en")
    if refusal.code == "access.too_many":
        response = _answer(request, 429, gettext("Too many requests"), sentence, page_of(request), gettext("Ask again"))
        response["Retry-After"] = str(refusal.values["seconds"])
        return response
    to, start = address("access:set-up-factor") or "/", request.path == address("site:start")
    if start and request.method == "GET":
        return redirect(to)
    return _answer(request, 403, gettext("Your second factor is missing"), sentence, to, gettext("Set it up"))


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

    def process_view(self, request: HttpRequest, view: object, *given: object) -> HttpResponse | None:
        """What stands before every page: a second factor where a role needs one, and a rate for what floods us."""
        match = request.resolver_match
        try:
            check_second_factor(request, match.view_name if match else "")  # type: ignore[arg-type]
            check_rate(request, match.view_name if match else "")  # type: ignore[arg-type]
        except Refusal as refusal:
            return self.process_exception(request, refusal)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if exception.code in GATE:
            return _at_the_gate(request, exception)
        access = isinstance(exception, OutOfReach) or exception.code.startswith("access.")
        if access and not request.user.is_authenticated:
            return redirect_to_login(page_of(request), resolve_url(settings.LOGIN_URL))
        log.info("Refused %s: %s", request.path, exception.code)
        sentence = exception.sentence(get_language() or "en")
        return _answer(request, 403 if access else 409, gettext("This cannot be done"), sentence)
