"""Pages at 200 %, with text alone at 200 %, and with wider spacing: nothing beside the screen, nothing cut off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, ViewportSize, expect

from tests.accessibility.conftest import Reader
from tests.accessibility.examining import CUT_OFF, SPACED, TOO_WIDE, told
from tests.accessibility.sample import DESKTOP, LANGUAGES, SAMPLE, Shown, in_place, open_page
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor

HALF = ViewportSize(width=640, height=450)
"""What a screen of 1280 by 900 shows at 200 %."""
TWICE_THE_TEXT = {"webkit": {"webprefs": {"default_font_size": 32}}}
"""Text alone at 200 %, as a reader sets it: the browser's own preference, which media queries hear of too."""
PUBLIC = [shown for shown in SAMPLE if not shown.username and not shown.then]


@pytest.fixture
def seen(demonstration: House, officials: list[str]) -> list[Shown]:
    return [
        in_place(shown, demonstration.address, officials)
        for shown in SAMPLE
        if not shown.then and ":" not in shown.path
    ]


def test_twice_as_large_and_widely_spaced(seen: list[Shown], reader: Reader) -> None:
    found = []
    for shown in seen:
        visitor = reader(shown.username)
        visitor.language = LANGUAGES[seen.index(shown) % len(LANGUAGES)]
        visitor.page.set_viewport_size(HALF)
        open_page(visitor, shown)
        wrong = [*told(visitor.page, TOO_WIDE), *told(visitor.page, CUT_OFF)]
        visitor.page.set_viewport_size(DESKTOP)
        visitor.page.evaluate(SPACED)
        wrong += told(visitor.page, CUT_OFF)
        found += [f"{visitor.language} {shown.path}: {one}" for one in wrong]
    assert found == []


@pytest.fixture
def large_print(browser_type: BrowserType, demonstration: House, tmp_path: Path) -> Iterator[Visitor]:
    """Somebody who has set their browser to letters of 32 pixels."""
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps(TWICE_THE_TEXT))
    with browser_type.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=CHROMIUM_FLAGS, viewport=DESKTOP
    ) as context:
        yield Visitor(context, demonstration.address)


def test_text_alone_twice_as_large(large_print: Visitor) -> None:
    found = []
    for shown in PUBLIC:
        large_print.go(shown.path)
        assert large_print.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        wrong = [*told(large_print.page, TOO_WIDE), *told(large_print.page, CUT_OFF)]
        found += [f"{shown.path}: {one}" for one in wrong]
    assert found == []


def test_nothing_moves_where_a_reader_asks_for_stillness(demonstration: House, browser: Browser) -> None:
    moving = """() => [...document.querySelectorAll("*")].flatMap((node) => [null, "::before", "::after"].map((part) =>
      getComputedStyle(node, part))).filter((style) => style.animationName !== "none"
      || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)).length"""
    with browser.new_context(reduced_motion="reduce") as context:
        visitor = Visitor(context, demonstration.address)
        for shown in PUBLIC:
            visitor.go(shown.path)
            assert visitor.page.evaluate(moving) == 0, shown.path


STATES = """() => Object.fromEntries(["done", "half", "waits", "late"].map((state) => {
  const tag = document.createElement("span");
  tag.className = `tag tag--${state}`;
  tag.textContent = state;
  document.querySelector("main").append(tag);
  const shape = getComputedStyle(tag, "::before"), ink = getComputedStyle(tag).color;
  const filled = shape.backgroundImage !== "none" ? "half" : shape.backgroundColor === ink ? "full" : "empty";
  return [state, `${filled} ${parseFloat(shape.borderRadius) ? "round" : "square"}`];
}))"""


@pytest.mark.parametrize("colours", ["none", "active"])
def test_a_state_keeps_its_shape_in_a_readers_own_colours(demonstration: House, browser: Browser, colours: str) -> None:
    with browser.new_context(forced_colors=colours) as context:  # type: ignore[arg-type]
        visitor = Visitor(context, demonstration.address)
        visitor.go("plan/")
        assert visitor.page.evaluate(STATES) == {
            "done": "full round", "half": "half round", "waits": "empty round", "late": "full square",
        }  # fmt: skip


def test_paper_keeps_what_is_said_and_leaves_what_is_pressed(demonstration: House, browser: Browser) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context, demonstration.address)
        visitor.page.emulate_media(media="print")
        visitor.go("actions/M-2023-1/")
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        expect(visitor.page.get_by_text("Example data").filter(visible=True)).to_have_count(1)
        for control in (".stations", ".util__languages", ".foot"):
            expect(visitor.page.locator(control)).to_be_hidden()
