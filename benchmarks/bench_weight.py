"""What a visit weighs, and how long it takes on a poor line: in Chromium, with the line that its tools imitate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.demonstration import demonstration
from benchmarks.measure import Figure
from benchmarks.serving import house
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.wire import visit

POOR_LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 ms before an answer begins, and 400 kbit a second (bytes a second here)."""
LANGUAGES = ("mn", "en", "ko")
OFFICIAL = ""
"""Whoever stands first among those who are ready to sign in: an official with a statement."""
PAGES = {
    "start page": (None, ""),
    "sign-in": (None, "access/sign-in/"),
    "list of officials": ("manager", "people/officials/"),
    "day of a visit": ("manager", "visits/KR-2022/days/2022-12-14/"),
    "own statement": (OFFICIAL, "selection/mine/"),
    "a form": ("exams", "exams/open/"),
}
"""What is looked at -> who looks (None: nobody signed in), and its address below the language."""
WEIGHED = ("start page", "sign-in", "list of officials")
USABLE = """() => new Promise((tell) => new PerformanceObserver((list) => {
  const [painted] = list.getEntriesByName("first-contentful-paint");
  const [page] = performance.getEntriesByType("navigation");
  if (painted) tell(Math.max(painted.startTime, page.domContentLoadedEventEnd) / 1000);
}).observe({ type: "paint", buffered: true }))"""


def bench_weight(scratch: Path) -> Iterator[Figure]:
    """A first visit, as Chromium counts it on the wire, and until it is usable at 400 kbit/s and 400 ms"""
    with house(demonstration(scratch.parent).home) as address, chromium() as browser:
        signed_in: dict[str | None, list[Any]] = {None: []}
        for name, (who, path) in PAGES.items():
            cookies = signed_in.setdefault(who, []) or (cookies_of(browser, address, who) if who is not None else [])
            signed_in[who] = cookies
            if name in WEIGHED:
                yield from weighed(name, come(browser, cookies), f"{address}/mn/{path}")
            spent = [usable(come(browser, cookies), f"{address}/{language}/{path}") for language in LANGUAGES]
            yield Figure(f"{name}: usable, slowest of three languages", max(spent), "s", 4.0)


def weighed(name: str, context: BrowserContext, address: str) -> Iterator[Figure]:
    page = context.new_page()
    first, again = visit(page, address), visit(page, address)
    context.close()
    yield Figure(f"{name}: first visit", first.bytes / 1000, "kB", 60)
    yield Figure(f"{name}: requests", len(first.came), "", 6)
    yield Figure(f"{name}: second visit", again.bytes / 1000, "kB", 15)


def usable(context: BrowserContext, address: str) -> float:
    """Seconds until the page is painted, and its scripts have run so that every control answers."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", POOR_LINE)
    page.goto(address, wait_until="load")
    spent: float = page.evaluate(USABLE)
    context.close()
    return spent


def come(browser: Browser, cookies: list[Any]) -> BrowserContext:
    """Somebody with an empty cache."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies(cookies)
    return context


def cookies_of(browser: Browser, address: str, who: str) -> list[Any]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/en/access/sign-in/")
    page.locator(f"form[action*='/enter/{who}'] button").first.click()
    page.wait_for_load_state("networkidle")
    cookies = list(context.cookies())
    context.close()
    return cookies


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
