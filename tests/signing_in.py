"""Clients that a test signs in at once (`force_login`) stand where a person stands after password and code."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from ortoo.access.sessions import mark


def let_forced_sign_ins_through() -> None:
    """Sign-ins through the pages are left as the pages make them: only a forced one comes without an address."""
    user_logged_in.connect(_as_after_the_code)


def _as_after_the_code(request: HttpRequest, **more: Any) -> None:
    if not request.path:
        mark(request.session, with_code=True, at=timezone.now())
