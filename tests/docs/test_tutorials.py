"""Tutorials: what they say is called so on the pages, their pictures are those of their walks, and the walks work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.docs.pages import DOCS, links
from tests.docs.pictures import TO, demonstration, visiting
from tests.docs.walks import TUTORIALS, labels_of, pictures_of, walk
from tests.house.sources import PACKAGE
from tests.journeys.visitor import Visitor

LARGEST, TOGETHER = 60_000, 2_500_000
"""Bytes of one picture, and of all."""


def bold(page: Path) -> set[str]:
    return {" ".join(found.split()) for found in re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8"), re.DOTALL)}


@pytest.fixture(scope="module")
def said() -> str:
    files = [
        path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".html") and "demonstration" not in path.parts
    ]
    return "\n".join(path.read_text("utf-8") for path in files)


def stands(label: str, said: str) -> bool:
    """As a string of a page, whole or with a value behind it."""
    return any(form in said for form in (f'"{label}"', f'"{label} ', f"%}}{label}{{%"))


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda tutorial: tutorial.stem)
def test_what_is_bold_stands_on_a_page(tutorial: Path, said: str) -> None:
    assert sorted(label for label in bold(tutorial) if not stands(label, said)) == []


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda tutorial: tutorial.stem)
def test_what_the_walk_does_is_told(tutorial: Path, said: str) -> None:
    """Links that only the demonstration has, such as a round, need not be bold."""
    told = bold(tutorial)
    assert [label for label in labels_of(tutorial) if stands(label, said) and label not in told] == []


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda tutorial: tutorial.stem)
def test_the_pictures_are_those_of_the_walk(tutorial: Path) -> None:
    shown = [path.stem for _written, path, _anchor in links(tutorial) if path.suffix == ".png"]
    assert sorted(shown) == sorted(pictures_of(tutorial))


def test_pictures_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (DOCS / "pictures").rglob("*.png")}
    assert {name: size for name, size in sizes.items() if size > LARGEST and name != "start.png"} == {}
    assert sum(sizes.values()) < TOGETHER
    taken = {name for page in TUTORIALS for name in pictures_of(page)}
    assert {path.stem for path in TO.glob("*.png")} == taken, "make docs"


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[Browser, str]]:
    with demonstration() as found:
        yield found


@pytest.mark.parametrize("tutorial", [one for one in TUTORIALS if labels_of(one)], ids=lambda tutorial: tutorial.stem)
def test_the_walk_works(tutorial: Path, house: tuple[Browser, str]) -> None:
    def look(visitor: Visitor, _name: str, heading: str) -> None:
        assert visitor.status < 400
        if heading:
            visitor.sees(heading)

    with visiting(*house) as visitor:
        walk(visitor, tutorial, look)
