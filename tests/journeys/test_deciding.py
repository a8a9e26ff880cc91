"""The Prime Minister's office decides on ten: in few clicks, in two tabs, by the keyboard alone, without scripts."""

from __future__ import annotations

import re

from tests.journeys import permitting
from tests.journeys.conftest import Welcome
from tests.journeys.founding import PASSWORD, House
from tests.journeys.proposed import NAMES
from tests.journeys.signing import confirm_oneself
from tests.journeys.test_keyboard import focused, walk_to
from tests.journeys.visitor import Visitor

MOST_CLICKS = 5
"""From the page after signing in to the order."""


def test_all_as_proposed_in_five_clicks_while_another_tab_decides(proposed: House, welcome: Welcome) -> None:
    office = welcome(proposed, "office")
    other = office.another_tab()
    for tab, number in ((other, "120"), (office, "119")):
        tab.clicks = 0
        permitting.open_decision(tab, "CLICKS")
        tab.stands_at(re.compile("^10 are proposed"))
        permitting.permit_all(tab)
        tab.sees("Permitted: 10", "10 people will be permitted to travel. Nothing has been decided yet.")
        tab.fill({"Number of the order": number})
        confirm_oneself(tab)
    permitting.decide(office, "119")
    assert office.clicks <= MOST_CLICKS
    office.stands_at("10 are permitted to travel by order 119")
    other.press("Decide")
    other.stands_at("Nothing to decide now")
    other.sees("This proposal was decided already by order 119 of", "A new decision needs its own reason")
    office.go("permission/CLICKS/order/")
    office.stands_at("10 are permitted to travel by order 119")
    assert names(office) == list(NAMES)


def test_by_the_keyboard_alone(proposed: House, welcome: Welcome) -> None:
    """Nine are permitted and the last is refused."""
    office = welcome(proposed, "office")
    office.go("permission/KEYS/decision/")
    page = office.page
    radios = page.get_by_role("radio").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    assert len(radios) == len(NAMES)
    for name in radios:
        walk_to(page, name)
        page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert focused(page) == radios[-1].replace("d", "r")
    page.keyboard.type("Needed at home.")
    walk_to(page, "Check the decision")
    page.keyboard.press("Enter")
    office.stands_at("Check the decision")
    office.sees("Permitted: 9", "Refused: 1", "Reason: Needed at home.")
    walk_to(page, "number")
    page.keyboard.type("121")
    walk_to(page, "password")
    page.keyboard.type(PASSWORD)
    walk_to(page, "code")
    page.keyboard.type(office.code())
    page.keyboard.press("Enter")
    office.stands_at("9 are permitted to travel by order 121")


def test_without_scripts(proposed: House, welcome: Welcome) -> None:
    """A no without a reason is asked for it; what was said stays."""
    office = welcome(proposed, "office", java_script_enabled=False)
    permitting.open_decision(office, "PLAIN")
    permitting.say(office, "G.Tsetseg", "Replace", "")
    office.press("Permit the rest")
    office.sees("Give the reason for G.Tsetseg: whoever is not permitted is told why.")
    permitting.say(office, "G.Tsetseg", "Replace", "Needed at home.")
    office.press("Check the decision")
    office.stands_at("Check the decision")
    office.sees("Permitted: 10", "Replaced: 1", "Followed by ")
    permitting.decide(office, "122")
    office.stands_at("10 are permitted to travel by order 122")


def names(office: Visitor) -> list[str]:
    """Of everybody in the order."""
    return [name.strip() for name in office.main.locator(".doss__name").all_inner_texts()]
