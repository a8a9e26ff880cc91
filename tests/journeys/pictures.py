"""`make pictures`: every main page of the demonstration, at three widths, in print and in three languages.

They go to var/pictures, with contact sheets in var/pictures/sheets. Also docs/pictures/start.png, the start page that
README shows. Says which pages are wider than their screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.contact_sheets import lay_sheets
from tests.journeys.founding import demonstrate
from tests.journeys.main_pages import MAIN_PAGES, OF_A_TRAVELLER, OF_AN_OFFICIAL
from tests.journeys.visitor import Visitor
from tests.serving import served_house

ROOT = Path(__file__).resolve().parents[2]
TO = ROOT / "var/pictures"
START = ROOT / "docs/pictures/start.png"
LARGEST = 200_000
"""Bytes of the picture in README."""
SCREENS = {"1280": (1280, 900), "390": (390, 844), "320": (320, 640), "print": (680, 960)}
"""Name of the folder -> width and height; print is the inside of a sheet A4 with its margins."""
LANGUAGES = ("mn", "en", "ko")
SIZE = int(os.environ.get("SIZE", "12000"))
"""Officials of the demonstration; README's picture is made from the full one only."""


@dataclass(frozen=True)
class View:
    """One picture: its name, and how a visitor comes to see it."""

    name: str
    come: Callable[[Visitor], None]


def main() -> int:
    TO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ortoo-pictures-") as folder, sync_playwright() as playwright:
        home = Path(folder)
        database_url = f"sqlite:///{home / 'ortoo.sqlite3'}"
        demonstrate(home, database_url, SIZE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        with served_house(home, database_url) as address:
            wide = [name for screen in SCREENS for name in take_all(browser, address, screen)]
            if SIZE == 12_000:
                take_start(browser, address)
        lay_sheets(browser, TO)
        browser.close()
    for name in wide:
        print(f"wider than its screen: {name}")
    return 1 if wide else 0


def take_all(browser: Browser, address: str, screen: str) -> list[str]:
    """Pictures of every view on one of SCREENS; the names of those that are wider than it."""
    wide = []
    width, height = SCREENS[screen]
    for username, views in VIEWS.items():
        context = browser.new_context(viewport={"width": width, "height": height})
        visitor = Visitor(context, address)
        if username.isdigit():  # one of the officials, by place among the ready sign-ins
            visitor.go("access/sign-in/")
            with visitor.page.expect_navigation():
                visitor.page.locator(".ready button").nth(int(username)).click()
        elif username:
            visitor.enter(username)
        for visitor.language in LANGUAGES:
            folder = TO / screen / visitor.language
            folder.mkdir(parents=True, exist_ok=True)
            for view in views:
                visitor.page.emulate_media(media="screen")
                view.come(visitor)
                visitor.page.emulate_media(media="print" if screen == "print" else "screen")
                visitor.page.screenshot(path=folder / f"{view.name}.png", full_page=True)
                if visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append(f"{screen} {visitor.language} {view.name}")
        context.close()
    return wide


def take_start(browser: Browser, address: str) -> None:
    """The start page as README shows it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visitor = Visitor(context, address)
    visitor.go()
    visitor.page.screenshot(path=START)
    context.close()
    size = START.stat().st_size
    assert size < LARGEST, f"{START} has {size} bytes; a picture in the project has less than {LARGEST}"


def view_of(path: str, prefix: str = "") -> View:
    name = prefix + (path.strip("/").replace("/", "-") or "start")
    return View(name, lambda visitor: visitor.go(path))


def errors(visitor: Visitor) -> None:
    """A form that was sent empty."""
    visitor.go("exams/open/")
    with visitor.page.expect_navigation():
        visitor.page.locator("main form button[type=submit]").click()


def answers(visitor: Visitor) -> None:
    """ "Check your answers" of a role that is proposed."""
    visitor.go("access/propose/")
    for name, value in {"user": "auditor", "role": "marker", "scope": "everything"}.items():
        visitor.page.locator(f"[name={name}]").select_option(value)
    visitor.page.locator("[name=valid_from]").fill("2026-01-01")
    with visitor.page.expect_navigation():
        visitor.page.locator("main form button[type=submit]").click()


def of_officials() -> Iterator[tuple[str, list[View]]]:
    for place, (prefix, more) in enumerate((("below-", []), ("chosen-", []), ("travelled-", OF_A_TRAVELLER))):
        yield str(place), [view_of(path, prefix) for path in (*OF_AN_OFFICIAL, *more)]


VIEWS = {
    **{username: [view_of(path) for path in paths] for username, paths in MAIN_PAGES.items()},
    **dict(of_officials()),
}
VIEWS["exams"].append(View("form-with-errors", errors))
VIEWS["manager"].append(View("check-your-answers", answers))

if __name__ == "__main__":
    sys.exit(main())
