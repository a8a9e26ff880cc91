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


def root_above(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root that `path` leads to from leaf number `index` (0 first) of `size`; None where its length cannot be.

    RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if at % 2 or at == last:
            found = sha256(b"\1" + sibling + found).digest()
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            found = sha256(b"\1" + found + sibling).digest()
        at, last = at // 2, last // 2
    return found if last == 0 else None
