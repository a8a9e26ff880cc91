"""A rule adopted in two tabs: the later one before the seal counts; after the seal none is taken."""

from __future__ import annotations

from tests.journeys import rounds
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor

ROUND = "TABS"


def test_two_tabs_adopt_a_rule(demonstration: House, welcome: Welcome) -> None:
    first = welcome(demonstration, "selection")
    rounds.open_round(first, ROUND, "A round in two tabs")
    second, third = (Visitor(first.context, demonstration.address) for _ in range(2))
    for tab, seats in ((first, 10), (second, 12), (third, 14)):
        tab.page.bring_to_front()
        tab.go(f"selection/{ROUND}/rule/")
        rounds.fill_rule(tab, seats=seats)
        tab.press("Continue")
        tab.stands_at("Check your answers")
    for tab, version in ((first, 1), (second, 2)):
        tab.press("Continue")
        tab.sees("The rule is adopted and recorded in the ledger.", f"Version {version}, adopted on")
    rounds.seal(welcome(demonstration, "exams"), ROUND)
    third.press("Continue")
    third.sees(
        "The records of this round are sealed, and a rule is adopted before the seal. "
        "Open a new round for another rule."
    )
    first.go(f"selection/{ROUND}/")
    first.sees("Version 2, adopted on")
    assert first.facts()["Seats"] == "12"
