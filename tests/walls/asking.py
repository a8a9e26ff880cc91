"""Asking for an address, and reading what came back: as text, whatever kind of file it is."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponseBase
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.visiting import content
from tests.walls.house import CYRILLIC, DIGITS

NAMED = re.compile(rf"Qox([{DIGITS}]{{6}})|Щощ([{CYRILLIC}]{{6}})|\bA(\d{{6}})\b", re.IGNORECASE)
SIGN_IN = "/en/access/sign-in/"


@dataclass(frozen=True)
class Answer:
    """`asked` is the address; `status` of the answer itself, no redirect is followed."""

    asked: str
    response: HttpResponseBase

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def led_to(self) -> str:
        return str(self.response.get("Location", ""))

    @property
    def leads_to_sign_in(self) -> bool:
        return self.status == 302 and self.led_to.startswith(SIGN_IN)

    @cached_property
    def text(self) -> str:
        return text_of(content(self.response))

    @property
    def named(self) -> frozenset[str]:
        """Personnel numbers of all officials who are named, in whatever script."""
        return frozenset(_number(*found) for found in NAMED.findall(self.text))


def text_of(raw: bytes) -> str:
    """What a person can read out of a page, a table, a paper or an archive."""
    if raw.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    if raw.startswith(b"PK"):
        return _of_archive(raw)
    return html.unescape(raw.decode("utf-8-sig", "replace"))


def _of_archive(raw: bytes) -> str:
    """A workbook, or a file of the ledger."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return "\n".join(text_of(archive.read(name)) for name in archive.namelist())
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return "\n".join("\t".join(map(str, row)) for row in rows)


def _number(latin: str, cyrillic: str, plain: str) -> str:
    digits = plain or "".join(
        str((DIGITS if latin else CYRILLIC).index(letter)) for letter in (latin or cyrillic).lower()
    )
    return f"A{digits}"


def asked(client: Client, address: str, method: str = "GET", **data: object) -> Answer:
    return Answer(address, getattr(client, method.lower())(address, **data))
