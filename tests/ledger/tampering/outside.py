"""Whoever has an export and no key: bytes, files, signatures, receipts."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.notes import Signer
from ortoo.ledger.rules.verifier.archive import pack
from tests.ledger.story import Story
from tests.ledger.tampering.houses import ROUND, House, told
from tests.ledger.tampering.kinds import ARCHIVE, KEPT, PATHS, ROOT, ROWS, SIGNATURE, Forged, Kind

ENTRIES, SEALED, TABLE = "entries.jsonl", f"sealed/{ROUND}/rows.jsonl", f"sealed/{ROUND}/candidates.csv"
WITNESS = Signer("witness.example", bytes([9] * 32))
FORGER = Signer("ortoo/test", bytes([1] * 32))


def flipped(data: bytes, at: int, chance: Random) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def within(data: bytes, before: bytes, chance: Random) -> int:
    """A place of one letter behind one of the `before` in `data`."""
    places = [at for at in range(len(data)) if data.startswith(before, at)]
    return chance.choice(places) + len(before)


def bit_flipped(house: House, chance: Random) -> Forged:
    data = told(house).packed()
    return Forged(flipped(data, chance.randrange(len(data)), chance), ARCHIVE)


def bytes_cut_out(house: House, chance: Random) -> Forged:
    data = told(house).packed()
    at = chance.randrange(len(data))
    return Forged(data[:at] + data[at + chance.randrange(1, 400) :], ARCHIVE)


def bytes_put_in(house: House, chance: Random) -> Forged:
    data = told(house).packed()
    at = chance.randrange(len(data))
    return Forged(data[:at] + chance.randbytes(chance.randrange(1, 400)) + data[at:], ARCHIVE)


def in_file(name: str, change: Callable[[bytes, Random], bytes], told_by: str) -> Kind:
    """A file of the archive is changed, and the archive packed again so that it is whole."""

    def forge(house: House, chance: Random) -> Forged:
        files = told(house).files()
        changed = change(files[name], chance)
        assert changed != files[name]
        return Forged(pack(files | {name: changed}), told_by)

    return forge


def edited(data: bytes, chance: Random) -> bytes:
    """One letter is another; lines stay lines."""
    at = chance.choice([at for at, letter in enumerate(data) if letter != ord("\n")])
    other = chance.choice([letter for letter in b"0123456789abcdef" if letter != data[at]])
    return data[:at] + bytes([other]) + data[at + 1 :]


def lines_changed(change: Callable[[list[bytes], Random], None]) -> Callable[[bytes, Random], bytes]:
    def edit(data: bytes, chance: Random) -> bytes:
        lines = data.split(b"\n")[:-1]
        change(lines, chance)
        return b"".join(line + b"\n" for line in lines)

    return edit


def drop(lines: list[bytes], chance: Random) -> None:
    lines.pop(chance.randrange(len(lines)))


def put_in(lines: list[bytes], chance: Random) -> None:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))


def swap(lines: list[bytes], chance: Random) -> None:
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


def salt_edited(data: bytes, chance: Random) -> bytes:
    at = within(data, b'"salt":"', chance) + chance.randrange(64)
    return data[:at] + (b"0" if data[at : at + 1] != b"0" else b"1") + data[at + 1 :]


def row_edited(data: bytes, chance: Random) -> bytes:
    at = within(data, b'"merit":"', chance)
    return data[:at] + (b"8" if data[at : at + 1] != b"8" else b"7") + data[at + 1 :]


def blob_edited(house: House, chance: Random) -> Forged:
    files = told(house).files()
    name = chance.choice(sorted(name for name in files if name.startswith("blobs/")))
    return Forged(pack(files | {name: edited(files[name], chance)}), ARCHIVE)


def size_edited(data: bytes, chance: Random) -> bytes:
    origin, size, rest = data.split(b"\n", 2)
    return b"\n".join([origin, str(int(size) + chance.choice([-2, -1, 1, 2])).encode(), rest])


def root_edited(data: bytes, chance: Random) -> bytes:
    origin, size, root, rest = data.split(b"\n", 3)
    at = chance.randrange(40)
    return b"\n".join([origin, size, root[:at] + (b"A" if root[at : at + 1] != b"A" else b"B") + root[at + 1 :], rest])


def signature_edited(data: bytes, chance: Random) -> bytes:
    at = data.rindex(b" ") + 7 + chance.randrange(70)
    return data[:at] + (b"A" if data[at : at + 1] != b"A" else b"B") + data[at + 1 :]


def cosignature_moved(house: House, chance: Random) -> Forged:
    """The line of a cosigner under an earlier checkpoint, put under this one."""
    story = told(house)
    files, earlier = story.files(), chance.randrange(1, len(story.said))
    line = WITNESS.cosign(story.checkpoint(earlier).decode(), chance.randrange(2**31)).splitlines(keepends=True)[-1]
    files["checkpoint"] += line.encode()
    files["keys.txt"] += f"{WITNESS.cosigner_key}\n".encode()
    return Forged(pack(files), SIGNATURE)


def key_swapped(house: House, chance: Random) -> Forged:
    """Another key under the academy's name signs all: whole in itself, and not by whom it was signed before."""
    story = told(house)
    kept = story.checkpoint(chance.randrange(1, len(story.said)))
    story.signer = FORGER
    return Forged(story.packed(), KEPT, against=kept)


def of_receipt(change: Callable[[dict[str, Any], Random], object]) -> Kind:
    def forge(house: House, chance: Random) -> Forged:
        story = told(house)
        said = json.loads(story.receipt(holder(house, story, chance)))
        change(said, chance)
        return Forged(canonical(said), PATHS, alone=True)

    return forge


def holder(house: House, story: Story, chance: Random) -> str:
    """Somebody whose row was not erased."""
    return chance.choice([name for name in house.people if name not in house.erased])


def path_edited(said: dict[str, Any], chance: Random) -> None:
    at = chance.randrange(len(said["path"]))
    said["path"][at] = said["path"][at][::-1] if chance.random() < 0.5 else chance.randbytes(32).hex()


def receipt_row_edited(said: dict[str, Any], chance: Random) -> None:
    said["row"] = edited(said["row"].encode(), chance).decode()


def receipt_figures_edited(said: dict[str, Any], chance: Random) -> None:
    said["list"]["entry"] = edited(said["list"]["entry"].encode(), chance).decode()


KINDS: dict[str, Kind] = {
    "a bit flipped": bit_flipped,
    "bytes cut out": bytes_cut_out,
    "bytes put in": bytes_put_in,
    "an entry edited": in_file(ENTRIES, edited, ROOT),
    "an entry dropped": in_file(ENTRIES, lines_changed(drop), ROOT),
    "two entries swapped": in_file(ENTRIES, lines_changed(swap), ROOT),
    "an entry put in": in_file(ENTRIES, lines_changed(put_in), ROOT),
    "a blob edited": blob_edited,
    "a salt edited": in_file(SEALED, salt_edited, ROWS),
    "a sealed row edited": in_file(SEALED, row_edited, ROWS),
    "the size of a checkpoint": in_file("checkpoint", size_edited, SIGNATURE),
    "the root of a checkpoint": in_file("checkpoint", root_edited, SIGNATURE),
    "a signature": in_file("checkpoint", signature_edited, SIGNATURE),
    "a cosignature of another checkpoint": cosignature_moved,
    "another key of the same name": key_swapped,
    "the path of a receipt": of_receipt(path_edited),
    "the row of a receipt": of_receipt(receipt_row_edited),
    "figures in a receipt": of_receipt(receipt_figures_edited),
}
