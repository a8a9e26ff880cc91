"""Notes on a phone without a line: kept through a reload, sent once when there is one, also after the session ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Welcome
from tests.journeys.founding import PASSWORD, House
from tests.journeys.visited import TRAVELLER
from tests.journeys.visitor import Visitor

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SEEN = "What you saw"
WAITING = "Object.keys(localStorage).filter((name) => name.includes('note-queue')).length"


@pytest.fixture
def traveller(visited: House, welcome: Welcome) -> Visitor:
    return welcome(visited, TRAVELLER, **PHONE)


def at_stop(traveller: Visitor, stop: str) -> None:
    traveller.go(f"visits/kr-2026/notes/{stop}/")


def says(traveller: Visitor, words: str) -> None:
    expect(traveller.page.get_by_text(words, exact=True).filter(visible=True)).to_be_visible()


def send(traveller: Visitor) -> None:
    traveller.page.get_by_role("button", name="Send the note").click()


def nothing_waits(traveller: Visitor) -> None:
    """The phone has handed in what it kept, or does so within ten seconds."""
    for _ in range(100):
        if not traveller.page.evaluate(
            "Object.keys(localStorage).filter((name) => name.includes('note-queue')).length"
        ):
            return
        traveller.page.wait_for_timeout(100)
    raise AssertionError("a note is still waiting on the phone")


def notes(traveller: Visitor, words: str) -> int:
    """How many notes with these words the house has."""
    traveller.go("visits/kr-2026/notes/")
    return traveller.main.get_by_text(words, exact=True).filter(visible=True).count()


def test_every_letter_stays_through_a_reload(traveller: Visitor) -> None:
    at_stop(traveller, "L1")
    traveller.fill({SEEN: "Half a sentence"})
    says(traveller, "Kept on this phone.")
    traveller.page.reload()
    expect(traveller.labelled(SEEN)).to_have_value("Half a sentence")
    says(traveller, "Your unsent text was kept on this phone and is here again.")
    assert notes(traveller, "Half a sentence") == 0


def test_without_a_line_it_waits_and_comes_once(traveller: Visitor) -> None:
    at_stop(traveller, "V2")
    traveller.fill({SEEN: "One window for all", "Why it works there (optional)": "One law"})
    traveller.lose_line()
    send(traveller)
    says(traveller, "Kept on this phone, and will be sent when there is a line.")
    traveller.find_line()
    traveller.page.wait_for_url("**/days/2026-06-09/")
    traveller.sees("Note written")
    assert notes(traveller, "One window for all") == 1
    traveller.page.reload()
    assert notes(traveller, "One window for all") == 1


def test_an_answer_that_is_lost_makes_no_second_note(traveller: Visitor) -> None:
    at_stop(traveller, "V3")
    traveller.fill({SEEN: "Sent twice, kept once"})

    def swallow(route: Route) -> None:
        """The house gets the note; its answer never reaches the phone."""
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()

    traveller.page.route("**/notes/V3/**", swallow)
    send(traveller)
    says(traveller, "Kept on this phone, and will be sent when there is a line.")
    traveller.page.unroute("**/notes/V3/**")
    traveller.go("visits/kr-2026/days/2026-06-09/")
    nothing_waits(traveller)
    assert notes(traveller, "Sent twice, kept once") == 1


def test_a_session_that_has_ended_loses_nothing(traveller: Visitor) -> None:
    at_stop(traveller, "W1")
    traveller.fill({SEEN: "Written before the session ended"})
    traveller.lose_line()
    send(traveller)
    says(traveller, "Kept on this phone, and will be sent when there is a line.")
    traveller.context.clear_cookies(name="sessionid")
    traveller.find_line()
    says(traveller, "Kept on this phone. You are signed out: sign in again, and it will be sent.")
    traveller.sign_in(TRAVELLER, PASSWORD)
    traveller.go("visits/kr-2026/days/2026-06-08/")
    nothing_waits(traveller)
    assert notes(traveller, "Written before the session ended") == 1


def test_a_plain_form_will_do(visited: House, welcome: Welcome) -> None:
    traveller = welcome(visited, TRAVELLER, java_script_enabled=False, **PHONE)
    at_stop(traveller, "L1")
    traveller.fill({SEEN: "Without a script"})
    traveller.press("Send the note")
    traveller.sees("The note is kept.")
    assert notes(traveller, "Without a script") == 1
