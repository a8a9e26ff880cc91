"""A candidate's receipt as one file: the own sealed row, its path, and two entries under a signed checkpoint.

JSON, because C2SP's tlog-proof proves one leaf of one tree, and a receipt needs three: the row under the sealed root,
and the two entries that hold the root and the list. Both of those are proven by a tlog-proof as it stands (ADR 0146).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.tree import inclusion_proof, levels

FORMAT = "ortoo-receipt/1"


@dataclass(frozen=True)
class Logged:
    """One entry: `index` counts from 0, `path` leads to the root of the checkpoint."""

    body: bytes
    index: int
    path: tuple[bytes, ...]


def logged(bodies: Sequence[bytes], leaves: Sequence[bytes], numbers: Sequence[int]) -> list[Logged]:
    """The entries `numbers` (from 0) with their paths; `leaves` are all hashes under the checkpoint."""
    rows = levels(leaves)
    return [
        Logged(body, number, tuple(inclusion_proof(rows, number))) for body, number in zip(bodies, numbers, strict=True)
    ]


def tlog_proof(entry: Logged, note: str) -> str:
    """C2SP tlog-proof: a proof of inclusion with the checkpoint that it leads to."""
    path = "".join(f"{b64encode(sibling).decode()}\n" for sibling in entry.path)
    return f"c2sp.org/tlog-proof@v1\nindex {entry.index}\n{path}\n{note}"


def receipt(
    *, line: bytes, leaves: Sequence[bytes], index: int, sealed: Logged, listed: Logged, note: str, keys: Sequence[str],
    band: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The bytes of a receipt; the same state gives the same bytes.

    `line`: what was hashed of the row. `leaves`: of all rows under the seal, where it is number `index` (from 0).
    `band`: the pseudonyms of a borderline band in which a lot decides, whose hash the list publishes.
    """
    return canonical(
        {
            "format": FORMAT,
            "row": line.decode(),
            "index": index,
            "path": [sibling.hex() for sibling in inclusion_proof(levels(leaves), index)],
            "sealed": {"entry": sealed.body.decode(), "proof": tlog_proof(sealed, note)},
            "list": {"entry": listed.body.decode(), "proof": tlog_proof(listed, note)},
            "keys": list(keys),
            "band": list(band),
        }
    )
