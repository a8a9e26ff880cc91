"""The signing key of one installation: from ORTOO_SIGNING_KEY, else made once and kept in ORTOO_HOME (ADR 0012)."""

from __future__ import annotations

import os
import secrets
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ortoo.ledger.rules.notes import Signer, read_signer
from ortoo.multilingual.refusals import Refusal


def signer() -> Signer:
    """The key in force. Refused, without repeating it, where what is kept is no key."""
    return _signer(os.environ.get("ORTOO_SIGNING_KEY", ""), Path(settings.HOME))


@cache
def _signer(given: str, home: Path) -> Signer:
    kept = home / "signing-key"
    try:
        return read_signer(given or _kept(kept))
    except ValueError as wrong:
        raise Refusal("ledger.signing_key", place="ORTOO_SIGNING_KEY" if given else str(kept)) from wrong


def _kept(path: Path) -> str:
    """The text of the key file, which is written at the first call (mode 600)."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made := new_signer().private_key)
    return made


def new_signer() -> Signer:
    """A fresh key. Its name, the origin of every checkpoint, is unique: a word of ours and a digest of the key."""
    seed = secrets.token_bytes(32)
    return Signer(f"ortoo/{sha256(Signer('', seed).public).hexdigest()[:16]}", seed)
