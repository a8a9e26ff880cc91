"""Exports: the whole ledger as one file that anybody can check (docs/reference/ledger.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from ortoo.ledger import queries
from ortoo.ledger.models import Checkpoint, Export
from ortoo.ledger.operations.entries import Actor, record
from ortoo.ledger.rules.verifier.archive import pack, place_of
from ortoo.ledger.rules.verifier.findings import Malformed

KEPT = timedelta(days=7)
"""An export lies ready for so long; after that it is made anew."""


@transaction.atomic
def keep_export(
    *,
    name: str,
    because: str,
    with_sealed: bool,
    sealed_files: Mapping[str, bytes] | None = None,
    by: Actor,
    at: datetime,
) -> Export:
    """Makes an export and keeps it, to be fetched from its page; empties those that have lain for a week."""
    Export.objects.filter(made_at__lt=at - KEPT).exclude(content=b"").update(content=b"")
    content = export(name=name, at=at, by=by, because=because, with_sealed=with_sealed, sealed_files=sealed_files)
    return Export.objects.create(name=name, content=content, with_sealed=with_sealed, made_by_id=by.pk, made_at=at)


@transaction.atomic
def export(
    *,
    name: str,
    at: datetime,
    by: Actor,
    because: str,
    with_sealed: bool = False,
    sealed_files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The bytes of `name`.ortoolog, up to and with the entry that records the export itself.

    `sealed_files`: "sealed/ROUND/rows.jsonl" and "sealed/ROUND/candidates.csv" -> content (`rules.sealing`); they are
    taken `with_sealed` only, and ValueError is raised for another name. The checkpoint is kept: later exports carry it.
    """
    sealed = dict(sealed_files or {}) if with_sealed else {}
    for path in sealed:
        _check_sealed_path(path)
    body = {"name": name, "because": because, "with_sealed": with_sealed, "sealed_files": sorted(sealed)}
    record(kind="export.made", body=body, by=by, at=at)
    earlier = list(queries.checkpoints())
    state = queries.state()
    Checkpoint.objects.create(size=state.size, note=state.note, key=state.key, at=at)
    files = {f"checkpoints/{number:04}": old.note.encode() for number, old in enumerate(earlier, 1)}
    lines: list[bytes] = []
    named: set[str] = set()
    for entry, written in queries.bodies():
        lines.append(written + b"\n")
        named.update(value for key, value in entry.said.items() if key.endswith("_blob") and value)
    files |= {f"blobs/sha256-{sha256}": content for sha256, content in queries.blobs(named).items()}
    keys = dict.fromkeys([*(old.key for old in earlier), state.key])
    return pack(
        {
            "checkpoint": state.note.encode(),
            "entries.jsonl": b"".join(lines),
            "keys.txt": "".join(f"{key}\n" for key in keys).encode(),
            **files,
            **sealed,
        }
    )


def _check_sealed_path(path: str) -> None:
    try:
        place_of(path)
    except Malformed as wrong:
        raise ValueError(str(wrong)) from wrong
    if not path.startswith("sealed/"):
        raise ValueError(f"{path} is not a sealed file")
