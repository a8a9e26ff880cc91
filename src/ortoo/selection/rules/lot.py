"""The lot seed: nobody can choose it, for it needs the seal first and a value drawn in public after it."""

from __future__ import annotations

import hashlib


def seed_of(root: str, value: str) -> str:
    """SHA-256(root of the sealed records || value), as 64 hexadecimal digits. `root` is hexadecimal, `value` UTF-8."""
    return hashlib.sha256(bytes.fromhex(root) + value.encode()).hexdigest()
