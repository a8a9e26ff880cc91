"""The page for users says when what was used is asked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from ortoo.ledger.words import KINDS
from ortoo.visits.rules.follow_up import Window, window

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "after-a-visit.md").read_text("utf-8")
ROW = re.compile(r"\| (\S+) \| (\d+) months \| (\S+) \| (\S+) \|")


def test_the_windows_are_those_of_the_page() -> None:
    found = ROW.findall(PAGE)
    assert len(found) == 6
    for ends, months, opens, closes in found:
        expected = Window(date.fromisoformat(opens), date.fromisoformat(closes))
        assert window(date.fromisoformat(ends), int(months)) == expected


def test_the_entries_of_the_page_have_their_words() -> None:
    assert [kind for kind in re.findall(r"`(visit\.[a-z-]+)`", PAGE) if kind not in KINDS] == []
