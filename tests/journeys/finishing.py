"""From rulings to a final list: carried out, run again, signed, published; each by the one who holds the duty."""

from __future__ import annotations

from tests.journeys.visitor import Visitor


def carry_out(keeper: Visitor) -> None:
    keeper.go()
    keeper.follow("Carry out upheld appeals")
    keeper.press("Carry out")
    keeper.wait_for_work()
    keeper.sees("Waits for the new run")


def run_again(chooser: Visitor) -> None:
    """As far as the page of what changed."""
    chooser.go()
    chooser.follow("Run the selection again")
    chooser.press("Run again")
    chooser.wait_for_work()


def changes(chooser: Visitor) -> dict[str, list[tuple[str, str, str, str]]]:
    """Heading -> (who, before, now, why) of each line below it."""
    found = {}
    for at, heading in enumerate(chooser.main.locator("section > h2").all_inner_texts()):
        rows = chooser.table(at=at)
        found[heading] = [(row["Who"].split()[0], row["Before"], row["Now"], row["Why"]) for row in rows]
    return found


def sign(head: Visitor) -> None:
    head.go()
    head.follow("Sign the list")
    head.press("Sign")
    head.sees("The list is signed. Next, the selection officer publishes it.")


def publish(chooser: Visitor) -> None:
    """As far as the final list."""
    chooser.go()
    chooser.follow("Publish the final list")
    chooser.press("Publish")
    chooser.sees("The list is final.")
