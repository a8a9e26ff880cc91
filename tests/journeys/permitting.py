"""The Prime Minister's office decides on everybody proposed; the Cabinet Secretariat closes the delegation."""

from __future__ import annotations

import re

from tests.journeys.signing import confirm_oneself
from tests.journeys.visitor import Visitor


def open_decision(office: Visitor, code: str) -> None:
    """From the start page; nobody is preselected."""
    office.go()
    office.follow(re.compile("^Decide on the proposed for "), to=f"permission/{code}/decision/")
    assert office.main.get_by_role("radio", checked=True).count() == 0


def say(office: Visitor, name: str, outcome: str, reason: str) -> None:
    """Of one person, by the name on the page."""
    person = office.main.locator("li").filter(has=office.page.get_by_role("group", name=name))
    person.get_by_label(outcome, exact=True).check()
    person.get_by_role("textbox").fill(reason)


def permit_all(office: Visitor) -> None:
    office.press("Permit all as proposed")
    office.stands_at("Check the decision")


def permit_the_rest(office: Visitor) -> None:
    office.press("Permit the rest")
    office.stands_at("Check the decision")


def decide(office: Visitor, number: str, *, twice: bool = False) -> None:
    """On the page that checks the answers; `twice`: by a double click."""
    office.fill({"Number of the order": number})
    confirm_oneself(office)
    if twice:
        office.press_twice("Decide")
    else:
        office.press("Decide")


def close(secretary: Visitor) -> None:
    secretary.go()
    secretary.follow("Close the delegation")
    secretary.follow("Close the delegation")
    secretary.press("Close the delegation")
    secretary.sees("The delegation is closed and handed on.")
