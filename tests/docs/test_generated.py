"""What stands in docs and comes from code says what the code says. After a change: make docs."""

from __future__ import annotations

import pytest

from tests.docs.build import DOCS, WHOLE_FOLDERS, generated
from tests.ledger.story import PEOPLE, honest

PAGES = generated()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_the_code_says(name: str) -> None:
    path = DOCS / name
    assert path.is_file(), "make docs"
    assert path.read_text("utf-8") == PAGES[name], "make docs"


def test_nothing_is_left_of_what_is_no_more() -> None:
    there = {str(path.relative_to(DOCS)) for folder in WHOLE_FOLDERS for path in (DOCS / folder).glob("*.md")}
    assert there - PAGES.keys() == set()


def test_the_ledger_among_the_examples_is_the_small_one_of_the_tests() -> None:
    assert (DOCS / "examples/ledger.ortoolog").read_bytes() == honest().packed()
    assert (DOCS / "examples/receipt-2026.json").read_bytes() == honest().receipt(PEOPLE[4])


@pytest.mark.parametrize(
    ("reference", "source", "example"),
    [
        ("select", "rule.toml", "rule.toml"),
        ("select", "candidates.csv", "candidates.csv"),
        ("agenda", "problem.json", "problem.json"),
        ("delays", "plan.json", "plan.json"),
        ("indicator", "wgi-ge.json", "indicator.json"),
    ],
)
def test_the_other_examples_are_those_of_the_reference(reference: str, source: str, example: str) -> None:
    shown = (DOCS / f"reference/{reference}.md").read_text("utf-8")
    assert f"cat > {source} <<'END'\n{(DOCS / 'examples' / example).read_text('utf-8')}END\n" in shown
