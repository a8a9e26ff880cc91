"""By the keyboard alone: signing in, and answering what another body asks for."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House


def focused(page: Page) -> str:
    """What the keyboard stands on: a link's or button's words, a field's name."""
    words: str = page.evaluate("(document.activeElement.name || document.activeElement.innerText || '').trim()")
    return words


def walk_to(page: Page, wanted: str, most: int = 60) -> None:
    """By the Tab key, as long as it takes."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            return
    raise AssertionError(f"{wanted} is not reached by the Tab key")


def test_sign_in_by_keyboard(founded: House, welcome: Welcome) -> None:
    visitor = welcome(founded)
    visitor.go()
    page = visitor.page
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    walk_to(page, "Sign in")
    page.keyboard.press("Enter")
    visitor.stands_at("Sign in")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "username"
    page.keyboard.type("manager")
    page.keyboard.press("Enter")
    visitor.sees("This could not be done yet")
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "password"
    page.keyboard.type(founded.passwords["manager"])
    page.keyboard.press("Enter")
    visitor.sees("What waits for you")
    assert visitor.path == ""


def test_a_planner_answers_a_commitment_by_keyboard(demonstration: House, welcome: Welcome) -> None:
    planner = welcome(demonstration, "planner-digital")
    page = planner.page
    for wanted in ("Answer a commitment", "Accept"):
        walk_to(page, wanted)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    planner.stands_at("Accept the commitment")
    walk_to(page, "Accept")
    page.keyboard.press("Enter")
    planner.sees("The commitment is accepted.")
    planner.go()
    assert planner.main.get_by_text("Answer a commitment").count() == 0
