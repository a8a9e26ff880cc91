"""Checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note) with Ed25519.

A key is named by its text form, as Go's `note` package writes it: `name+hash+base64(0x01 || public key)`, and the
private one `PRIVATE+KEY+name+hash+base64(0x01 || seed)`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
PRIVATE = "PRIVATE+KEY+"


def key_hash(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature line says which key made it."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


@dataclass(frozen=True)
class Signer:
    """One Ed25519 key under a name without spaces or plus signs; `seed` is 32 bytes."""

    name: str
    seed: bytes

    @property
    def public(self) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def verifier_key(self) -> str:
        return f"{self.name}+{key_hash(self.name, self.public).hex()}+{b64encode(ED25519 + self.public).decode()}"

    @property
    def private_key(self) -> str:
        hashed = key_hash(self.name, self.public).hex()
        return f"{PRIVATE}{self.name}+{hashed}+{b64encode(ED25519 + self.seed).decode()}"

    def sign(self, text: str) -> str:
        """The signed note: text, an empty line, one signature line. The same text gives the same note."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        signed = b64encode(key_hash(self.name, self.public) + signature).decode()
        return f"{text}\n— {self.name} {signed}\n"


def read_signer(text: str) -> Signer:
    """From the private text form. ValueError, which never repeats the key, for anything else."""
    parts = text.strip().removeprefix(PRIVATE).split("+", 2)
    if not text.startswith(PRIVATE) or len(parts) != 3:
        raise ValueError("not a signing key: PRIVATE+KEY+name+hash+base64 is expected")
    name, hashed, encoded = parts
    raw = b64decode(encoded, validate=True)
    if len(raw) != 33 or raw[:1] != ED25519:
        raise ValueError("not an Ed25519 signing key")
    signer = Signer(name, raw[1:])
    if key_hash(name, signer.public).hex() != hashed:
        raise ValueError("the hash of the signing key does not fit its name and key")
    return signer


def checkpoint_text(*, origin: str, size: int, root: bytes) -> str:
    """The body of a checkpoint: origin, decimal size, base64 root, a line each."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"
