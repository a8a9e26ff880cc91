"""A call to everybody on a final list: opened with a visit, its rubric adopted, dossiers brought, ministries asked."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from tests.journeys.visitor import Visitor

PDF = b"%PDF-1.4 an example %%EOF"
DIGITAL, AIMAGS = "Digital government", "Development of aimags"


def names(word: str) -> dict[str, str]:
    return {"mn": f"{word} мн", "en": word, "ko": f"{word} 한"}


def visit(today: date) -> bytes:
    """Five days in two months, two topics that serve a goal each, costs of one head."""
    begins = today + timedelta(days=60)
    topics = [("T1", DIGITAL, "5"), ("T2", AIMAGS, "9")]
    plan = {
        "title": names("Study visit"), "host": names("The host"), "country": "KR",
        "begins": begins.isoformat(), "ends": (begins + timedelta(days=4)).isoformat(),
        "topics": [{"code": code, "names": names(name), "goals": [goal]} for code, name, goal in topics],
        "costs": [{"names": names("Flight"), "planned": 900_000, "currency": "USD", "payer": "home"}],
    }  # fmt: skip
    return json.dumps(plan).encode()


def open_call(chooser: Visitor, today: date) -> None:
    chooser.go("permission/")
    chooser.follow("Open a call")
    chooser.fill({"Round": "The ten of 2025", "Dossiers are taken until": (today + timedelta(days=20)).isoformat()})
    chooser.send_file("visit.json", visit(today), label="The visit")
    chooser.press("Open the call")
    chooser.sees("The call is open. Next, the rubric is adopted")


def adopt_rubric(chooser: Visitor) -> None:
    """Three seats, two in reserve, at most two of one ministry, both goals served; two criteria."""
    chooser.follow("Adopt the rubric")
    for line, (name, weight) in enumerate((("The problem", "60"), ("The plan", "40")), start=1):
        chooser.fill(
            {
                f"Criterion {line} in Mongolian": f"{name} мн", f"Criterion {line} in English": name,
                f"Criterion {line} in Korean": f"{name} 한", f"Criterion {line}: weight in per cent": weight,
            }
        )  # fmt: skip
    chooser.fill(
        {
            "Seats": "3", "Reserve places": "2", "Legal basis": "Order 9 of the head of the academy",
            "Quota 1: on": "Ministry or governor", "Quota 1: at most": "2",
        }
    )  # fmt: skip
    chooser.press("Continue")
    chooser.stands_at("Check your answers")
    chooser.press("Continue")
    chooser.sees("The rubric is adopted and recorded in the ledger. Dossiers can be handed in now.")


def write_texts(official: Visitor, topic: str) -> None:
    """From the page of one's own dossier and back to it; unfinished first."""
    official.follow("The problem at home")
    official.fill({"The problem at home": "Forms are filled in three times."})
    official.press("Save")
    official.sees("Your texts are saved. You can go on whenever you like.")
    official.follow("Topic of the visit")
    official.choose(topic, "I have been on no study trip abroad")
    official.fill(
        {
            "What I want to learn": "How offices share what they know.",
            "How I will use it at home": "A pilot with one soum, within a year.",
        }
    )
    official.press("Save")


def give_papers(official: Visitor, valid_until: date) -> None:
    for paper in ("Application form", "Passport", "Integrity clearance"):
        official.follow(paper)
        official.send_file("scan.pdf", PDF, label="The paper")
        if paper == "Passport":
            official.fill({"Last day of validity": valid_until.isoformat()})
        if paper == "Integrity clearance":
            official.choose("Nothing stands against me")
        official.press("Add the paper")
        official.sees("The paper is there.")


def hand_in(official: Visitor) -> None:
    official.follow("Check and hand in")
    official.sees("Everything is there. Read it once more, then hand it in.")
    official.press("Hand in")
    official.sees("Your dossier is handed in.")


def consent(ministry: Visitor, official: str) -> None:
    """To the one dossier that waits on the start page; `official` by short name."""
    ministry.go()
    ministry.follow(re.compile("^Say whether your ministry consents: dossier "))
    ministry.sees(official)
    ministry.choose("Yes, we consent")
    ministry.press("Send the answer")
    ministry.sees("Your ministry's answer is kept, and the official is told.")
