"""Sign in by name and password, then a code where the account has a second factor; sign out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ortoo.access import sessions
from ortoo.access.forms import CodeForm, SignInForm
from ortoo.access.models import ReadySignIn, User
from ortoo.access.queries import has_factor, is_demonstration
from ortoo.access.requests import next_page
from ortoo.access.words import SHOWS
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.forms import FormPage


class SignIn(FormPage):
    """By name and password; in the demonstration also by one click."""

    title = gettext_lazy("Sign in")
    form_class = SignInForm
    submit = gettext_lazy("Sign in")
    template_name = "access/sign_in.html"

    def form_arguments(self) -> dict[str, Any]:
        return {"network": sessions.network(self.request)}

    def act(self, form: SignInForm) -> str:
        at = timezone.now()
        if has_factor(form.user):
            sessions.begin_half(self.request, form.user, at)
            return f"{reverse('access:code')}?{urlencode({'next': next_page(self.request)})}"
        sessions.begin(self.request, form.user, with_code=False, at=at)
        return next_page(self.request)

    def more(self) -> dict[str, Any]:
        return {"ready": ready_sign_ins(), "next": self.request.GET.get("next", "")}


class GiveCode(FormPage):
    """The second page of signing in. Whoever comes here without the first, or too late, is led back to it."""

    title = gettext_lazy("Give the code")
    lead = gettext_lazy("Open the app on your phone and type the six digits that it shows for Ortoo.")
    form_class = CodeForm
    submit = gettext_lazy("Sign in")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.half = sessions.half_signed_in(request, timezone.now())
        if self.half is None:
            return redirect(f"{reverse('access:sign-in')}?{urlencode({'next': next_page(request)})}")
        return super().dispatch(request, *args, **kwargs)

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("access:sign-in")

    def form_arguments(self) -> dict[str, Any]:
        return {"user": self.half, "network": sessions.network(self.request)}

    def act(self, form: CodeForm) -> str:
        # Asked again: the factor may have been reset by two people since the page was opened.
        if not isinstance(self.half, User) or not has_factor(self.half):
            raise Refusal("access.half_sign_in_over")
        sessions.begin(self.request, self.half, with_code=True, at=timezone.now())
        return next_page(self.request)


def ready_sign_ins() -> list[tuple[str, str, Any]]:
    """(user name, shown name, what it shows) of the one-click sign-ins; none outside the demonstration."""
    if not is_demonstration():
        return []
    rows = ReadySignIn.objects.filter(user__is_active=True).select_related("user").order_by("place")
    return [(row.user.username, row.user.shown_name, SHOWS[row.shows]) for row in rows]


@require_POST
def enter(request: HttpRequest, username: str) -> HttpResponse:
    """One click, one account: only those that a demonstration database offers."""
    if not is_demonstration():
        raise Http404
    ready = get_object_or_404(
        ReadySignIn.objects.filter(user__is_active=True).select_related("user"), user__username=username
    )
    sessions.begin(request, ready.user, with_code=False, at=timezone.now())
    return redirect(next_page(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.end(request, timezone.now())
    return redirect("site:start")
