"""A visit from the delegation to the last day: home and hosts, each at a browser of their own."""

from __future__ import annotations

import re
from datetime import date

from tests.journeys.permitted import VISIT
from tests.journeys.visitor import Visitor

LETTER = "We ask you to receive twelve officials who study digital government."


def at(page: str = "") -> str:
    return f"visits/{VISIT}/{page}"


def open_visit(manager: Visitor) -> None:
    manager.go("visits/")
    manager.follow("Open a visit")
    manager.fill({"Code": VISIT, "Time zone of the host": "Asia/Seoul"})
    manager.press("Open the visit")
    manager.sees("The visit is open. Next, its hosts are named.")


def name_hosts(manager: Visitor, *bodies: str) -> None:
    """The first one leads."""
    for body in bodies:
        manager.go(at("add-host/"))
        manager.labelled("Institute").select_option(value=body)
        manager.press("Name the host")
        manager.sees("The host is named.")


def tie(manager: Visitor, topic: str, objective: str, indicator: str) -> None:
    manager.go(at(f"topics/{topic}/tie/"))
    for value in (objective, indicator):
        manager.main.locator(f"input[value='{value}']").check()
    manager.press("Save")
    manager.sees("The topic is tied to the plan.")


def wish(planner: Visitor, topic: str, words: str) -> None:
    planner.go(at(f"topics/{topic}/wish/"))
    planner.fill({"In English": words})
    planner.press("Save")
    planner.sees("It is kept, and stands in the next request.")


def send(secretariat: Visitor) -> None:
    """By the Cabinet Secretariat; who checks the answers first sees what is asked."""
    secretariat.go(at("send/"))
    secretariat.fill({"How many people will travel": "11", "Letter to the hosts": LETTER})
    secretariat.press("Continue")
    secretariat.sees("11", LETTER)
    secretariat.press("Continue")
    secretariat.sees("The request is sent; the accounts of every host are told.")


def offer(host: Visitor, body: str, code: str, name: str, *, kind: str, minutes: int, venue: str) -> None:
    host.go(at(f"hosts/{body}/offer/"))
    host.fill({"Code": code, "Name in English": name, "Kind": kind, "How long it takes, in minutes": str(minutes)})
    host.labelled("Topic").select_option(label="Digital government")
    host.labelled("Venue").select_option(value=venue)
    host.press("Offer it")
    host.sees("The stop is on offer.")


def accept(host: Visitor, body: str) -> None:
    host.go(at(f"hosts/{body}/answer/"))
    host.choose("Yes, and our stops are complete")
    host.press("Send the answer")
    host.sees("Your answer is sent.")


def make_pack(manager: Visitor, due: date, *, before: str) -> None:
    """One part to read, before the site visit `before` (a name with its code)."""
    manager.go(at("pre-study/make/"))
    for words, label in (("Smart city", "Name"), ("The law on one number", "What is read,")):
        for language in ("Mongolian", "English", "Korean"):
            manager.fill({f"{label} in {language}": words})
    manager.fill({"Code": "P1", "To be finished by": due.isoformat(), "About how many minutes it takes": "30"})
    manager.labelled("Its address").fill("https://example.org/law")
    manager.choose(before)
    manager.press("Make the pack")


def solve(manager: Visitor) -> None:
    manager.go(at("agenda/solve/"))
    manager.press("Begin the search")
    manager.wait_for_work()


def agree(visitor: Visitor) -> None:
    visitor.go(at("agenda/"))
    visitor.follow("Agree")
    visitor.press("Agree")


def name_the_delegation(manager: Visitor, escort: str) -> None:
    manager.go(at("travellers/"))
    manager.follow("Name the delegation")
    manager.press("Name the delegation")
    manager.go(at("travellers/"))
    manager.follow("Name one traveller")
    manager.fill({"Personnel number": escort})
    manager.choose("Escort")
    manager.press("Name the traveller")


def consent(traveller: Visitor, host: str, until: date) -> None:
    traveller.go(at("travellers/"))
    traveller.follow(re.compile(rf"^Consent ?: {re.escape(host)}$"))
    traveller.choose("Name, post and body")
    traveller.fill({"Until": until.isoformat()})
    traveller.press("Consent")


def study(traveller: Visitor) -> None:
    traveller.go(at("pre-study/P1/1/"))
    traveller.press("I have finished this part")


def attend(traveller: Visitor, stop: str) -> None:
    traveller.go(at(f"attendance/{stop}/"))
    traveller.press("I am here")


def note(traveller: Visitor, stop: str, words: dict[str, str]) -> None:
    traveller.go(at(f"notes/{stop}/"))
    traveller.fill(words)
    traveller.page.get_by_role("button", name="Send the note").click()
    traveller.page.wait_for_url("**/days/**")
    traveller.sees("Note written")
