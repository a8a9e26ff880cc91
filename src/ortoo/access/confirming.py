"""Somebody signed in confirms that it is they, before an act that binds others; the session keeps the moment.

An account that anybody may enter with one click (only a demonstration has such) has no password to ask for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from ortoo.access.models import ReadySignIn, User
from ortoo.access.operations import take_code
from ortoo.access.queries import has_factor, is_demonstration
from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.confirming import is_fresh
from ortoo.access.sessions import FAILED
from ortoo.multilingual.refusals import Refusal

KEY = "confirmed_at"
GUESSES = {"access.not_your_password", "access.not_the_present_password", "access.wrong_code"}


class PasswordField(forms.CharField):
    """One's own password, asked for beside what it confirms; empty where it is not needed again."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Your password"), max_length=200, strip=False, required=False,
            help_text=gettext_lazy("Confirms that it is you. It holds for five minutes."),
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )  # fmt: skip


class CodeField(forms.CharField):
    """The code of one's second factor; a recovery code does as well."""

    def __init__(self, *, required: bool = False, **more: Any) -> None:
        super().__init__(
            max_length=20, required=required,
            widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
            **{
                "label": gettext_lazy("Code"),
                "help_text": gettext_lazy("Six digits from the app on your phone, or a recovery code."), **more,
            },
        )  # fmt: skip


def asked_to_confirm(request: Request, at: datetime) -> frozenset[str]:
    """The fields that the person behind `request` must fill in now: none, `password`, or `password` and `code`."""
    user = signed_in(request)
    if is_fresh(confirmed_at(request), at) or enters_without(user):
        return frozenset()
    return frozenset({"password", "code"} if has_factor(user) else {"password"})


def keep_asked(form: forms.Form, asked: Collection[str], *, required: bool = True) -> None:
    """Takes the fields `password` and `code` from a form where they are not asked for; the others must be filled in."""
    for name in ("password", "code"):
        if name not in asked:
            del form.fields[name]
        else:
            form.fields[name].required = required


def confirmed_at(request: Request) -> datetime | None:
    """When the person behind `request` confirmed last in this session."""
    kept = request.session.get(KEY)
    return datetime.fromisoformat(kept) if kept else None


def confirm(request: Request, given: Mapping[str, Any], at: datetime) -> datetime | None:
    """The moment of the confirmation that counts: now with the right password, and code where the person has a second
    factor; else the one before, if any. `given`: `password` and `code` as they were asked for.

    Refuses a wrong one. The session keeps the moment, and how many were wrong: after five the sign-in is over.
    """
    user, password = signed_in(request), given.get("password", "")
    if password:
        try:
            _check(user, password, given.get("code", ""), at)
        except Refusal as refusal:
            note_failure(request, refusal)
            raise
        request.session[FAILED] = 0
    if password or enters_without(user):
        request.session[KEY] = at.isoformat()
    return confirmed_at(request)


def note_failure(request: HttpRequest, refusal: Refusal) -> None:
    """Counts a wrong password or code in the session, which is kept also where what was asked for is rolled back."""
    if refusal.code in GUESSES:
        request.session[FAILED] = request.session.get(FAILED, 0) + 1


def _check(user: User, password: str, code: str, at: datetime) -> None:
    if not user.check_password(password):
        raise Refusal("access.not_your_password", field="password")
    if has_factor(user):
        take_code(user=user, code=code, at=at)


def enters_without(user: User) -> bool:
    """May anybody enter this account with one click?"""
    return is_demonstration() and ReadySignIn.objects.filter(user=user).exists()
