"""What the how-to pages call a button or a heading is called so on the pages; the index lists every decision."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
ACTOR = re.compile(r"(a|another|each|the) ", re.IGNORECASE)
"""Who does it is bold too, at the beginning of a step or after "and"."""


def labels(page: Path) -> list[str]:
    bold = [" ".join(found.split()) for found in re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8"), re.DOTALL)]
    return [label for label in bold if not ACTOR.match(label) or label in KEPT]


KEPT = {"A mark is wrong or missing"}


@pytest.fixture(scope="module")
def said() -> str:
    files = [path for path in (ROOT / "src" / "ortoo").rglob("*") if path.suffix in (".py", ".html")]
    return "\n".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_label_stands_on_a_page(page: Path, said: str) -> None:
    assert [label for label in labels(page) if f'"{label}"' not in said and f"%}}{label}{{%" not in said] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / link).is_file(), link


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    there = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name for path in there if f"(decisions/{path.name})" not in index] == []
