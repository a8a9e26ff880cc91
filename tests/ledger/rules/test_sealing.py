"""Salted leaves: worked by hand, and bound to one person."""

from __future__ import annotations

from hashlib import sha256

import pytest

from ortoo.ledger.rules.sealing import leaves_text, seal_root, sealed_leaf

SALT = "ab" * 32


def test_a_leaf_worked_by_hand() -> None:
    row = {"pseudonym": "p1", "merit": 78120}
    written = b'{"row":{"merit":78120,"pseudonym":"p1"},"salt":"' + SALT.encode() + b'"}'
    leaf = sha256(b"\x00" + written).digest()
    assert sealed_leaf(salt=SALT, row=row) == leaf
    assert leaves_text([leaf, leaf]) == f"{leaf.hex()}\n{leaf.hex()}\n".encode()
    assert seal_root([leaf, leaf]) == sha256(b"\x01" + leaf + leaf).hexdigest()


@pytest.mark.parametrize(
    ("salt", "row", "message"),
    [
        (SALT[:-1], {"pseudonym": "p1"}, "64 lower hexadecimal digits"),
        (SALT.upper(), {"pseudonym": "p1"}, "64 lower hexadecimal digits"),
        (SALT, {"merit": 1}, "carries its pseudonym"),
    ],
)
def test_a_short_salt_or_a_row_of_nobody_is_refused(salt: str, row: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sealed_leaf(salt=salt, row=row)
