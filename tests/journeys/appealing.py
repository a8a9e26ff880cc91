"""Appeals: filed from one's own place, ruled on by two who did not decide before, refused out of time."""

from __future__ import annotations

from tests.journeys.visitor import Visitor

ENOUGH = 3
"""Clicks from the page after signing in to the form of an appeal, own rank and reason seen on the way."""


def find_own_place(official: Visitor, heading: str, reason: str) -> None:
    """From the page after signing in to rank and reason, and to the form."""
    official.go()
    official.clicks = 0
    official.follow("See your place, and appeal where something is wrong")
    official.stands_at(heading)
    official.sees(reason)
    official.follow("Appeal")
    official.stands_at("Appeal against your place")
    assert official.clicks <= ENOUGH


def file_about_a_mark(official: Visitor, exam: str, text: str) -> None:
    """On the page of the form."""
    official.choose("A mark is wrong or missing")
    official.fill({"Where it is a mark: of which exam": exam, "What is wrong, and how you know": text})
    official.press("File the appeal")


def file_about_procedure(official: Visitor, text: str) -> None:
    official.choose("Something was not done as the rule says")
    official.fill({"What is wrong, and how you know": text})
    official.press("File the appeal")


def open_file(member: Visitor, code: str, number: int) -> None:
    member.go(f"selection/{code}/appeals/{number}/")
    member.stands_at(f"Appeal {code}/{number}")


def uphold(member: Visitor, exam: str, mark: str, reason: str) -> None:
    """From the page of the file."""
    member.follow("Draft a ruling")
    member.choose("Upheld", "A mark is set or corrected")
    member.fill({"Reason": reason, "Exam whose mark changes": exam, "The mark that counts from now on": mark})
    member.press("Hand to a second member")
    member.sees("The draft waits for a second member of the panel.")


def reject(member: Visitor, reason: str) -> None:
    member.follow("Draft a ruling")
    member.choose("Rejected")
    member.fill({"Reason": reason})
    member.press("Hand to a second member")
    member.sees("The draft waits for a second member of the panel.")


def confirm(member: Visitor, *, twice: bool = False) -> None:
    member.follow("Confirm the ruling")
    if twice:
        member.press_twice("Confirm")
    else:
        member.press("Confirm")
    member.sees("The ruling counts and is recorded in the ledger. The official is told.")
