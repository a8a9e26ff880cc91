"""Where an account is signed in: rows beside Django's sessions, which they follow. Ending one deletes the session."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from ortoo.access.models import SignedIn, User
from ortoo.access.rules.browsers import browser_of, system_of
from ortoo.multilingual.refusals import Refusal


def note_sign_in(*, user: User, session_key: str, said: str, at: datetime) -> None:
    """`said`: what the browser calls itself, of which its family is kept."""
    SignedIn.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user": user, "browser": browser_of(said), "system": system_of(said), "since": at, "seen_at": at,
        },
    )  # fmt: skip


def note_seen(*, session_key: str, at: datetime) -> None:
    SignedIn.objects.filter(session_key=session_key).update(seen_at=at)


def follow_session(*, old: str, new: str, at: datetime) -> None:
    """The session goes on under another key, as after a change of the password."""
    SignedIn.objects.filter(session_key=old).update(session_key=new, seen_at=at)


def forget_session(*, session_key: str, at: datetime) -> None:
    """Its person has signed out, or it is over: Django ends the session itself."""
    SignedIn.objects.filter(session_key=session_key).delete()


@transaction.atomic
def end_sign_in(*, pk: int, by: User, at: datetime) -> None:
    """One of the person's own. Refused where it is over already."""
    row = SignedIn.objects.filter(pk=pk, user=by).first()
    if row is None:
        raise Refusal("access.sign_in_over")
    _end([row.session_key])


@transaction.atomic
def end_all_sign_ins(*, user: User, at: datetime, but: str = "") -> int:
    """All of an account, except the session with the key `but`; how many."""
    keys = list(SignedIn.objects.filter(user=user).exclude(session_key=but).values_list("session_key", flat=True))
    _end(keys)
    return len(keys)


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    SignedIn.objects.filter(session_key__in=keys).delete()
