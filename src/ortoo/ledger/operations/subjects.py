"""Pseudonyms: HMAC-SHA256 of a person's key under a random salt of their own, which can be erased."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from django.db import transaction

from ortoo.ledger.models import SubjectSalt

AT_ONCE = 10_000
"""Keys in one query: SQLite takes at most 32,766 values."""


def subject(*, kind: str, key: object) -> str:
    """The pseudonym of one person, 64 hexadecimal digits; `kind` is "user" or "official", `key` who they are there."""
    return subjects(kind=kind, keys=[key])[str(key)]


def subjects(*, kind: str, keys: Iterable[object]) -> dict[str, str]:
    """Key (as text) -> pseudonym, for many at once; salts that are missing are made."""
    return {key: _hmac(salt, key) for key, salt in _salts(kind, keys).items()}


def row_salts(*, kind: str, keys: Iterable[object], seal: object) -> dict[str, str]:
    """Key -> the salt of that person's row in one seal: 64 hexadecimal digits.

    Derived from the person's salt, so that erasing it erases these too; a row salt does not lead back to it.
    """
    return {key: _hmac(salt, f"row|{seal}") for key, salt in _salts(kind, keys).items()}


def _hmac(salt: bytes, text: str) -> str:
    return hmac.digest(salt, text.encode(), "sha256").hex()


def _salts(kind: str, keys: Iterable[object]) -> dict[str, bytes]:
    wanted = list(dict.fromkeys(map(str, keys)))
    found = _stored(kind, wanted)
    if missing := [key for key in wanted if key not in found]:
        made = [SubjectSalt(kind=kind, key=key, salt=secrets.token_bytes(32)) for key in missing]
        # Two may make the same salt at once: the first counts, so what was stored is read again.
        with transaction.atomic():
            SubjectSalt.objects.bulk_create(made, ignore_conflicts=True)
            found.update(_stored(kind, missing))
    return {key: found[key] for key in wanted}


def _stored(kind: str, keys: list[str]) -> dict[str, bytes]:
    found = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = SubjectSalt.objects.filter(kind=kind, key__in=keys[start : start + AT_ONCE])
        found.update({key: bytes(salt) for key, salt in rows.values_list("key", "salt")})
    return found
