"""The ledger, computed anew from its first entry: no gap, every hash, one root, every signature, what entries say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from ortoo.ledger import queries
from ortoo.ledger.models import Blob, Entry, Head
from ortoo.ledger.rules.tree import Frontier, leaf_hash
from ortoo.ledger.rules.verifier.checkpoints import read_checkpoint, read_key
from ortoo.ledger.rules.verifier.findings import SHAPELESS, Failed, Malformed
from ortoo.ledger.rules.verifier.log import Log
from ortoo.ledger.rules.verifier.meaning import read
from ortoo.ledger.rules.verifier.roots import roots
from ortoo.site.keeping.doctor.finding import Finding, well, wrong


@dataclass
class Walk:
    """What was met on the way from the first entry to the last."""

    leaves: list[bytes] = field(default_factory=list)
    problem: tuple[int, str] | None = None
    """The first entry that does not hold, and why."""


def entries(at: datetime) -> Iterator[Finding]:
    log = Log({name: bytes(content) for name, content in Blob.objects.values_list("sha256", "content")})
    walk = walked(log)
    head = Head.objects.first()
    kept = head.frontier if head else Frontier()
    root = roots(walk.leaves, {len(walk.leaves)})[len(walk.leaves)].hex()
    if walk.problem:
        yield wrong("doctor.entry_wrong", seq=walk.problem[0], why=walk.problem[1])
    if (len(walk.leaves), root) != (kept.size, kept.root.hex()):
        yield wrong(
            "doctor.root_differs", size=kept.size, root=kept.root.hex(), found_size=len(walk.leaves), found=root
        )
    if false := [name for name, content in log.blobs.items() if sha256(content).hexdigest() != name]:
        yield wrong("doctor.blob_wrong", name=false[0])
    if loose := sorted(log.blobs.keys() - log.named):
        yield wrong("doctor.blob_loose", name=loose[0])
    if not (walk.problem or false or loose) and (len(walk.leaves), root) == (kept.size, kept.root.hex()):
        yield well("doctor.ledger", size=kept.size, root=root)


def walked(log: Log) -> Walk:
    walk = Walk()
    for place, (entry, body) in enumerate(queries.bodies(), 1):
        walk.leaves.append(leaf_hash(body))
        if walk.problem is None and (why := _why_wrong(entry, body, place, log)):
            walk.problem = entry.seq, why
    return walk


def _why_wrong(entry: Entry, body: bytes, place: int, log: Log) -> str:
    """Empty where the entry holds."""
    if entry.seq != place:
        return f"number {place} is missing"
    if bytes(entry.leaf) != leaf_hash(body):
        return "its hash is not that of its text"
    try:
        said = entry.said
        if (said["seq"], said["kind"]) != (entry.seq, entry.kind):
            return "its number or kind is not that of its text"
        read(log, said)
    except (Failed, *SHAPELESS) as failed:
        return str(failed)
    return ""


def checkpoints(at: datetime) -> Iterator[Finding]:
    """Each signature, and that the entries of today still give each root that was signed."""
    kept = list(queries.checkpoints())
    found = roots((bytes(leaf) for leaf in _leaves()), {each.size for each in kept})
    for each in kept:
        try:
            signed = read_checkpoint(f"checkpoint {each.size}", each.note.encode(), [read_key(each.key)])
        except (Failed, Malformed) as failed:
            yield wrong("doctor.checkpoint_wrong", size=each.size, why=str(failed))
            return
        if found.get(each.size) != signed.root:
            yield wrong("doctor.checkpoint_differs", size=each.size)
            return
    yield well("doctor.checkpoints", count=len(kept)) if kept else well("doctor.no_checkpoint")


def _leaves() -> Iterator[bytes]:
    return (leaf_hash(body) for _, body in queries.bodies())
