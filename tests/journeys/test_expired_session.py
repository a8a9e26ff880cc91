"""The session is over while a form is open: nothing is done, and the way on is said."""

from __future__ import annotations

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.test_sending_twice import fill_sitting, how_many


def test_the_session_has_ended(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "expired")
    officer.context.clear_cookies(name="sessionid")
    officer.press("Open the sitting")
    officer.stands_at("Sign in")
    officer.enter("exams", ask=False)
    assert officer.path == "exams/open/"
    assert how_many(officer, "expired") == 0


def test_the_browser_has_forgotten_everything(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "forgotten")
    officer.context.clear_cookies()
    officer.press("Open the sitting")
    officer.stands_at("Nothing was sent")
    officer.follow("Open the page again")
    officer.stands_at("Sign in")
    officer.enter("exams", ask=False)
    assert officer.path == "exams/open/"
    assert how_many(officer, "forgotten") == 0


def test_a_list_that_is_filtered_after_the_session(demonstration: House, welcome: Welcome) -> None:
    """A partial update becomes the whole page of signing in."""
    manager = welcome(demonstration, "manager")
    manager.go("people/officials/")
    manager.context.clear_cookies()
    manager.filter("Sex", "Woman")
    manager.stands_at("Sign in")
    manager.enter("manager", ask=False)
    manager.stands_at("Officials")
