"""The way of a proposal: each who signs finds it on the start page."""

from __future__ import annotations

from tests.journeys.founding import PASSWORD
from tests.journeys.visitor import Visitor


def sign(signer: Visitor, step: str, body: str = "") -> None:
    """`step` as the task says it, `body` by name where one signs for it."""
    signer.go()
    signer.follow(f"Sign the proposal for {step}")
    signer.follow(f"Sign for {body}" if body else "Sign")
    signer.stands_at("Sign the proposal")
    confirm_oneself(signer)
    signer.press("Sign")
    signer.sees("Signed. Who comes next is told.")


def confirm_oneself(signer: Visitor) -> None:
    """By password and code, where the page asks for them."""
    password = signer.main.locator("input[type=password]")
    if password.count():
        password.fill(PASSWORD)
    if signer.labelled("Code").count():
        signer.fill({"Code": signer.code()})
