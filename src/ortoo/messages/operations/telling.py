"""Telling people something: rows in bulk, inside the caller's transaction; mail leaves after the commit.

No entry in the ledger: the operation that decides something writes its own, and the messages are a log themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.db import transaction

from ortoo.access.models import User
from ortoo.messages.models import Message
from ortoo.messages.operations.mailing import send_later
from ortoo.messages.telling import Telling
from ortoo.messages.wording import Values, Wording, address_with, plain, worded

AT_A_TIME = 5000
"""So many keys in one question: both engines take them."""
NO_VALUES: Values = MappingProxyType({})


@transaction.atomic
def tell(
    *,
    kind: str,
    to: Collection[int],
    values: Values = NO_VALUES,
    address: str = "",
    once: str = "",
    by: User | None,
    at: datetime,
) -> int:
    """Tells all the accounts `to` (keys) the same; how many were told. Who was told `once` before is left out.

    `kind` is a code of a `messages.toml`, `address` a path below the language, with values in its {places} if it has
    any. `by` is None where nobody decided it, as for reminders. KeyError for an unknown kind or a missing value.
    """
    return _keep([Telling(kind, key, values, address, once) for key in dict.fromkeys(to)], by=by, at=at)


@transaction.atomic
def tell_each(
    *,
    kind: str,
    to: Iterable[tuple[int, Values]],
    address: str = "",
    once: str = "",
    by: User | None,
    at: datetime,
) -> int:
    """As `tell`, for (account, values) pairs. Account and pair may repeat where `once` is empty."""
    return _keep([Telling(kind, key, values, address, once) for key, values in to], by=by, at=at)


@transaction.atomic
def remind(*, tellings: Iterable[Telling], at: datetime) -> int:
    """Tells what the reminders of the house have found; how many were told now. Each has a `once`: it would be told
    every hour without.
    """
    found = list(tellings)
    assert all(one.once for one in found), "a reminder without `once` is told every hour"
    return _keep(found, by=None, at=at)


def _keep(tellings: Sequence[Telling], *, by: User | None, at: datetime) -> int:
    fresh = _not_told_before(tellings)
    people = _people({one.to for one in fresh})
    said: dict[tuple[str, str, int], Wording] = {}
    rows = []
    for one in fresh:
        language, mail_to = people[one.to]
        # Those who are told the same share one mapping, so that twelve thousand are worded three times.
        key = (one.kind, language, id(one.values))
        if key not in said:
            said[key] = worded(one.kind, language, one.values)
        rows.append(
            Message(
                to_id=one.to, kind=one.kind, language=language, subject=said[key].subject, text=said[key].text,
                values=plain(one.values), address=address_with(one.address, one.values), once=one.once,
                by=by, at=at, mail_to=mail_to,
            )
        )  # fmt: skip
    # A second telling at the same moment, by another process, loses against the constraint and is let go.
    Message.objects.everything(because="makes rows, shows none").bulk_create(
        rows, batch_size=1000, ignore_conflicts=any(one.once for one in fresh)
    )
    if any(row.mail_to for row in rows):
        send_later()
    return len(rows)


def _people(keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Account -> its language, and its mail address where mail is sent at all. KeyError later for an unknown key."""
    found: dict[int, tuple[str, str]] = {}
    for some in _in_parts(list(keys)):
        rows = User.objects.filter(pk__in=some).values_list("pk", "language", "email")
        found |= {pk: (language, email if settings.MAIL_IS_SENT else "") for pk, language, email in rows}
    return found


def _not_told_before(tellings: Sequence[Telling]) -> list[Telling]:
    """Without those whose `once` their account was told already, and without repetitions among themselves."""
    told: set[tuple[int, str, str]] = set()
    kinds = {one.kind for one in tellings if one.once}
    rows = Message.objects.everything(because="asks what was told before, shows nothing")
    for some in _in_parts(sorted({one.once for one in tellings if one.once})):
        told |= set(rows.filter(kind__in=kinds, once__in=some).values_list("to_id", "kind", "once"))
    fresh = []
    for one in tellings:
        key = (one.to, one.kind, one.once)
        if key not in told:
            fresh.append(one)
        if one.once:
            told.add(key)
    return fresh


def _in_parts(keys: list) -> Iterable[list]:
    return (keys[begin : begin + AT_A_TIME] for begin in range(0, len(keys), AT_A_TIME))
