"""The fixed sample: a page of every kind, by who looks at it."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import ViewportSize

from tests.crawling import crawl
from tests.journeys.main_pages import THIS_YEAR
from tests.journeys.visitor import Visitor

DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
LANGUAGES = ("mn", "en", "ko")


class Shown(NamedTuple):
    """`path` below the language, or the name of a view whose first page is looked for; `then`: what is done there."""

    username: str
    path: str
    then: str = ""


OFFICIAL, TRAVELLER = "official", "traveller"
"""Stand for user names that are personnel numbers."""

SAMPLE = (
    Shown("", ""),
    Shown("", "access/sign-in/"),
    Shown("", "access/sign-in/", "errors"),
    Shown("", "nowhere/"),
    Shown("", "plan/"),
    Shown("", "people/organizations/?q=zzzz"),  # nothing found
    Shown("", "journey/"),
    Shown("", "results/5.wgi-ge/"),
    Shown("", "journey/indicators/5.wgi-ge/"),
    Shown("", "actions/"),
    Shown("", "actions/M-2023-1/"),
    Shown("", "ledger/check/"),
    Shown("manager", ""),
    Shown("manager", "people/officials/"),
    Shown("manager", "jobs/imports/officials/"),
    Shown("manager", "jobs/imports/officials/", "errors"),
    Shown("manager", "access/propose/"),
    Shown("manager", "selection/2022/"),
    Shown("manager", "selection/2022/list/"),
    Shown("manager", "permission/2022/dossiers/"),
    Shown("manager", "training/report/"),
    Shown("manager", "visits/KR-2022/agenda/"),
    Shown("manager", "visits/KR-2022/papers/"),
    Shown("manager", "messages/log/"),
    Shown("exams", "exams/sittings/2022/"),
    Shown("exams", "exams:item"),
    Shown("exams", "exams/items/write/", "errors"),
    Shown("exams", "exams:exam-forms"),
    Shown("exams", f"exams/sittings/{THIS_YEAR}/forms/plan/"),
    Shown("exams", "permission/"),  # not for this role
    Shown("selection", "selection/open/", "errors"),
    Shown("selection", "permission/2022/proposal/"),
    Shown("office", "permission:decision"),
    Shown("office", "permission/2022/order/"),
    Shown("panel", "permission:sheet"),
    Shown("planner-city", "actions/mine/"),
    Shown("planner-city", "actions/propose/"),
    Shown("auditor", "ledger/"),
    Shown("auditor", "ledger/entries/1/"),
    Shown(OFFICIAL, "selection:place"),
    Shown(OFFICIAL, "selection:file", "errors"),
    Shown(OFFICIAL, "record/mine/"),
    Shown(TRAVELLER, "visits/KR-2022/days/2022-12-14/"),
    Shown(TRAVELLER, "visits/KR-2022/notes/W2/"),
    Shown(TRAVELLER, "lessons/write/KR-2022/"),
)


def in_place(shown: Shown, address: str, officials: list[str]) -> Shown:
    """With a user name and a path of the house at `address`."""
    username = {OFFICIAL: officials[0], TRAVELLER: officials[2]}.get(shown.username, shown.username)
    if ":" not in shown.path:
        return shown._replace(username=username)
    found = next((page.path for page in crawl(address, [username], each=1) if page.view == shown.path), None)
    assert found is not None, f"{username} finds no {shown.path}"
    return shown._replace(username=username, path=found)


def open_page(visitor: Visitor, shown: Shown) -> None:
    visitor.go(shown.path)
    if shown.then == "errors":
        send_nothing(visitor)


def send_nothing(visitor: Visitor) -> None:
    """The form with no answer, and without its token, so that nothing can come of it."""
    with visitor.page.expect_navigation():
        visitor.page.evaluate(
            "() => { const once = document.querySelector('[name=once]'); const form = once.form; once.remove();"
            " for (const field of form.querySelectorAll('input:not([type=hidden]), textarea')) field.disabled = true;"
            " form.submit(); }"
        )
