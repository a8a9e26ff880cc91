"""The page for users says what the code says."""

from __future__ import annotations

import re
from pathlib import Path

from ortoo.ledger.words import KINDS
from ortoo.multilingual.refusals import registry
from ortoo.site.handed_on import STATION_OF_KIND
from ortoo.training.rules.completion import Counts, Rule, Tried, complete
from tests.house.sources import own_modules

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "training.md").read_text("utf-8")
WORKED = re.compile(r"\| (\d) of (\d) parts \| ([\d., a-z]+) \| (yes|no) \| ([a-z]*)")


def test_the_worked_cases_are_answered_as_the_page_says() -> None:
    rule = Rule(800, 60_000, 2, Counts.BEST)
    found = WORKED.findall(PAGE)
    assert len(found) == 6
    for attended, parts, scores, completed, because in found:
        out = "judged out" in scores
        points = [int(score.replace(".", "")) for score in re.findall(r"\d+\.\d{3}", scores)]
        tried = [Tried(number, score, out) for number, score in enumerate(points, start=1)]
        decided = complete(rule, int(attended), int(parts), tried)
        assert (decided.completed, "".join(decided.lacks)) == (completed == "yes", because), (attended, scores)


def test_every_refusal_of_a_row_stands_on_the_page() -> None:
    of_rows = [code for code, words in registry().items() if code.startswith("training.") and "{row}" in words["en"]]
    assert [code for code in of_rows if f"`{code}`" not in PAGE] == []


def test_every_entry_of_the_station_stands_on_the_page_and_has_its_words() -> None:
    recorded = {
        kind
        for path in own_modules("src/ortoo/training")
        for kind in re.findall(r'"(programme\.[a-z-]+)"', path.read_text("utf-8"))
    }
    assert recorded <= KINDS.keys()
    assert [kind for kind in sorted(recorded) if f"`{kind}`" not in PAGE] == []
    assert {kind for kind, station in STATION_OF_KIND.items() if station == "training"} <= recorded
