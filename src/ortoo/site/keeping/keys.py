"""The keys of the house in a backup: only under a passphrase; and what each is known by, which tells nobody the key.

Lost keys do not lose the record: old entries still verify. But register numbers and second factors were made with the
secret key, and are of no use under another (ADR 0124).
"""

from __future__ import annotations

import json
import os
import secrets
from base64 import b64decode, b64encode
from hashlib import scrypt
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ortoo.multilingual.refusals import Refusal

NAMES = {"secret-key": "ORTOO_SECRET_KEY", "signing-key": "ORTOO_SIGNING_KEY"}
"""File in ORTOO_HOME -> the variable that may hold it instead."""
MEMBER = "keys.json"
SHORTEST = 12
COST = {"n": 1 << 17, "r": 8, "p": 1}
"""128 MiB of memory and about half a second for one guess."""
MEMORY = 256 << 20
ABOUT = b"keys of ortoo backup 1"


def keys_of(home: Path) -> dict[str, str]:
    """Name -> key, of those that this house has; none is made."""
    found = {name: os.environ.get(variable) or _kept(home / name) for name, variable in NAMES.items()}
    return {name: key for name, key in found.items() if key}


def _kept(path: Path) -> str:
    return path.read_text("ascii") if path.is_file() else ""


def known_by(key: str) -> str:
    """Sixteen digits: the same for the same key, slow to compute, so that a weak key is not guessed from it."""
    return scrypt(key.encode(), salt=b"ortoo: known by", n=1 << 14, r=8, p=1, maxmem=MEMORY).hex()[:16]


def locked(keys: dict[str, str], passphrase: str) -> bytes:
    """`keys` as JSON under `passphrase`: scrypt, then AES-256-GCM."""
    if len(passphrase) < SHORTEST:
        raise Refusal("keeping.passphrase_short", shortest=SHORTEST)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretched(passphrase, salt)).encrypt(nonce, json.dumps(keys).encode(), ABOUT)
    said = {"salt": salt, "nonce": nonce, "sealed": sealed}
    return json.dumps({name: b64encode(value).decode() for name, value in said.items()}).encode()


def unlocked(content: bytes, passphrase: str) -> dict[str, str]:
    """The keys again. Refuses another passphrase, and anything that was changed."""
    try:
        said = {name: b64decode(value, validate=True) for name, value in json.loads(content).items()}
        plain = AESGCM(_stretched(passphrase, said["salt"])).decrypt(said["nonce"], said["sealed"], ABOUT)
    except (InvalidTag, ValueError, KeyError, AttributeError, TypeError):
        raise Refusal("keeping.passphrase_wrong") from None
    found: dict[str, str] = json.loads(plain)
    return found


def put(home: Path, keys: dict[str, str]) -> None:
    """Writes each as a file of the house, readable by its owner alone; refuses to write over one."""
    for name, key in keys.items():
        handle = os.open(home / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return scrypt(passphrase.encode(), salt=salt, dklen=32, maxmem=MEMORY, **COST)
