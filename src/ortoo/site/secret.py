"""The secret key of one installation: from the environment, else made once and kept in ORTOO_HOME."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The key in ORTOO_SECRET_KEY, or that of `home`/secret-key, which is written at the first call (mode 600)."""
    if given := os.environ.get("ORTOO_SECRET_KEY"):
        return given
    kept = home / "secret-key"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key := secrets.token_urlsafe(48))
    return key
