"""Opening a zip file that a stranger sent: what it unpacks to is counted while it unpacks, never believed.

A zip bomb may lie about its sizes, so each member is unpacked here, in pieces, before any other reader sees the file.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal

PIECE = 1 << 20
MOST_MEMBERS = 5_000
MOST_UNPACKED = 512 << 20
"""Bytes of all members together. A sheet of 225,000 rows and 15 columns takes about 150 MiB."""

FREE_OF_RATIO = 32 << 20
MOST_RATIO = 200
"""A member above 32 MiB may not be more than 200 times its packed size. Real sheets reach about 40."""


@dataclass(frozen=True)
class Archive:
    """A zip file whose directory could be read."""

    filename: str
    content: bytes
    members: dict[str, zipfile.ZipInfo]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of a member in pieces of at most a mebibyte, refusing a bomb before it has gone off."""
        member = self.members[name]
        packed = memoryview(self.content)[self._start(member) :][: member.compress_size]
        if len(packed) < member.compress_size:
            raise self._damaged()
        if member.compress_type == zipfile.ZIP_STORED:
            for start in range(0, len(packed), PIECE):
                yield bytes(packed[start : start + PIECE])
        else:
            yield from self._inflated(packed)

    def read(self, name: str, most: int = 16 << 20) -> bytes:
        """A small member as a whole."""
        pieces = bytearray()
        for piece in self.pieces(name):
            pieces += piece
            if len(pieces) > most:
                raise self._bomb()
        return bytes(pieces)

    def _inflated(self, packed: memoryview) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        count = 0
        try:
            for start in range(0, len(packed), PIECE):
                rest: bytes | memoryview = packed[start : start + PIECE]
                while rest:
                    piece = unpacker.decompress(rest, PIECE)
                    rest = unpacker.unconsumed_tail
                    count += len(piece)
                    if (count > FREE_OF_RATIO and count > MOST_RATIO * len(packed)) or count > MOST_UNPACKED:
                        raise self._bomb()
                    if piece:
                        yield piece
            if not unpacker.eof:
                raise self._damaged()
        except zlib.error as error:
            raise self._damaged() from error

    def _start(self, member: zipfile.ZipInfo) -> int:
        """Where the packed bytes begin: behind the member's own header, whose name may differ from the directory's."""
        header = self.content[member.header_offset : member.header_offset + 30]
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise self._damaged()
        return (
            member.header_offset
            + 30
            + int.from_bytes(header[26:28], "little")
            + int.from_bytes(header[28:30], "little")
        )

    def _damaged(self) -> Refusal:
        return Refusal("spreadsheets.damaged", file=self.filename)

    def _bomb(self) -> Refusal:
        return Refusal("spreadsheets.unpacks_too_large", file=self.filename, limit=MOST_UNPACKED >> 20)


def open_archive(content: bytes, filename: str) -> Archive:
    """The directory of a zip file, with what it declares checked; `Archive.pieces` checks what is really in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refusal("spreadsheets.damaged", file=filename) from error
    opened = Archive(filename, content, {member.filename: member for member in members})
    if any(member.flag_bits & 1 for member in members):
        raise Refusal("spreadsheets.encrypted", file=filename)
    if len(opened.members) != len(members) or any(
        member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members
    ):
        raise Refusal("spreadsheets.damaged", file=filename)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refusal("spreadsheets.unpacks_too_large", file=filename, limit=MOST_UNPACKED >> 20)
    return opened
