"""The pages of the documentation and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, own_files

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
DOCS = ROOT / "docs"


def pages() -> list[Path]:
    """README and its like, and every page below docs."""
    return [path for path in own_files() if path.suffix == ".md" and (path.parent == ROOT or path.is_relative_to(DOCS))]


def links(page: Path) -> Iterator[tuple[str, Path, str]]:
    """(as written, file, anchor) of each link inside the project; what stands in a block of code is no link."""
    for written in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if "://" in written or written.startswith("mailto:"):
            continue
        path, _, anchor = written.partition("#")
        yield written, (page.parent / path).resolve() if path else page, anchor


def anchors(page: Path) -> set[str]:
    """What a code host makes of the headings: small letters, hyphens for spaces, no other signs."""
    heads = re.findall(r"^#+ (.*)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}
