"""Every main page in three languages on a phone: its language is said to machines, its heading is in its own script,
nothing stands beside the screen."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.main_pages import (
    MAIN_PAGES,
    NOWHERE,
    OF_A_TRAVELLER,
    OF_AN_OFFICIAL,
    WITHOUT_A_MONGOLIAN_NAME,
)
from tests.journeys.visitor import Visitor

PHONE = {"width": 390, "height": 844}
SCRIPTS = {"mn": r"[А-Яа-яЁёӨөҮү]", "en": r"[A-Za-z]", "ko": r"[가-힣]"}


@pytest.mark.parametrize("username", list(MAIN_PAGES))
def test_main_pages(demonstration: House, welcome: Welcome, username: str) -> None:
    assert strangers(welcome(demonstration, username, viewport=PHONE), MAIN_PAGES[username]) == []


def test_pages_of_an_official(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration, viewport=PHONE)
    visitor.go("access/sign-in/")
    visitor.press("An official who was chosen")
    # The heading of one's own record begins with one's name.
    assert strangers(visitor, [path for path in OF_AN_OFFICIAL if path != "record/mine/"]) == []


def test_pages_of_a_traveller(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration, viewport=PHONE)
    visitor.go("access/sign-in/")
    visitor.press("An official who travelled")
    assert strangers(visitor, OF_A_TRAVELLER) == []


def strangers(visitor: Visitor, paths: list[str]) -> list[str]:
    """Pages that say a language which is not theirs, whose heading is in another script, or that are too wide."""
    found = []
    for visitor.language, script in SCRIPTS.items():
        for path in paths:
            visitor.go(path)
            if (visitor.status == 404) != (path == NOWHERE) or visitor.status not in (200, 404):
                found.append(f"{visitor.language} {path}: {visitor.status}")
            heading = visitor.heading()
            if visitor.page.locator("html").get_attribute("lang") != visitor.language:
                found.append(f"{visitor.language} {path}: lang")
            if not re.search(script, heading) and not (visitor.language == "mn" and path in WITHOUT_A_MONGOLIAN_NAME):
                found.append(f"{visitor.language} {path}: {heading}")
            if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{visitor.language} {path}: wider than its screen")
    return found


def test_the_same_page_in_another_language(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration)
    visitor.go("people/organizations/?kind=ministry")
    for visitor.language, name in (("mn", "Монгол"), ("ko", "한국어"), ("en", "English")):
        visitor.follow(name)
        assert visitor.path == "people/organizations/?kind=ministry"
        assert visitor.page.locator("[aria-current=true]").inner_text() == name
