"""Somebody signed in confirms that it is they, before an act that binds others; the session keeps the moment.

An account that anybody may enter with one click (only a demonstration has such) has no password to ask for.
"""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.access.models import ReadySignIn, User
from ortoo.access.queries import is_demonstration
from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.confirming import is_fresh
from ortoo.multilingual.refusals import Refusal

KEY = "confirmed_at"


class PasswordField(forms.CharField):
    """One's own password, asked for beside what it confirms; empty where it is not needed again."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Your password"), max_length=200, strip=False, required=False,
            help_text=gettext_lazy("Confirms that it is you. It holds for five minutes."),
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )  # fmt: skip


def needs_password(request: Request, at: datetime) -> bool:
    """Must the person behind `request` give the password now?"""
    return not is_fresh(confirmed_at(request), at) and not enters_without(signed_in(request))


def confirmed_at(request: Request) -> datetime | None:
    """When the person behind `request` confirmed last in this session."""
    kept = request.session.get(KEY)
    return datetime.fromisoformat(kept) if kept else None


def confirm(request: Request, password: str, at: datetime) -> datetime | None:
    """The moment of the confirmation that counts: now with the right password, else the one before, if any.

    Refuses a wrong password. The session keeps the moment; another sign-in begins without one.
    """
    user = signed_in(request)
    if password and not user.check_password(password):
        raise Refusal("access.not_your_password", field="password")
    if password or enters_without(user):
        request.session[KEY] = at.isoformat()
    return confirmed_at(request)


def enters_without(user: User) -> bool:
    """May anybody enter this account with one click?"""
    return is_demonstration() and ReadySignIn.objects.filter(user=user).exists()
