"""Roots of the tree of RFC 6962."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def roots(leaves: Iterable[bytes], sizes: set[int]) -> dict[int, bytes]:
    """Size -> root over the first so many leaf hashes, for those of `sizes` that are reached."""
    found = {0: sha256(b"").digest()} if 0 in sizes else {}
    stack: list[tuple[int, bytes]] = []
    for size, leaf in enumerate(leaves, 1):
        stack.append((1, leaf))
        while len(stack) > 1 and stack[-2][0] == stack[-1][0]:
            (left_size, left), (_, right) = stack[-2:]
            stack[-2:] = [(2 * left_size, sha256(b"\1" + left + right).digest())]
        if size in sizes:
            root = stack[-1][1]
            for _, left in reversed(stack[:-1]):
                root = sha256(b"\1" + left + root).digest()
            found[size] = root
    return found
