"""The line breaks while somebody fills in a form: nothing that was typed is lost, and nothing is done twice."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.test_sending_twice import AGAIN, fill_sitting, how_many
from tests.journeys.visitor import Visitor
from tests.journeys.watching import Watch

LOST = (
    "Nothing was sent: there is no line, or the house does not answer. What you typed stays here; "
    "send it again in a moment."
)
KEPT = "What you had typed was kept on this device and is here again."
GONE = "There is no line, or the house does not answer. Nothing has changed here; try again in a moment."
ON_DEVICE = "Object.keys(localStorage).filter((name) => name.startsWith('ortoo-kept:')).length"


def send(officer: Visitor) -> None:
    officer.page.get_by_role("button", name="Open the sitting").click()


def typed(officer: Visitor) -> str:
    return officer.labelled("Code").input_value()


def kept(officer: Visitor) -> int:
    """How many forms lie on the device."""
    count: int = officer.page.evaluate(ON_DEVICE)
    return count


def test_without_a_line_the_form_stays_and_is_sent_later(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "no-line")
    officer.lose_line()
    send(officer)
    officer.sees(LOST)
    assert typed(officer) == "no-line"
    officer.find_line()
    send(officer)
    officer.stands_at("Exam no-line")
    assert kept(officer) == 0
    assert how_many(officer, "no-line") == 1


def test_what_was_typed_is_there_after_a_reload(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "reloaded")
    officer.page.reload()
    officer.sees(KEPT)
    assert typed(officer) == "reloaded"
    officer.page.get_by_role("button", name="Discard it").click()
    assert (typed(officer), kept(officer)) == ("", 0)
    officer.page.reload()
    expect(officer.main).not_to_contain_text(KEPT)
    assert typed(officer) == ""


def test_an_answer_that_is_lost_does_nothing_twice(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "lost-answer")

    swallowed = []

    def swallow(route: Route) -> None:
        """The house gets the form; its answer never reaches the browser."""
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
            swallowed.append(route)
        else:
            route.continue_()

    officer.page.route("**/exams/open/**", swallow)
    send(officer)
    while not swallowed:
        officer.page.wait_for_timeout(50)
    officer.page.unroute("**/exams/open/**")
    officer.context.clear_cookies(name="sent")  # `fetch` took it from the answer that the browser never got
    officer.go("exams/open/")
    officer.sees(KEPT)
    assert typed(officer) == "lost-answer"
    officer.press("Open the sitting")
    officer.sees(AGAIN)
    officer.stands_at("Exam lost-answer")
    assert kept(officer) == 0
    assert how_many(officer, "lost-answer") == 1


def test_a_house_that_ends_the_session_loses_nothing(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "signed-in-again")
    officer.context.clear_cookies(name="sessionid")
    officer.press("Open the sitting")
    officer.stands_at("Sign in")
    officer.enter("exams", ask=False)
    officer.sees(KEPT)
    assert typed(officer) == "signed-in-again"


def test_signing_out_leaves_nothing_on_the_device(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "shared-device")
    assert kept(officer) == 1
    officer.sign_out()
    assert kept(officer) == 0


def test_passwords_are_never_kept(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    officer.go("access/password/")
    passwords = officer.main.locator("input[type=password]")
    for number in range(passwords.count()):
        passwords.nth(number).fill("not on the device")
    assert "not on the device" not in officer.page.evaluate("JSON.stringify(localStorage)")


def test_another_person_and_another_tab_find_a_form_of_their_own(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "first-tab")
    other = Visitor(officer.context, demonstration.address)
    other.go("exams/open/")
    assert typed(other) == ""
    officer.context.clear_cookies(name="sessionid")
    officer.enter("manager")
    officer.go("access/propose/")
    expect(officer.main).not_to_contain_text(KEPT)


def test_a_list_says_that_it_could_not_be_filtered(demonstration: House, welcome: Welcome, watch: Watch) -> None:
    manager = welcome(demonstration, "manager")
    manager.go("people/officials/")
    manager.lose_line()
    manager.filter("Sex", "Woman")
    manager.sees(GONE)
    manager.find_line()
    manager.filter("Sex", "Man")
    expect(manager.main).not_to_contain_text(GONE)
    said = [line.partition(",")[0] for line in watch.complaints]  # htmx says it to the console too
    assert said == ["console: htmx:afterRequest", "console: htmx:sendError"]
    watch.complaints.clear()


def test_without_scripts_back_shows_what_was_typed(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams", java_script_enabled=False)
    fill_sitting(officer, "plain-back")
    officer.lose_line()
    with officer.page.expect_event("requestfailed"):
        send(officer)
    officer.find_line()
    officer.page.go_back()
    assert typed(officer) == "plain-back"
