"""No link leads nowhere, and every page can be reached from the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, anchors, links, pages
from tests.house.sources import ROOT

PAGES = pages()


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    dead = [written for written, path, _anchor in links(document) if not path.exists()]
    assert dead == []
    lost = [written for written, path, anchor in links(document) if anchor and anchor not in anchors(path)]
    assert lost == []


def test_every_page_is_reached_from_the_index() -> None:
    reached: set[Path] = set()
    waiting = [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        waiting += [path / "README.md" if path.is_dir() else path for _written, path, _anchor in links(page)]
    assert (
        sorted(str(page.relative_to(ROOT)) for page in PAGES if page.is_relative_to(DOCS) and page not in reached) == []
    )


def test_every_picture_is_shown() -> None:
    shown = {path for page in PAGES for _written, path, _anchor in links(page)}
    assert [path.name for path in sorted((DOCS / "pictures").rglob("*.png")) if path not in shown] == []
