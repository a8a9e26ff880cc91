"""From a note to a lesson, a joint measure, what one body owes another, and the report on it."""

from __future__ import annotations

from datetime import date

from tests.journeys.permitted import VISIT
from tests.journeys.visitor import Visitor

NAME = "One counter"
LESSON = "An office asks the other office, not the citizen"


def write_lesson(traveller: Visitor, note: str, owner: str) -> str:
    """Returns its code."""
    traveller.go(f"lessons/write/{VISIT}/")
    traveller.main.get_by_label(note).check()
    traveller.fill(
        {
            "Topic of the visit": "Digital government",
            "What was learned, in one sentence": LESSON,
            "The problem at home": "A citizen brings the same paper to three counters.",
            "Why it works there": "A law gives the registers a duty to answer.",
            "What shows that it works": "Papers asked for fell from 12 to 3.",
            "Owner: the body at home that decides on it": owner,
        }
    )
    traveller.choose("Emulation: the same, fitted to conditions at home")
    traveller.press("Write the lesson")
    traveller.stands_at(LESSON)
    return traveller.path.split("/")[1]


def adopt(planner: Visitor, lesson: str) -> None:
    planner.go(f"lessons/{lesson}/decide/")
    planner.choose("adopted")
    planner.fill({"Reason": "Two registers can begin this year."})
    planner.press("Decide")  # asks for a second look
    planner.press("Decide")
    planner.sees("Adopted")


def propose(planner: Visitor, code: str, *, lesson: str, begins: date, ends: date) -> None:
    """Led by the Ministry of Finance, with Omnogovi as a contributor."""
    planner.go("actions/propose/")
    planner.fill(
        {
            "Code": code, "Name in Mongolian": "Нэг цонх", "Name in English": NAME, "Name in Korean": "한 창구",
            "First day": begins.isoformat(), "Last day": ends.isoformat(),
        }
    )  # fmt: skip
    planner.labelled("Lead").select_option(value="MOF")
    planner.labelled("Further body 1").select_option(value="MN-053")
    planner.labelled("Part of the further body 1").select_option(value="contributor")
    for name, value in (("lessons", lesson), ("indicators", "5.egdi")):
        planner.main.locator(f"select[name='{name}']").select_option(value=value)
    planner.press("Propose the measure")


def owe(receiver: Visitor, measure: str, code: str, due: date) -> None:
    """What the Ministry of Finance is to deliver to Omnogovi, proposed by who receives it."""
    receiver.go(f"actions/{measure}/propose/")
    for label in ("Name in", "How the receiver tells that it is done, in"):
        for language in ("Mongolian", "English", "Korean"):
            receiver.fill({f"{label} {language}": "An interface of the register"})
    receiver.labelled("Who delivers").select_option(value="MOF")
    receiver.labelled("Who receives and confirms").select_option(value="MN-053")
    receiver.fill({"Code": code, "Due on": due.isoformat(), "Days that it takes once it can begin": "30"})
    receiver.choose("It is an end of the measure")
    receiver.press("Propose the commitment")


def act(planner: Visitor, measure: str, code: str, what: str, words: dict[str, str] | None = None) -> None:
    """One act on a commitment: as its button is called, and what is asked for it."""
    planner.go(f"actions/{measure}/commitments/{code}/{what.split()[0].lower()}/")
    planner.fill(words or {})
    planner.press(what)


def report(planner: Visitor, measure: str, until: date) -> None:
    planner.go(f"actions/{measure}/report/")
    for language in ("Mongolian", "English", "Korean"):
        planner.fill({f"What was done, in {language}": "The interface runs in one aimag."})
    planner.fill({"Last day of the period": until.isoformat(), "Done, in percent": "40", "Evidence": "Letter 5/12"})
    planner.press("Hand in the report")


def approve(head: Visitor, edition: str) -> None:
    head.go("results/editions/")
    head.follow(edition)
    head.follow("Approve")
    head.press("Approve")
    head.sees("The edition is approved, and public.")
