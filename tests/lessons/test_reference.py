"""The page for users says what the code says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ortoo.ledger.words import KINDS
from ortoo.lessons.rules.gates import AtHome, Condition, Degree, Draft, Kind, gaps
from tests.house.sources import own_modules
from tests.lessons.rules.test_gates import WHOLE

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "lessons.md").read_text("utf-8")
WORKED = re.search(r"\| the draft \| missing \|\n\|[-|]+\|\n((?:\|.*\|\n)+)", PAGE)
LINE = Condition(Kind.DATA, {"en": "Trips"}, AtHome.ABSENT)
DRAFTS: dict[str, Draft] = {
    "nothing changed": WHOLE,
    "no problem": replace(WHOLE, problem={}),
    "evidence of blanks only": replace(WHOLE, evidence={"en": "  "}),
    "degree negative": replace(WHOLE, degree=Degree.NEGATIVE),
    "degree negative, no evidence": replace(WHOLE, degree=Degree.NEGATIVE, evidence={}),
    "a precondition that can be built, without a plan": replace(
        WHOLE, conditions=(replace(LINE, standing=AtHome.BUILDABLE),)
    ),
    "a precondition that is absent, without a plan": replace(WHOLE, conditions=(LINE,)),
}


def test_the_worked_cases_are_answered_as_the_page_says() -> None:
    assert WORKED
    said = dict(re.findall(r"\| (.+?) \| (.+?) \|", WORKED[1]))
    assert said == {
        draft: ", ".join(f"{gap.part} of line {gap.line}" if gap.line else gap.part for gap in gaps(of)) or "nothing"
        for draft, of in DRAFTS.items()
    }


def test_every_degree_stands_on_the_page() -> None:
    assert [one for one in Degree if f"| {one} |" not in PAGE] == []


def test_every_entry_of_the_station_stands_on_the_page_and_has_its_words() -> None:
    recorded = {
        kind
        for path in own_modules("src/ortoo/lessons")
        for kind in re.findall(r'kind="(lesson\.[a-z-]+)"', path.read_text("utf-8"))
    }
    assert recorded == {"lesson.written", "lesson.decided"}
    assert [kind for kind in recorded if f"`{kind}`" not in PAGE or kind not in KINDS] == []
