"""Seven whole tasks of seven roles, each by the keyboard alone and again without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from tests.accessibility.keyboard import ByKeyboard
from tests.journeys import appealing, importing, permitting
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor


class Ways(NamedTuple):
    """What differs between the two ways, as the house can be told a thing once only."""

    keyboard: str
    plain: str


def appeal(official: Visitor, name: str) -> None:
    official.go()
    official.follow("See your place, and appeal where something is wrong")
    official.follow("Appeal")
    appealing.file_about_procedure(official, f"The draw was not public. {name}")
    official.sees("The draw was not public.")


def open_round(officer: Visitor, code: str) -> None:
    officer.go("selection/")
    officer.follow("Open a round")
    officer.press("Open the round")
    officer.sees("This could not be done yet")
    names = {f"Name in {language}": f"Round {code}" for language in ("Mongolian", "English", "Korean")}
    formula = officer.labelled("Formula of the record").locator("option").nth(1).inner_text()
    officer.fill({"Code": code, **names, "Formula of the record": formula})
    officer.press("Open the round")
    officer.sees("The round is open. Next, a rule is adopted.")


def offer_stop(host: Visitor, body: str) -> None:
    host.go(f"visits/{visit_to_come(host)}/hosts/{body}/offer/")
    host.fill(
        {"Code": f"N{body[0]}", "Name in English": "A night market", "Kind": "Free time", "Venue": "Seoul Station †"}
    )
    host.press("Offer it")
    host.sees("The stop is on offer.")


def report(planner: Visitor, measure: str) -> None:
    planner.go(f"actions/{measure}/report/")
    ended = date.today() - timedelta(days=1)
    words = {f"What was done, in {language}": "A trial began." for language in ("Mongolian", "English", "Korean")}
    planner.fill(
        {"Last day of the period": ended.isoformat(), "Done, in percent": "40", **words, "Evidence": "Letter 5"}
    )
    planner.press("Hand in the report")
    planner.sees("A trial began.")


def write_note(traveller: Visitor, stop: str) -> None:
    traveller.go(f"visits/KR-2022/notes/{stop}/")
    traveller.fill(
        {"What you saw": f"One counter, at {stop}.", "What it could mean at home": "Three papers become one."}
    )
    traveller.press("Send the note")
    traveller.sees("Note written")
    traveller.go("visits/KR-2022/notes/")
    traveller.sees(f"One counter, at {stop}.")


def bring_file(manager: Visitor, code: str) -> None:
    row = f"code,name_mn,name_en,name_ko,kind\n{code},Туршилт,Trial,시험,aimag\n"
    importing.check_file(manager, "Regions", f"{code}.csv", row.encode())
    manager.sees("The file is in order. Nothing has been written yet.")
    manager.press("Import one row")
    manager.wait_for_work()
    manager.sees("The file is imported. The ledger has an entry for it.")


def decide(office: Visitor, number: str) -> None:
    """As far as the page that checks the answers; a decision is made once, so only who has a number goes on."""
    office.go()
    office.follow(re.compile("^Decide on the proposed for "))
    permitting.permit_all(office)
    office.sees("Nothing has been decided yet.")
    if number:
        office.fill({"Number of the order": number})
        office.press("Decide")
        office.stands_at(re.compile(f"permitted to travel by order {number}"))


def visit_to_come(host: Visitor) -> str:
    """Its code: the demonstration has one visit behind it and one ahead."""
    host.go("visits/")
    links = host.main.locator("a[href*='/visits/KR-']").evaluate_all("links => links.map(link => link.pathname)")
    return next(link.split("/visits/")[1].split("/")[0] for link in links if "/KR-2022/" not in link)


TASKS: dict[str, tuple[Callable[[Visitor, str], None], Ways, Ways]] = {
    "an official appeals": (appeal, Ways("official 0", "official 2"), Ways("A", "B")),
    "a selection officer opens a round": (open_round, Ways("selection", "selection"), Ways("KEYS", "PLAIN")),
    "a host offers a stop": (offer_stop, Ways("logodi", "kipa"), Ways("LOGODI", "KIPA")),
    "a planner reports": (report, Ways("planner-city", "planner-digital"), Ways("M-2023-1", "M-2023-2")),
    "a traveller writes a note": (write_note, Ways("official 2", "official 2"), Ways("W2", "W3")),
    "a manager imports a file": (bring_file, Ways("manager", "manager"), Ways("XN-8", "XN-9")),
    "the office decides": (decide, Ways("office", "office"), Ways("119", "")),
}
"""Name -> the task, who does it, and what it is told: each by the keyboard and without scripts."""


def who(name: str, officials: list[str]) -> str:
    return officials[int(name.removeprefix("official "))] if name.startswith("official ") else name


@pytest.mark.parametrize("task", TASKS)
def test_without_scripts(demonstration: House, officials: list[str], welcome: Welcome, task: str) -> None:
    do, people, told = TASKS[task]
    do(welcome(demonstration, who(people.plain, officials), java_script_enabled=False), told.plain)


@pytest.mark.parametrize("task", TASKS)
def test_by_the_keyboard_alone(demonstration: House, officials: list[str], welcome: Welcome, task: str) -> None:
    do, people, told = TASKS[task]
    guest = welcome(demonstration, who(people.keyboard, officials))
    do(ByKeyboard(guest.context, guest.house), told.keyboard)


def test_the_skip_link_leads_past_the_road(demonstration: House, welcome: Welcome) -> None:
    """And nothing holds the keyboard: from the last stop one comes out of the page, and in again at the first."""
    reader = ByKeyboard(welcome(demonstration).context, demonstration.address)
    reader.go("actions/M-2023-1/")
    assert reader.tab() == "Skip to the content"
    reader.page.keyboard.press("Enter")
    reader.tab()
    assert reader.page.evaluate("document.querySelector('main').contains(document.activeElement)")
    first, stops = "Skip to the content", reader.page.locator("a[href], button, input, select, summary").count()
    for _ in range(stops + 5):
        if reader.tab() == first:
            return
    raise AssertionError("the keyboard does not come out of the page")
