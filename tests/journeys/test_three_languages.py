"""Every main page in three languages: its language is said to machines, its heading is in its own script."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House

SCRIPTS = {"mn": r"[А-Яа-яЁёӨөҮү]", "en": r"[A-Za-z]", "ko": r"[가-힣]"}
PAGES = {
    "": [
        "", "plan/", "people/", "people/organizations/", "people/organizations/MOF/", "ledger/check/",
        "access/sign-in/", "nowhere/",
    ],
    "Academy manager": [
        "people/officials/", "people/officials/accounts/", "jobs/", "jobs/imports/", "jobs/imports/officials/",
        "exams/", "exams/sittings/2022/", "record/", "record/formulas/", "record/formulas/adopt/", "selection/",
        "selection/2022/", "selection/2022/list/", "ledger/", "ledger/entries/1/", "access/", "access/accounts/",
        "access/accounts/open/", "access/propose/", "access/password/",
    ],
    "Exam officer": ["exams/open/", "exams/gradebook/", "exams/letters/", "exams/letters/define/"],
    "Selection officer": ["selection/open/", "selection/2023/rule/"],
    "An official who was chosen": ["exams/mine/", "selection/mine/"],
    "Auditor": ["ledger/export/"],
}  # fmt: skip
"""Who signs in by one click, and what they look at."""


@pytest.mark.parametrize("shows", list(PAGES))
def test_main_pages(demonstration: House, welcome: Welcome, shows: str) -> None:
    visitor = welcome(demonstration)
    if shows:
        visitor.go("access/sign-in/")
        visitor.press(shows)
    found = []
    for visitor.language, script in SCRIPTS.items():
        for path in PAGES[shows]:
            visitor.go(path)
            heading = visitor.heading()
            if visitor.page.locator("html").get_attribute("lang") != visitor.language:
                found.append(f"{visitor.language} {path}: lang")
            if not re.search(script, heading):
                found.append(f"{visitor.language} {path}: {heading}")
    assert found == []


def test_the_same_page_in_another_language(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration)
    visitor.go("people/organizations/?kind=ministry")
    for visitor.language, name in (("mn", "Монгол"), ("ko", "한국어"), ("en", "English")):
        visitor.follow(name)
        assert visitor.path == "people/organizations/?kind=ministry"
        assert visitor.page.locator("[aria-current=true]").inner_text() == name
