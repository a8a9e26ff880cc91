"""Signed checkpoints: C2SP tlog-checkpoint as C2SP signed-note."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.ledger.rules.verifier.signatures import signature_holds

LOG, COSIGNER = b"\1", b"\4"
"""Kinds of keys: of a log (Ed25519), and of a cosigner (C2SP tlog-cosignature v1, Ed25519 with a timestamp)."""


@dataclass(frozen=True)
class Key:
    """A public key under its name; `text` is name+hash+base64."""

    text: str
    name: str
    hashed: bytes
    public: bytes
    kind: bytes

    def signed(self, text: str, signature: bytes) -> bool:
        """Whether `signature` of the note `text` holds; a cosigner's begins with eight bytes of its time."""
        if self.kind == LOG:
            return signature_holds(self.public, text.encode(), signature)
        stated = f"cosignature/v1\ntime {time_of(signature)}\n{text}"
        return signature_holds(self.public, stated.encode(), signature[8:])


def read_key(text: str) -> Key:
    name, _, rest = text.partition("+")
    hashed, _, encoded = rest.partition("+")
    raw = _base64(encoded)
    kind, public = raw[:1], raw[1:]
    known = sha256(name.encode() + b"\n" + raw).hexdigest()[:8] == hashed
    if len(public) != 32 or kind not in (LOG, COSIGNER) or not known:
        raise Malformed(f"keys.txt: {text!r} is not an Ed25519 key as name+hash+base64")
    return Key(text, name, bytes.fromhex(hashed), public, kind)


@dataclass(frozen=True)
class Checkpoint:
    """Size and root that `key` signed; `cosigned`: who saw it, and when in seconds since 1970."""

    origin: str
    size: int
    root: bytes
    key: Key
    cosigned: tuple[tuple[str, int], ...] = ()


def read_checkpoint(where: str, content: bytes, keys: Iterable[Key]) -> Checkpoint:
    """A checkpoint whose signature by one of `keys` holds; Malformed if it is none, Failed if nobody known signed."""
    text, gap, signatures = text_of(where, content).rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not re.fullmatch(r"0|[1-9]\d{0,17}", lines[1], re.ASCII):
        raise Malformed(f"{where}: not a checkpoint (origin, size, root, an empty line, signatures)")
    root, found = _base64(lines[2]), list(_known(where, text, signatures, list(keys)))
    by = [key for key, _ in found if key.kind == LOG]
    if not by or len(root) != 32:
        raise Failed(f"{where}: none of the keys in keys.txt signed it")
    cosigned = tuple((key.name, time_of(signature)) for key, signature in found if key.kind == COSIGNER)
    return Checkpoint(lines[0], int(lines[1]), root, by[0], cosigned)


def _known(where: str, text: str, signatures: str, keys: list[Key]) -> Iterator[tuple[Key, bytes]]:
    """Who of `keys` signed, with the signature; Failed where one does not hold. Lines of unknown keys say nothing."""
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix("— ").partition(" ")
        signed = _base64(encoded)
        for key in keys:
            if key.name == name and key.hashed == signed[:4]:
                if not key.signed(f"{text}\n", signed[4:]):
                    raise Failed(f"{where}: the signature of {name} does not hold")
                yield key, signed[4:]


def time_of(signature: bytes) -> int:
    return int.from_bytes(signature[:8], "big")


def _base64(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""


def text_of(where: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed(f"{where}: not UTF-8 text") from None
