"""A paper as a machine reads it: its text, and the words of its pictures."""

from __future__ import annotations

import io
from typing import Any

from django.test import Client
from pypdf import PdfReader


def read(client: Client, address: str) -> PdfReader:
    response: Any = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(response.content))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def words_of_pictures(reader: PdfReader) -> list[str]:
    """Every alternative text, in the order of reading."""
    root: Any = reader.trailer["/Root"]
    return _words(root["/StructTreeRoot"])


def _words(element: Any) -> list[str]:
    element = element.get_object()
    if isinstance(element, list):
        return [found for child in element for found in _words(child)]
    if not hasattr(element, "get"):
        return []
    own = [str(element["/Alt"])] if "/Alt" in element else []
    return [*own, *(_words(element["/K"]) if "/K" in element else [])]
