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
COSIGNATURE = b"\x04"
PRIVATE = "PRIVATE+KEY+"


def key_hash(name: str, public: bytes, kind: bytes = ED25519) -> bytes:
    """The four bytes by which a signature line says which key made it."""
    return sha256(name.encode() + b"\n" + kind + public).digest()[:4]


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

    @property
    def cosigner_key(self) -> str:
        """The text form of a key that cosigns (C2SP tlog-cosignature v1)."""
        hashed = key_hash(self.name, self.public, COSIGNATURE).hex()
        return f"{self.name}+{hashed}+{b64encode(COSIGNATURE + self.public).decode()}"

    def cosign(self, note: str, seconds: int) -> str:
        """The note with one line more: that its checkpoint was seen, `seconds` after 1970, by who has this key."""
        text = note.rpartition("\n\n")[0] + "\n"
        stated = f"cosignature/v1\ntime {seconds}\n{text}".encode()
        signature = seconds.to_bytes(8, "big") + Ed25519PrivateKey.from_private_bytes(self.seed).sign(stated)
        signed = b64encode(key_hash(self.name, self.public, COSIGNATURE) + signature).decode()
        return f"{note}— {self.name} {signed}\n"

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
