"""What the session of a sign-in keeps: since when it is, when its person was last there, and whether a code was given;
and the half sign-in between the password and the code, with which nobody is signed in yet.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from ortoo.access import operations
from ortoo.access.models import User
from ortoo.access.queries import is_demonstration
from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.addresses import client_address, network_of
from ortoo.access.rules.roles import need_a_second_factor
from ortoo.access.rules.sessions import HALF_SIGN_IN, TO_THE_MINUTE, is_over

SINCE, SEEN, WITH_CODE, HALF, FAILED = "since", "seen", "with_code", "half_sign_in", "failed_to_confirm"


def begin(request: HttpRequest, user: User, *, with_code: bool, at: datetime) -> None:
    """Signs in, under a new session key. Whoever was signed in here before is no more."""
    if before := request.session.session_key:
        operations.forget_session(session_key=before, at=at)
    login(request, user)
    request.session.pop(HALF, None)
    mark(request.session, with_code=with_code, at=at)
    if request.session.session_key is None:  # somebody else was signed in here: their session is gone, with its key
        request.session.cycle_key()
    assert request.session.session_key
    said = request.META.get("HTTP_USER_AGENT", "")
    operations.note_sign_in(user=user, session_key=request.session.session_key, said=said, at=at)


def mark(session: SessionBase, *, with_code: bool, at: datetime) -> None:
    session[SINCE] = session[SEEN] = at.isoformat()
    session[WITH_CODE] = with_code


def end(request: HttpRequest, at: datetime) -> None:
    """Signs out, here and in the list of sign-ins."""
    if isinstance(request.user, User) and request.session.session_key:
        operations.forget_session(session_key=request.session.session_key, at=at)
    logout(request)


def end_others(request: Request, at: datetime) -> None:
    """The session goes on under a new key; all others of the account end. For when password or factor have changed."""
    user = signed_in(request)
    old = request.session.session_key or ""
    update_session_auth_hash(request, User.objects.get(pk=user.pk))
    operations.follow_session(old=old, new=request.session.session_key or "", at=at)
    operations.end_all_sign_ins(user=user, at=at, but=request.session.session_key or "")


def still_stands(request: Request, at: datetime) -> bool:
    """Whether a sign-in holds at `at`: neither too old, nor idle, nor with too many wrong confirmations.

    Notes, once a minute, that its person is there. A session from before this was kept begins now.
    """
    session = request.session
    since, seen = (datetime.fromisoformat(session.get(key, at.isoformat())) for key in (SINCE, SEEN))
    if session.get(FAILED, 0) >= settings.SIGN_IN_LIMITS.tries:
        return False
    spans = settings.SESSION_SPANS
    # Roles are asked for only where it matters: most requests follow the one before within minutes.
    strict = at - seen >= spans.idle_with_factor and not is_demonstration() and need_a_second_factor(
        request.grants.roles
    )  # fmt: skip
    if is_over(since=since, seen=seen, at=at, needs_factor=strict, spans=spans):
        return False
    if SEEN not in session or at - seen >= TO_THE_MINUTE:
        session[SINCE], session[SEEN] = since.isoformat(), at.isoformat()
        operations.note_seen(session_key=session.session_key or "", at=at)
    return True


def begin_half(request: HttpRequest, user: User, at: datetime) -> None:
    """The password was right; the code is still to come. Whoever was signed in here before is no more."""
    request.session.flush()
    request.session[HALF] = {"user": user.pk, "hash": user.get_session_auth_hash(), "at": at.isoformat()}


def half_signed_in(request: HttpRequest, at: datetime) -> User | None:
    """Who has given the password within the last five minutes, and has still the same one."""
    half: dict[str, Any] | None = request.session.get(HALF)
    if half is None or not datetime.fromisoformat(half["at"]) <= at < datetime.fromisoformat(half["at"]) + HALF_SIGN_IN:
        return None
    user = User.objects.filter(pk=half["user"], is_active=True).first()
    return user if user and constant_time_compare(half["hash"], user.get_session_auth_hash()) else None


def network(request: HttpRequest) -> str:
    """The network from which somebody asks, as far as the settings let it be believed."""
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    return network_of(client_address(peer, forwarded, settings.TRUSTED_PROXIES))
