"""The diagrams of states are drawn from the tables that the product goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ortoo.actions.rules import states as actions
from ortoo.lessons.rules import states as lessons
from ortoo.permission.rules import states as permission
from ortoo.relay import NEXT_STEPS
from ortoo.selection.rules.states import BY_CLOCK, NEXT
from ortoo.visits.rules import states as visits
from tests.house.sources import ROOT

PAGE = ROOT / "docs/reference/states.md"
TABLES: dict[str, Mapping[Any, Any]] = {
    "A call": permission.NEXT,
    "A visit": visits.NEXT,
    "A lesson": lessons.NEXT,
    "A commitment": {step: [end] for step, end in actions.NEXT.items()},
}
"""Heading -> (state, act) -> the states it leads to: one line a station, in relay order."""


def test_the_page_shows_the_tables() -> None:
    """After a change of a table: python -m tests.house.test_states"""
    assert PAGE.read_text("utf-8") == drawn()


def drawn() -> str:
    official = [f"    {begin} --> {end}" for begin, ends in NEXT_STEPS.items() for end in sorted(ends)]
    rounds = [f"    {begin} --> {end}: {act}" for (begin, act), ends in NEXT.items() for end in sorted(ends)]
    rounds += [f"    {begin} --> {end}: the window closes" for begin, ends in BY_CLOCK.items() for end in sorted(ends)]
    further = {
        heading: [f"    {begin} --> {end}: {act}" for (begin, act), ends in table.items() for end in sorted(ends)]
        for heading, table in TABLES.items()
    }
    days = [f"    {begin} --> {end}: the days come and go" for begin, end in visits.BY_CLOCK.items()]
    further["A visit"] += days
    return "\n".join(
        [
            "# States",
            "",
            "Drawn from the tables in `relay.py` and in the stations' `rules/states.py`; a test compares.",
            "",
            *diagram("One official in one round", official),
            *diagram("A round", rounds),
            *(line for heading, lines in further.items() for line in diagram(heading, lines)),
        ]
    )


def diagram(heading: str, lines: list[str]) -> list[str]:
    return [f"## {heading}", "", "```mermaid", "stateDiagram-v2", *lines, "```", ""]


if __name__ == "__main__":
    PAGE.write_text(drawn(), "utf-8")
