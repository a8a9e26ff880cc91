"""What stands in docs and comes from code says what the code says. After a change: make docs."""

from __future__ import annotations

import pytest

from tests.docs.build import DOCS, WHOLE_FOLDERS, generated

PAGES = generated()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_code_says(name: str) -> None:
    path = DOCS / name
    assert path.is_file(), "make docs"
    assert path.read_text("utf-8") == PAGES[name], "make docs"


def test_nothing_is_left_of_what_is_no_more() -> None:
    there = {str(path.relative_to(DOCS)) for folder in WHOLE_FOLDERS for path in (DOCS / folder).glob("*.md")}
    assert there - PAGES.keys() == set()
