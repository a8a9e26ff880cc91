"""Ed25519 in integers: the vectors of RFC 8032, 7.1, and agreement with a library on signatures good and bad."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as some

from ortoo.ledger.rules.verifier.signatures import GROUP, signature_holds

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_vectors_of_the_standard(public: str, message: str, signature: str) -> None:
    key, said, signed = (bytes.fromhex(each) for each in (public, message, signature))
    assert signature_holds(key, said, signed)
    assert not signature_holds(key, said + b"x", signed)
    assert not signature_holds(key, said, signed[:63])
    assert not signature_holds(key, said, bytes([signed[0] ^ 1]) + signed[1:])
    # S + L verifies by the same equation: the standard refuses it, lest a signature have two forms.
    scalar = int.from_bytes(signed[32:], "little") + GROUP
    assert not signature_holds(key, said, signed[:32] + scalar.to_bytes(32, "little"))


@settings(max_examples=15)
@given(some.binary(min_size=32, max_size=32), some.binary(max_size=80), some.integers(0, 511))
def test_it_agrees_with_a_library(seed: bytes, message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert signature_holds(public, message, signature)
    flipped = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(64, "little")
    assert not signature_holds(public, message, flipped)


def test_what_is_no_point_is_no_key() -> None:
    assert not signature_holds(b"\xff" * 32, b"", bytes(64))
    assert not signature_holds(b"\x02" + bytes(31), b"", bytes(64))
    assert not signature_holds(bytes(31), b"", bytes(64))
