"""The letters of a file: its bytes as text, where that can be said for sure.

A file says its encoding by a byte order mark or an XML declaration. One that does not is UTF-8 if it is valid UTF-8
(bytes of old code pages hardly ever are), UTF-16 if every other byte of its beginning is 0, and else of windows-1252 or
windows-1251, which differ in what their high bytes are: letters among Latin ones in the first, whole words in the
second. Where a file speaks for neither or for both, a person has to say.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal

BEGINNING = 400
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
ALIKE = bytes(
    code
    for code in range(0x80, 0x100)
    if bytes([code]).decode("cp1252", "replace") == bytes([code]).decode("cp1251", "replace")
)
"""Bytes that are the same in both code pages, as quotation marks are: they speak for neither."""
HIGH = frozenset({0x00, 0x04, *range(0xAC, 0xD8)})
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Lettered:
    """The text with line feeds alone, its encoding, and the stray control characters left out: (line, "U+000B")."""

    text: str
    encoding: str
    controls: tuple[tuple[int, str], ...]


def lettered(content: bytes, file: str, encoding: str = "") -> Lettered:
    """`encoding`: what a person says of the file. Refuses one that is unknown, or not that of the file, or unsure."""
    name = encoding or encoding_of(content, file)
    try:
        text = content.decode(lookup(name).name)
    except LookupError as error:
        raise Refusal("bank.encoding_unknown", file=file, encoding=name) from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refusal("bank.encoding_wrong", file=file, encoding=name, line=line) from error
    return cleaned(text.removeprefix("\ufeff"), name)


def cleaned(text: str, encoding: str) -> Lettered:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [(line, one) for line, words in enumerate(text.split("\n"), start=1) for one in CONTROLS.findall(words)]
    return Lettered(CONTROLS.sub("", text), encoding, tuple((line, f"U+{ord(one):04X}") for line, one in found))


def encoding_of(content: bytes, file: str) -> str:
    """What the bytes themselves say for sure. Refuses a file that may be of either code page."""
    if content.startswith(BOM_UTF8):
        return "utf-8"
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if wide := _utf_16(content):
        return wide
    if declared := DECLARED.match(content):
        return declared.group(1).decode("ascii")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(content, file)
    return "utf-8"


def _utf_16(content: bytes) -> str:
    """Without a mark: some letters are of ASCII, and nearly all high bytes are those of Latin, Cyrillic or Hangul."""
    for name, high in (("utf-16-le", content[1:BEGINNING:2]), ("utf-16-be", content[0:BEGINNING:2])):
        usual = sum(byte in HIGH for byte in high)
        if len(content) % 2 == 0 and high.count(0) and usual * 10 >= len(high) * 9:
            return name
    return ""


def _code_page(content: bytes, file: str) -> str:
    words = [word for word in WORD.findall(content) if word.translate(None, ALIKE).strip(LATIN)]
    mixed = [word for word in words if any(byte in LATIN for byte in word)]
    whole = [word for word in words if len(word) >= 3 and not any(byte in LATIN for byte in word)]
    if words and not whole and mixed:
        return "windows-1252"
    if whole and not mixed:
        return "windows-1251"
    if not words:
        return "windows-1252"
    first = content.index(words[0])
    raise Refusal("bank.encoding_unsure", file=file, line=content[:first].count(b"\n") + 1)


LATIN = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
