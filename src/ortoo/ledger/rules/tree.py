"""The Merkle tree of RFC 6962: roots, proofs of inclusion and of consistency, and the frontier that grows by one leaf.

A hash is 32 bytes. Leaf and node are hashed with different first bytes, so that neither can pass for the other.
Proof checks follow RFC 9162, 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """All hashes of the tree over leaf hashes, from the leaves up; a node without a sibling rises unchanged."""
    rows = [list(leaves)]
    while len(rows[-1]) > 1:
        below = rows[-1]
        above = [node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        if len(below) % 2:
            above.append(below[-1])
        rows.append(above)
    return rows


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes; over none, the hash of nothing."""
    return levels(leaves)[-1][0] if leaves else EMPTY_ROOT


def inclusion_proof(rows: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    """The siblings on the way from leaf `index` (0 first) to the root; `rows` from `levels`."""
    if not 0 <= index < len(rows[0]):
        raise ValueError(f"leaf {index} is not in a tree of {len(rows[0])}")
    proof = []
    for row in rows[:-1]:
        if index ^ 1 < len(row):
            proof.append(row[index ^ 1])
        index //= 2
    return proof


def includes(root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that `leaf` is leaf `index` of the tree of `size` leaves with `root`."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = node_hash(sibling, found)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            found = node_hash(found, sibling)
        at, last = at // 2, last // 2
    return last == 0 and found == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that lead from the tree over the first `old_size` leaves to the tree over all of them.

    ValueError for an old size of 0 (nothing is promised by an empty tree) or beyond the tree.
    """
    if not 1 <= old_size <= len(leaves):
        raise ValueError(f"no consistency proof leads from size {old_size} to size {len(leaves)}")
    return _subproof(leaves, old_size, whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if old_size <= split:
        return [*_subproof(leaves[:split], old_size, whole=whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], old_size - split, whole=False), root_of(leaves[:split])]


def consistent(old_root: bytes, old_size: int, root: bytes, size: int, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the old tree is the beginning of the new one. ValueError for an old size of 0."""
    if old_size < 1:
        raise ValueError("an empty tree is the beginning of every tree: there is nothing to prove from size 0")
    if old_size >= size:
        return old_size == size and not proof and old_root == root
    at, last = old_size - 1, size - 1
    while at % 2:
        at, last = at // 2, last // 2
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            new = node_hash(new, step)
        at, last = at // 2, last // 2
    return last == 0 and old == old_root and new == root


@dataclass(frozen=True)
class Frontier:
    """The roots of the perfect subtrees from left to right, one for each binary digit 1 of `size`."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """The frontier with one leaf hash more; at most log2(size) hashes are computed."""
        hashes, carry = list(self.hashes), self.size
        while carry % 2:
            leaf, carry = node_hash(hashes.pop(), leaf), carry // 2
        return Frontier(self.size + 1, (*hashes, leaf))

    @property
    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY_ROOT
        *rest, found = self.hashes
        for left in reversed(rest):
            found = node_hash(left, found)
        return found

    def __bytes__(self) -> bytes:
        return b"".join(self.hashes)

    @classmethod
    def read(cls, size: int, stored: bytes) -> Frontier:
        """From `bytes(frontier)`; ValueError if its length does not fit the size."""
        if len(stored) != 32 * size.bit_count():
            raise ValueError(f"a frontier of {size} leaves has {size.bit_count()} hashes, not {len(stored) / 32:g}")
        return cls(size, tuple(stored[at : at + 32] for at in range(0, len(stored), 32)))


def frontier_of(leaves: Iterable[bytes]) -> Frontier:
    grown = Frontier()
    for leaf in leaves:
        grown = grown.append(leaf)
    return grown
