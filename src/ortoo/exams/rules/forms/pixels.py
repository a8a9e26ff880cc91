"""How large a picture of points is, read off its first bytes: PNG, JPEG, GIF and WebP."""

from __future__ import annotations

from collections.abc import Callable

JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers behind which a JPEG says its size."""
JPEG_ALONE = frozenset([0x01, *range(0xD0, 0xDA)])
"""Markers without a length."""


def size_of(content: bytes, media_type: str) -> tuple[int, int] | None:
    """(width, height) in points, or None for what is no such picture."""
    reader = READERS.get(media_type)
    size = reader(content) if reader else None
    return size if size and min(size) > 0 else None


def _png(content: bytes) -> tuple[int, int] | None:
    return _pair(content, 16, 4, "big") if content[12:16] == b"IHDR" else None


def _gif(content: bytes) -> tuple[int, int] | None:
    return _pair(content, 6, 2, "little")


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """From one marker to the next until a frame begins; there height stands before width."""
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in JPEG_FRAMES:
            found = _pair(content, place + 5, 2, "big")
            return (found[1], found[0]) if found else None
        place += 2 if marker in JPEG_ALONE or marker == 0xFF else 2 + int.from_bytes(content[place + 2 : place + 4])
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    kind = content[12:16]
    if kind == b"VP8X" and len(content) >= 30:
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if kind == b"VP8L" and len(content) >= 25:
        packed = int.from_bytes(content[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    found = _pair(content, 26, 2, "little") if kind == b"VP8 " else None
    return (found[0] & 0x3FFF, found[1] & 0x3FFF) if found else None


def _pair(content: bytes, place: int, bytes_each: int, order: str) -> tuple[int, int] | None:
    if len(content) < place + 2 * bytes_each:
        return None
    first, second = content[place : place + bytes_each], content[place + bytes_each : place + 2 * bytes_each]
    if order == "big":
        return int.from_bytes(first, "big"), int.from_bytes(second, "big")
    return int.from_bytes(first, "little"), int.from_bytes(second, "little")


READERS: dict[str, Callable[[bytes], tuple[int, int] | None]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/webp": _webp,
}
