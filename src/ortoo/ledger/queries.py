"""Reads of the ledger that several callers share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from ortoo.ledger.models import Blob, Checkpoint, Entry, Export, Head
from ortoo.ledger.rules.notes import checkpoint_text
from ortoo.ledger.rules.receipts import Logged, logged
from ortoo.ledger.rules.tree import Frontier
from ortoo.ledger.signing import signer

AT_ONCE = 500


@dataclass(frozen=True)
class State:
    """The ledger as it stands: what is signed, and the signed note itself."""

    size: int
    root: str
    note: str
    key: str


def state() -> State:
    """Size, root in hexadecimal, and the checkpoint signed now; the same state gives the same bytes."""
    head = Head.objects.first()
    frontier = head.frontier if head else Frontier()
    by, first = signer(), checkpoints().first()
    # The origin outlives the key: with a new key this is still the same ledger.
    origin = first.note.partition("\n")[0] if first else by.name
    text = checkpoint_text(origin=origin, size=frontier.size, root=frontier.root)
    return State(frontier.size, frontier.root.hex(), by.sign(text), by.verifier_key)


def root() -> str:
    """The root in hexadecimal, which every entry changes; one query, and nothing is signed."""
    head = Head.objects.first()
    return (head.frontier if head else Frontier()).root.hex()


def entries() -> QuerySet[Entry]:
    """All entries, the newest first."""
    return Entry.objects.order_by("-seq")


def bodies() -> Iterator[tuple[Entry, bytes]]:
    """Each entry in sequence with the bytes that were hashed."""
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        yield entry, bytes(entry.body)


def blobs(names: set[str]) -> dict[str, bytes]:
    """Name -> content of those of `names` that are kept."""
    wanted = sorted(names)
    found = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Blob.objects.filter(sha256__in=wanted[start : start + AT_ONCE])
        found.update({name: bytes(content) for name, content in rows.values_list("sha256", "content")})
    return found


@dataclass(frozen=True)
class Proven:
    """Entries with their paths to the checkpoint `note`, which `key` signed."""

    entries: tuple[Logged, ...]
    note: str
    key: str


def proven(entries: Sequence[Entry]) -> Proven:
    """`entries` under the checkpoint signed now. Nothing is written: it is one that anybody may keep."""
    with transaction.atomic():
        now = state()
        leaves = [bytes(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True)[: now.size]]
    found = logged([bytes(entry.body) for entry in entries], leaves, [entry.seq - 1 for entry in entries])
    return Proven(tuple(found), now.note, now.key)


def entry_that(kind: str, **says: object) -> Entry:
    """The latest entry of `kind` that says so. Entry.DoesNotExist where none does."""
    for entry in Entry.objects.filter(kind=kind).order_by("-seq").iterator(chunk_size=100):
        if all(entry.said.get(key) == value for key, value in says.items()):
            return entry
    raise Entry.DoesNotExist(f"no entry of {kind} says {says}")


def checkpoints() -> QuerySet[Checkpoint]:
    """Every checkpoint that has left the house, the earliest first."""
    return Checkpoint.objects.order_by("size")


def export_kept(*, pk: int, by: int | None) -> Export:
    """An export that the account `by` asked for. Http404 for anybody else's."""
    return get_object_or_404(Export, pk=pk, made_by=by)
