"""Signed notes: the key format of Go's note package, and signatures that another library accepts."""

from __future__ import annotations

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ortoo.ledger.rules.notes import Signer, checkpoint_text, read_signer

GO_NOTE_EXAMPLE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
"""The example key in the documentation of golang.org/x/mod/sumdb/note (BSD-3-Clause)."""


def test_the_example_key_of_the_go_package_has_its_published_public_form() -> None:
    signer = read_signer(GO_NOTE_EXAMPLE)
    assert signer.verifier_key == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert signer.private_key == GO_NOTE_EXAMPLE


def test_the_example_note_of_the_go_package_is_signed_alike() -> None:
    text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    assert read_signer(GO_NOTE_EXAMPLE).sign(text) == (
        f"{text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
        "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )


def test_a_checkpoint_is_three_lines_and_its_signature_holds() -> None:
    signer = Signer("ortoo.example", bytes(range(32)))
    text = checkpoint_text(origin="ortoo.example", size=7, root=bytes(32))
    assert text == "ortoo.example\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    body, _, line = signer.sign(text).partition("\n\n")
    assert line.startswith("— ortoo.example ")
    Ed25519PublicKey.from_public_bytes(signer.public).verify(b64decode(line.split(" ")[2])[4:], f"{body}\n".encode())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "PRIVATE.KEY.name.hash.base64 is expected"),
        ("PRIVATE+KEY+a+00000000+AA==", "not an Ed25519 signing key"),
        (GO_NOTE_EXAMPLE.replace("c74f20a3", "c74f20a4"), "does not fit its name and key"),
    ],
)
def test_what_is_no_signing_key_is_refused_without_repeating_it(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_signer(text)
