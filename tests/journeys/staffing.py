"""The staff: accounts opened, roles proposed by one person and approved by another."""

from __future__ import annotations

from tests.journeys.founding import PASSWORD
from tests.journeys.visitor import Visitor

STAFF = {"oyun": "Exam officer", "batbold": "Selection officer", "khulan": "Auditor"}
"""User name -> role."""


def open_account(manager: Visitor, username: str) -> None:
    manager.go("access/")
    manager.follow("Accounts")
    manager.follow("Open an account")
    manager.fill(
        {
            "User name": username,
            "Name as shown": username.capitalize(),
            "Language": "English",
            "First password": PASSWORD,
        }
    )
    manager.press("Open the account")
    manager.sees("The account is open.")
    assert username in [row["User name"] for row in manager.table()]


def propose_role(manager: Visitor, username: str, role: str) -> None:
    manager.go("access/")
    manager.follow("Propose a role")
    manager.fill({"Person": username.capitalize(), "Role": role, "Reach": "Everything"})
    manager.press("Propose")
    manager.stands_at("Check your answers")
    assert (manager.facts()["Person"], manager.facts()["Role"]) == (username.capitalize(), role)
    manager.press("Propose")
    manager.sees("Proposed. It takes effect once a second person approves it.")


def approve_all(head: Visitor) -> int:
    """Everything that waits on the start page of the head of the academy; how many."""
    approved = 0
    head.go()
    while head.main.get_by_role("link", name="Decide on a proposed role").count():
        head.follow("Decide on a proposed role")
        head.choose("Approve")
        head.press("Decide")
        approved += 1
        head.go()
    return approved
