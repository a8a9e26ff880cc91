"""One person's sealed row as a salted leaf: it binds the row, and tells nothing about it without the salt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.tree import leaf_hash, root_of


def sealed_line(*, salt: str, row: Mapping[str, object]) -> bytes:
    """The bytes that are hashed, which are also a line of rows.jsonl: canonical JSON of {"row": row, "salt": salt}.

    `salt`: 64 lower hexadecimal digits. `row` carries its "pseudonym", else a leaf could be handed to somebody else.
    """
    if len(salt) != 64 or salt.strip("0123456789abcdef"):
        raise ValueError("a salt is 64 lower hexadecimal digits")
    if not isinstance(row.get("pseudonym"), str):
        raise ValueError("a sealed row carries its pseudonym")
    return canonical({"row": dict(row), "salt": salt})


def sealed_leaf(*, salt: str, row: Mapping[str, object]) -> bytes:
    """SHA-256(0x00 || sealed_line): 32 bytes."""
    return leaf_hash(sealed_line(salt=salt, row=row))


def erased_line(pseudonym: str) -> bytes:
    """The line of rows.jsonl in place of a row that was erased; an entry `data.erased` names the same subject."""
    return canonical({"erased": pseudonym})


def rows_text(lines: Iterable[bytes]) -> bytes:
    """The content of rows.jsonl: lines in pseudonym order, as many as there are leaves."""
    return b"".join(line + b"\n" for line in lines)


def leaves_text(leaves: Iterable[bytes]) -> bytes:
    """The content of a leaves blob: one leaf a line in hexadecimal, in pseudonym order."""
    return "".join(f"{leaf.hex()}\n" for leaf in leaves).encode("ascii")


def seal_root(leaves: Sequence[bytes]) -> str:
    """The root over salted leaves in pseudonym order, in hexadecimal."""
    return root_of(leaves).hex()
