"""What an auditor reads is what the walls are tried against."""

from __future__ import annotations

from tests.walls.write import PAGE, page


def test_the_page_is_as_it_is_written_from_the_matrix() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m tests.walls.write`"
