"""The seed of the lot: nobody can choose it, everybody can compute it."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.lot import seed_of

ROOT = "00" * 31 + "ff"


def test_a_worked_case() -> None:
    """`printf` of the root's 32 bytes and the value, through sha256sum."""
    assert seed_of(ROOT, "17 4 21") == "322a09e31125dd2dfe23f07c09e35aa338d0c32eb88cf0b468ec5901a870006f"


@given(root=st.binary(min_size=32, max_size=32), value=st.text())
def test_it_is_the_hash_of_root_and_value(root: bytes, value: str) -> None:
    assert seed_of(root.hex(), value) == hashlib.sha256(b"".join((root, value.encode()))).hexdigest()


@given(value=st.text())
def test_one_changed_letter_gives_another_seed(value: str) -> None:
    assert seed_of(ROOT, value) != seed_of(ROOT, f"{value} ")
