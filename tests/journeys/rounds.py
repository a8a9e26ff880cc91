"""A round: opened, its rule adopted, sealed, the lot drawn, run."""

from __future__ import annotations

from tests.journeys import given
from tests.journeys.visitor import Visitor

TOTAL = "The hundred with the highest merit in total that keeps every quota"
EACH = "A person counts for every floor they meet"


def open_round(officer: Visitor, code: str, name: str) -> None:
    officer.go("selection/")
    officer.follow("Open a round")
    officer.fill(
        {
            "Code": code, "Name in Mongolian": f"{name} мн", "Name in English": name, "Name in Korean": f"{name} 한",
        }
    )  # fmt: skip
    officer.labelled("Formula of the record").select_option(index=1)
    officer.press("Open the round")
    officer.sees("The round is open. Next, a rule is adopted.")


def fill_rule(officer: Visitor, *, seats: int = given.SEATS) -> None:
    """Without ties and quotas."""
    officer.fill({"Seats": str(seats), "Reserve places": str(given.RESERVE)})
    officer.choose(TOTAL, EACH)
    officer.fill(
        {
            "Legal basis": "Order 8 of the head of the academy",
            "Where the public draw will come from": "The state lottery of 2 November",
        }
    )


def adopt_rule(officer: Visitor, code: str) -> None:
    officer.go(f"selection/{code}/")
    officer.follow("Adopt the rule")
    fill_rule(officer)
    officer.fill(
        {
            "Equal merit: first by the mark of": "Joint policy",
            "Quota 1: on": "Region of planning",
            "Quota 1: value": "Gobi",
            "Quota 1: at least": "2",
            "Quota 2: on": "Sex",
            "Quota 2: value": "woman",
            "Quota 2: at least": "4",
        }
    )
    officer.press("Continue")
    officer.stands_at("Check your answers")
    facts = officer.facts()
    assert (facts["Seats"], facts["Quota 1: on"], facts["Quota 1: at least"]) == ("10", "Region of planning", "2")
    officer.press("Continue")
    officer.sees("The rule is adopted and recorded in the ledger. Next, the exam officer seals the records.")


def seal(sealer: Visitor, code: str) -> None:
    sealer.go()
    sealer.follow("Seal the records")
    assert sealer.path == f"selection/{code}/seal/"
    sealer.choose("I know that the marks behind the seal can no longer change.")
    sealer.press("Seal")
    assert sealer.path.startswith("jobs/")
    sealer.wait_for_work()
    sealer.sees("Sealed records")


def draw_lot(officer: Visitor, code: str) -> None:
    officer.go(f"selection/{code}/")
    officer.follow("Record the public draw")
    officer.fill({"The value drawn": "07 12 23 31 36 40"})
    officer.press("Continue")
    officer.press("Continue")
    officer.sees("The draw is recorded. Next, the selection is run.")


def run(officer: Visitor, code: str) -> None:
    officer.go(f"selection/{code}/")
    officer.follow("Run the selection")
    officer.press("Run")
    officer.wait_for_work()
    assert officer.path == f"selection/{code}/list/"


def rows_of_the_list(visitor: Visitor) -> list[dict[str, str]]:
    """Without the cut line, which spans a row of its own."""
    return [row for row in visitor.table() if len(row) > 1]


def standing(row: dict[str, str]) -> tuple[str, str, str]:
    """Rank, name, merit."""
    return row["Rank"], row["Official"].split()[0], row["Merit"]
