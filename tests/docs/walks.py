"""A tutorial as a walk: what its page tells to do stands beside it in comments, and is done by a browser.

<!-- walk
enter manager              a ready sign-in; "enter official 0": the first of the officials
start                      the start page
open access/               a page by its address
station Visits             a station in the head of the page
follow Open a visit        a link; "…" at the end: whatever follows
press Check the file       a button that leads on
choose Permit              the first radio button or box of that name
fill Code = KR-2027        a field by its label
sees 10 are proposed       stands on the page
picture manager-waits      of what is shown; "at What waits for you": from that heading on
-->
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator

from tests.docs.pages import DOCS
from tests.journeys.visitor import Visitor

WALK = re.compile(r"^<!-- walk\n(.*?)^-->$", re.MULTILINE | re.DOTALL)
TUTORIALS = sorted(path for path in (DOCS / "tutorial").glob("*.md") if path.name != "README.md")


@dataclass(frozen=True)
class Step:
    act: str
    what: str


def steps_of(page: Path) -> list[Step]:
    lines = [line.strip() for block in WALK.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [Step(line.partition(" ")[0], line.partition(" ")[2]) for line in lines if line]


def pictures_of(page: Path) -> list[str]:
    return [step.what.partition(" at ")[0] for step in steps_of(page) if step.act == "picture"]


def labels_of(page: Path) -> list[str]:
    """What the walk presses or follows: the page says so in bold."""
    named = [step for step in steps_of(page) if step.act in ("follow", "press", "choose", "fill", "station")]
    return [step.what.partition(" = ")[0].rstrip("…").strip() for step in named]


def walk(visitor: Visitor, page: Path, take: Callable[[Visitor, str, str], None]) -> None:
    """`take(visitor, name, heading)` is called where a picture belongs; what cannot be done fails as a browser says."""
    for step in steps_of(page):
        if step.act == "picture":
            name, _, heading = step.what.partition(" at ")
            take(visitor, name, heading)
        else:
            ACTS[step.act](visitor, step.what)


def enter(visitor: Visitor, who: str) -> None:
    visitor.context.clear_cookies()
    visitor.go("access/sign-in/")
    official, _, place = who.partition(" ")
    if official != "official":
        visitor.enter(who)
        return
    with visitor.page.expect_navigation(wait_until="domcontentloaded"):
        visitor.page.locator(".ready button").nth(int(place)).click()


def station(visitor: Visitor, name: str) -> None:
    """In the head of a page, or on the rope of the start page."""
    with visitor.page.expect_navigation(wait_until="domcontentloaded"):
        visitor.page.get_by_role("link", name=name, exact=True).first.click()


def follow(visitor: Visitor, label: str) -> None:
    with visitor.page.expect_navigation(wait_until="domcontentloaded"):
        named(visitor, "link", label).click()


def press(visitor: Visitor, label: str) -> None:
    with visitor.page.expect_navigation(wait_until="domcontentloaded"):
        named(visitor, "button", label).click()


def fill(visitor: Visitor, what: str) -> None:
    label, _, answer = what.partition(" = ")
    visitor.fill({label: answer})


def named(visitor: Visitor, kind: str, label: str) -> Locator:
    """The first link or button of that name in what the page shows."""
    name: str | re.Pattern[str] = re.compile(f"^{re.escape(label.rstrip('…'))}") if label.endswith("…") else label
    return visitor.main.get_by_role(kind, name=name, exact=True).first  # type: ignore[arg-type]


ACTS: dict[str, Callable[[Visitor, str], None]] = {
    "enter": enter,
    "start": lambda visitor, _: visitor.go(),
    "open": lambda visitor, path: visitor.go(path),
    "station": station,
    "follow": follow,
    "press": press,
    "choose": lambda visitor, label: visitor.main.get_by_label(label, exact=True).first.check(),
    "fill": fill,
    "sees": lambda visitor, text: visitor.sees(text),
}
