"""The pages as HTML: each is written, and what it links to is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs import html_pages
from tests.docs.pages import DOCS, pages

LINK = re.compile(r'(?:href|src)="([^"#]+)(?:#[^"]*)?"')


def test_every_page_is_written_and_no_link_is_dead(tmp_path: Path) -> None:
    to = tmp_path / "docs"
    assert html_pages.write(to) == len([page for page in pages() if page.is_relative_to(DOCS)])
    written = sorted(to.rglob("*.html"))
    dead = [
        f"{path.relative_to(to)}: {link}"
        for path in written
        for link in LINK.findall(path.read_text("utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    ]
    assert dead == []
    assert [path.name for path in written if "&lt;!--" in path.read_text("utf-8")] == [], "comments are for the tests"
