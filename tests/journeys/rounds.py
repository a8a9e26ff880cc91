"""A round: opened, its rule adopted, sealed, the lot drawn, run."""

from __future__ import annotations

import re

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


QUOTAS = {
    "Equal merit: first by the mark of": "Joint policy",
    "Quota 1: on": "Region of planning",
    "Quota 1: value": "Gobi",
    "Quota 1: at least": "2",
    "Quota 2: on": "Sex",
    "Quota 2: value": "woman",
    "Quota 2: at least": "4",
}


def try_rule(officer: Visitor, code: str) -> None:
    """The first round has no earlier records: a file of the sixty is tried, and the price of each quota read."""
    officer.go(f"selection/{code}/")
    officer.follow("Adopt the rule")
    officer.follow("Try it on earlier records first")
    officer.sees("This is the first round of the programme: there are no earlier records of the house.")
    officer.send_file("last year.csv", given.as_candidates(), label="Or a file of candidates (optional)")
    officer.fill({"Seats": str(given.SEATS), "Reserve places": str(given.RESERVE), **QUOTAS})
    officer.choose(TOTAL, EACH)
    officer.press("Try the rule")
    officer.wait_for_work()
    officer.stands_at(re.compile("All quotas together cost 17.000 points of 946.000, 1.8.%, and replace 2 people."))
    assert officer.table()[0] == {
        "Quota": "Region of planning: Gobi, at least 2", "Points lost": "17.000", "People replaced": "2",
    }  # fmt: skip
    officer.sees(
        "1 more bound costs nothing here.", "Three rules, and how far their lists differ", "Shares at each step"
    )
    assert [row["Total"] for row in officer.table(at=1)] == ["929.000", "929.000", "929.000"]


def adopt_rule(officer: Visitor, code: str, *, tried: bool = False) -> None:
    """`tried`: from the page of a trial, which has filled in the rule."""
    if tried:
        officer.follow("Adopt this rule")
    else:
        officer.go(f"selection/{code}/")
        officer.follow("Adopt the rule")
    fill_rule(officer)
    if not tried:
        officer.fill(QUOTAS)
    officer.press("Continue")
    officer.stands_at("Check your answers")
    facts = officer.facts()
    assert (facts["Seats"], facts["Quota 1: on"], facts["Quota 1: at least"]) == ("10", "Region of planning", "2")
    assert facts["Tried on earlier records"].startswith("Trial 1" if tried else "Not tried")
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
