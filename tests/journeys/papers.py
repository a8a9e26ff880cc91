"""Papers that were downloaded: whether they are PDFs, and what they say."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader


def words(paper: Path) -> str:
    """What stands on all pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
