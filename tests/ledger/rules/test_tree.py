"""The tree against the published vectors, against the definition, and every proof against every size."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.ledger.rules.tree import (
    Frontier,
    consistency_proof,
    consistent,
    frontier_of,
    includes,
    inclusion_proof,
    leaf_hash,
    levels,
    node_hash,
    root_of,
)

VECTORS = json.loads(Path(__file__).with_name("rfc6962_roots.json").read_text())
LEAVES = [leaf_hash(bytes.fromhex(each)) for each in VECTORS["leaf_inputs_hex"]]
NUMBERED = [leaf_hash(str(each).encode()) for each in range(70)]


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_published_vectors(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == VECTORS["root_by_size_hex"][size]


def test_leaf_and_node_hashes_of_the_published_vectors() -> None:
    for vector in VECTORS["leaf_hash_vectors"]:
        assert leaf_hash(vector["input_ascii"].encode()).hex() == vector["leaf_hash_hex"]
    for vector in VECTORS["node_hash_vectors"]:
        assert node_hash(vector["left_ascii"].encode(), vector["right_ascii"].encode()).hex() == vector["hash_hex"]


@given(some.lists(some.binary(max_size=3).map(leaf_hash), max_size=70))
def test_three_ways_to_a_root_agree(leaves: list[bytes]) -> None:
    frontier = frontier_of(leaves)
    assert by_definition(leaves) == root_of(leaves) == frontier.root
    assert Frontier.read(len(leaves), bytes(frontier)) == frontier


def test_every_leaf_of_every_size_is_included_and_nowhere_else() -> None:
    for size in range(1, 34):
        rows, root = levels(NUMBERED[:size]), root_of(NUMBERED[:size])
        for index in range(size):
            proof = inclusion_proof(rows, index)
            assert includes(root, size, index, NUMBERED[index], proof)
            assert not includes(root, size, index, NUMBERED[size], proof)
            assert not includes(root, size, size, NUMBERED[index], proof)
            assert not includes(root, size, index, NUMBERED[index], [*proof, NUMBERED[0]])
            assert [at for at in range(size) if includes(root, size, at, NUMBERED[index], proof)] == [index]


def test_every_size_is_consistent_with_every_earlier_one_and_with_no_fork() -> None:
    for size in range(1, 34):
        root = root_of(NUMBERED[:size])
        for old in range(1, size + 1):
            proof = consistency_proof(NUMBERED[:size], old)
            old_root = root_of(NUMBERED[:old])
            assert consistent(old_root, old, root, size, proof)
            fork = root_of([*NUMBERED[: old - 1], NUMBERED[69]])
            assert not consistent(fork, old, root, size, proof)
            if proof:
                assert not consistent(old_root, old, root, size, proof[:-1])
                assert not consistent(old_root, old, root, size, [*proof[:-1], NUMBERED[69]])
            assert not consistent(old_root, old, root, size, [*proof, NUMBERED[69]])


def test_nothing_is_proven_from_size_zero_or_backwards() -> None:
    with pytest.raises(ValueError, match="from size 0 to size 8"):
        consistency_proof(LEAVES, 0)
    with pytest.raises(ValueError, match="from size 9 to size 8"):
        consistency_proof(LEAVES, 9)
    with pytest.raises(ValueError, match="nothing to prove from size 0"):
        consistent(root_of([]), 0, root_of(LEAVES), 8, [])
    assert not consistent(root_of(LEAVES), 8, root_of(LEAVES[:7]), 7, [])


def test_a_frontier_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a frontier of 3 leaves has 2 hashes, not 1"):
        Frontier.read(3, bytes(32))
    with pytest.raises(ValueError, match="leaf 8 is not in a tree of 8"):
        inclusion_proof(levels(LEAVES), 8)
