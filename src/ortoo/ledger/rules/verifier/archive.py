"""The archive: a zip without compression, whose bytes follow from the names and contents of its files."""

from __future__ import annotations

import binascii
import re
import struct

from ortoo.ledger.rules.verifier.findings import Malformed

ORDER = tuple(
    re.compile(name, re.ASCII)
    for name in (
        r"checkpoint",
        r"checkpoints/\d{4,}",
        r"entries\.jsonl",
        r"blobs/sha256-[0-9a-f]{64}",
        r"keys\.txt",
        r"receipts/[\w.-]+\.tlog-proof",
        r"sealed/[\w.-]+/(candidates\.csv|rows\.jsonl)",
    )
)


def place_of(name: str) -> tuple[int, str]:
    """The order of files in an export. Malformed for a name that has no place in it."""
    for number, pattern in enumerate(ORDER):
        if pattern.fullmatch(name):
            return number, name
    raise Malformed(f"{name!r} has no place in an export")


def pack(files: dict[str, bytes]) -> bytes:
    """The one archive that holds `files`: stored, in order, without dates; equal files give equal bytes."""
    body, directory = bytearray(), bytearray()
    for name in sorted(files, key=place_of):
        content, written = files[name], name.encode("ascii")
        facts = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, binascii.crc32(content), *[len(content)] * 2, len(written), 0)
        directory += struct.pack("<4sH", b"PK\1\2", 0x314) + facts
        directory += struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, len(body)) + written
        body += b"PK\3\4" + facts + written + content
    counts = [len(files)] * 2
    return bytes(body + directory) + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *counts, len(directory), len(body), 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive made by `pack`; Malformed for any other, so nothing can be hidden in one."""
    files: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == b"PK\3\4" and len(data) >= at + 30:
        crc, packed, size, letters = struct.unpack_from("<3LH", data, at + 14)
        start = at + 30 + letters
        name = data[at + 30 : start].decode("ascii", "replace")
        place_of(name)
        content = data[start : start + size]
        if packed != size or len(content) != size or binascii.crc32(content) != crc or name in files:
            raise Malformed(f"{name}: cut off, compressed, there twice, or not what its checksum says")
        files[name] = content
        at = start + size
    if not files:
        raise Malformed("not an .ortoolog file: it does not begin as a stored zip")
    if pack(files) != data:
        raise Malformed("the archive was packed again or altered: order, dates or bytes between its files differ")
    if missing := {"checkpoint", "entries.jsonl", "keys.txt"} - files.keys():
        raise Malformed(f"the file {min(missing)} is missing")
    return files
