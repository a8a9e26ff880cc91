"""The panel: interests declared, sheets given and handed in, a proposal made of them."""

from __future__ import annotations

from tests.journeys.visitor import Visitor


def declare(member: Visitor, conflicts: dict[int, str]) -> None:
    """From the start page; number of a dossier -> what the conflict is."""
    member.go()
    member.follow("Declare your interests")
    for number, reason in conflicts.items():
        member.choose(f"Conflict of interest with dossier {number}")
        member.fill({f"What it is, for dossier {number}": reason})
    member.choose("I have looked at every dossier here. Where I ticked nothing, no conflict of interest is there.")
    member.press("Declare")
    member.sees("Your interests are declared and recorded.")


def give_sheets(chooser: Visitor, code: str) -> None:
    chooser.go(f"permission/{code}/panel/")
    chooser.follow("Give sheets")
    chooser.press("Give the sheets")
    chooser.sees("The sheets are given, and the members are told.")


def numbers_of_sheets(member: Visitor, code: str) -> list[int]:
    """Dossiers on which the member has a sheet."""
    member.go(f"permission/{code}/panel/mine/")
    links = member.main.locator("a[href*='/panel/']").evaluate_all("links => links.map(link => link.href)")
    return [int(part) for link in links if (part := link.rstrip("/").split("/")[-1]).isdigit()]


def score(member: Visitor, code: str, number: int, points: int) -> None:
    """A whole sheet, saved unfinished first."""
    member.go(f"permission/{code}/panel/{number}/")
    member.stands_at(f"Dossier {number}")
    member.fill({"The problem": str(points)})
    member.press("Save for later")
    member.sees("Saved. Nothing is handed in yet; go on whenever you like.")
    member.fill({"The plan": str(points)})
    member.press("Hand in")
    member.stands_at("Check your answers")
    member.press("Hand in")
    member.sees("The sheet is handed in. It is final.")


def propose(chooser: Visitor, code: str) -> None:
    chooser.go(f"permission/{code}/panel/")
    chooser.follow("Make the proposal")
    chooser.press("Make the proposal")
    chooser.sees("The proposal is made and recorded in the ledger.")


def rows_of_the_proposal(visitor: Visitor) -> list[dict[str, str]]:
    """Without the lines between the proposed, the reserve and the others."""
    return [row for row in visitor.table() if len(row) > 1]


def standing(row: dict[str, str]) -> tuple[str, str]:
    """Name and state; the reason stands behind the state."""
    states = ("Proposed", "Reserve", "Not proposed")
    return row["Dossier"].split()[0], next(state for state in states if row["State"].startswith(state))
