"""Signed checkpoints: C2SP tlog-checkpoint as C2SP signed-note."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.ledger.rules.verifier.signatures import signature_holds


@dataclass(frozen=True)
class Key:
    """A public key under its name; `text` is name+hash+base64."""

    text: str
    name: str
    hashed: bytes
    public: bytes


def read_key(text: str) -> Key:
    name, _, rest = text.partition("+")
    hashed, _, encoded = rest.partition("+")
    raw = _base64(encoded)
    public = raw[1:]
    if len(public) != 32 or raw[:1] != b"\1" or sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != hashed:
        raise Malformed(f"keys.txt: {text!r} is not an Ed25519 key as name+hash+base64")
    return Key(text, name, bytes.fromhex(hashed), public)


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    key: Key


def read_checkpoint(where: str, content: bytes, keys: Iterable[Key]) -> Checkpoint:
    """A checkpoint whose signature by one of `keys` holds; Malformed if it is none, Failed if nobody known signed."""
    text, gap, signatures = text_of(where, content).rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not re.fullmatch(r"0|[1-9]\d{0,17}", lines[1], re.ASCII):
        raise Malformed(f"{where}: not a checkpoint (origin, size, root, an empty line, signatures)")
    root = _base64(lines[2])
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix("— ").partition(" ")
        signed = _base64(encoded)
        for key in keys:
            if key.name != name or key.hashed != signed[:4]:
                continue
            if len(root) == 32 and signature_holds(key.public, f"{text}\n".encode(), signed[4:]):
                return Checkpoint(lines[0], int(lines[1]), root, key)
            raise Failed(f"{where}: the signature of {name} does not hold")
    raise Failed(f"{where}: none of the keys in keys.txt signed it")


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
