"""The pictures of the tutorials, taken while their walks are done on a demonstration: small, cropped, few colours."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.docs.pages import DOCS
from tests.docs.walks import TUTORIALS, pictures_of, walk
from tests.journeys.built_once import demonstration_in
from tests.journeys.visitor import Visitor
from tests.serving import served_house

TO = DOCS / "pictures/tutorial"
WIDTH, TALLEST, MARGIN = 1000, 640, 16
"""Of a picture, in pixels."""
COLOURS = 48


def take() -> None:
    """All pictures anew, in the order of the tutorials."""
    TO.mkdir(parents=True, exist_ok=True)
    with demonstration() as (browser, address):
        for page in TUTORIALS:
            with visiting(browser, address) as visitor:
                walk(visitor, page, keep)
    taken = {name for page in TUTORIALS for name in pictures_of(page)}
    for left in TO.glob("*.png"):
        if left.stem not in taken:
            left.unlink()


@contextmanager
def demonstration() -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of a demonstration that nobody has used."""
    with tempfile.TemporaryDirectory(prefix="ortoo-docs-") as folder, sync_playwright() as playwright:
        home = Path(folder)
        database = f"sqlite:///{home / 'ortoo.sqlite3'}"
        demonstration_in(home, database)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        with served_house(home, database) as address:
            yield browser, address
        browser.close()


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": WIDTH, "height": 900}, reduced_motion="reduce")
    try:
        yield Visitor(context, address)
    finally:
        context.close()


def keep(visitor: Visitor, name: str, heading: str) -> None:
    """The page from its top, as wide as the window; where a heading is named, the section that it begins."""
    if heading:
        found = visitor.main.locator("section").filter(
            has=visitor.page.get_by_role("heading", name=heading, exact=True)
        )
        subject, width = found.first, None
    else:
        subject, width = visitor.main, float(WIDTH)
    box = subject.bounding_box()
    assert box is not None
    left = 0.0 if width else max(box["x"] - MARGIN, 0)
    top = max(box["y"] + float(visitor.page.evaluate("scrollY")) - (MARGIN if heading else 0), 0)
    clip = {
        "x": left, "y": top, "width": width or box["width"] + 2 * MARGIN,
        "height": min(TALLEST, box["height"] + 2 * MARGIN),
    }  # fmt: skip
    shot = visitor.page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(TO / f"{name}.png", optimize=True)
