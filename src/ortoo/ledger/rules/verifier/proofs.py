"""Proofs that an entry lies under a signed checkpoint: C2SP tlog-proof."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from ortoo.ledger.rules.verifier.checkpoints import Checkpoint, Key, read_checkpoint
from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.ledger.rules.verifier.roots import root_above

PROOF = re.compile(
    r"c2sp\.org/tlog-proof@v1\n(?:extra [\w+/=]*\n)?index (0|[1-9]\d{0,17})\n((?:[\w+/]{43}=\n)*)\n(.+)",
    re.ASCII | re.DOTALL,
)


@dataclass(frozen=True)
class Proof:
    """`index` counts from 0; `checkpoint` as its signature says."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def leads_from(self, body: bytes) -> bool:
        """Whether `body` is entry number `index` + 1 under the checkpoint."""
        leaf = sha256(b"\0" + body).digest()
        return root_above(leaf, self.index, self.checkpoint.size, list(self.path)) == self.checkpoint.root


def read_proof(where: str, text: str, keys: Iterable[Key]) -> Proof:
    """Malformed if it is none; Failed where nobody known signed its checkpoint."""
    found = PROOF.fullmatch(text)
    if found is None:
        raise Malformed(f"{where}: not a proof of inclusion (c2sp.org/tlog-proof@v1)")
    path = tuple(b64decode(line) for line in found[2].splitlines())
    return Proof(int(found[1]), path, read_checkpoint(where, found[3].encode(), keys))


def check_proof(where: str, text: str, keys: Iterable[Key], lines: list[bytes]) -> None:
    """A proof that lies in an export is about an entry of that export."""
    proof = read_proof(where, text, keys)
    if proof.index >= len(lines) or not proof.leads_from(lines[proof.index]):
        raise Failed(f"{where}: it proves another entry than number {proof.index + 1} of this file")
