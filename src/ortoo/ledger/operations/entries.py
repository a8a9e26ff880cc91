"""Entries, written inside the transaction of what they record, and blobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

from django.db import transaction
from django.db.transaction import TransactionManagementError

from ortoo.ledger.models import Blob, Entry, Head
from ortoo.ledger.operations.subjects import subject
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.tree import leaf_hash
from ortoo.multilingual.refusals import Refusal

LONGEST = 64 * 1024
RESERVED = frozenset({"at", "by", "kind", "seq"})


class Actor(Protocol):
    """An account. The ledger lies below access and knows only that an account has a key."""

    @property
    def pk(self) -> int: ...


def record(*, kind: str, body: Mapping[str, object], by: Actor | None, at: datetime) -> Entry:
    """One entry for one decision: `body` with at, by (a pseudonym, null for nobody), kind and seq, as canonical JSON.

    Call it last: it locks the head row, and every other writer waits until this transaction ends.
    Raises TransactionManagementError outside a transaction, NotCanonical for floats and the like, ValueError for a
    reserved key; refused at 64 KiB and more (store a blob and name it).
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError(f"{kind} is recorded in the transaction of what it records")
    if clash := RESERVED & body.keys():
        raise ValueError(f"{kind}: the ledger itself writes {', '.join(sorted(clash))}")
    actor = None if by is None else subject(kind="user", key=by.pk)
    head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"size": 0, "hashes": b""})
    seq = head.size + 1
    written = canonical({**body, "at": moment(at), "by": actor, "kind": kind, "seq": seq})
    if len(written) >= LONGEST:
        raise Refusal("ledger.entry_too_long", kind=kind, size=len(written), most=LONGEST)
    leaf = leaf_hash(written)
    entry = Entry.objects.create(seq=seq, at=at, kind=kind, body=written, leaf=leaf)
    grown = head.frontier.append(leaf)
    head.size, head.hashes = grown.size, bytes(grown)
    head.save(update_fields=["size", "hashes"])
    return entry


def store_blob(*, content: bytes) -> str:
    """Keeps `content` under its SHA-256, which is returned in hexadecimal; the same content is kept once.

    An entry names it under a key that ends in `_blob`; no personal data, for a blob cannot be erased.
    """
    name = sha256(content).hexdigest()
    Blob.objects.bulk_create([Blob(sha256=name, content=content)], ignore_conflicts=True)
    return name


def moment(at: datetime) -> str:
    """UTC to the microsecond: 2026-01-31T00:00:00.000000Z. ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a decision is made at a time with a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
