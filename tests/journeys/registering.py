"""The plan and the programme, the register, and accounts for those on it."""

from __future__ import annotations

from importlib import resources

from tests.journeys import given, importing
from tests.journeys.founding import PASSWORD
from tests.journeys.visitor import Visitor

SHIPPED = resources.files("ortoo.site") / "programmes" / "mongolia"
WRONG = [
    'Sheet "wrong.csv", row 3, column "sex": "girl" is not one of the values allowed here. '
    "Write one of these: woman, man.",
    'Sheet "wrong.csv", row 4, column "organization": no organization has the code "MOFF". '
    "Correct the code, or import the organization first.",
    'Sheet "wrong.csv", row 5, column "appointed_on": "2021-02-30" is no day of the calendar. '
    "Correct it and write it as 2022-12-31.",
    'Sheet "wrong.csv", row 8, column "number": "J006" stands already in sheet "wrong.csv", row 7. '
    "Correct or delete one of the two rows.",
]


def import_places(manager: Visitor) -> None:
    """Regions and organizations, as they come with the product."""
    for kind, rows in (("Regions", 31), ("Organizations", 80)):
        name = f"{kind.lower()}.csv"
        importing.import_file(manager, kind, name, (SHIPPED / name).read_bytes(), rows=rows)


def set_up_programme(manager: Visitor) -> None:
    """The plan that comes with the product, and the programme that serves one of its objectives."""
    plan = (SHIPPED / "vision2050.yaml").read_bytes()
    importing.import_file(manager, "Long-term plan", "vision2050.yaml", plan)
    manager.go()
    manager.follow("Set up the programme")
    manager.fill(
        {
            "Name in Mongolian": "Арван албан хаагч", "Name in English": "Ten officials", "Name in Korean": "공무원 열",
            "Purpose in Mongolian": "Хамтын ажиллагаа", "Purpose in English": "Working together",
            "Purpose in Korean": "협업", "Legal basis": "Order 6 of the academy",
            "Objective of the plan that it serves": "5.4 Competent and ethical civil service",
        }
    )  # fmt: skip
    manager.press("Set up")
    manager.stands_at("Check your answers")
    manager.press("Set up")
    manager.sees("The programme “Ten officials” serves objective 5.4, Competent and ethical civil service.")
    manager.go()
    manager.stands_at("Ten officials")


def import_officials(manager: Visitor) -> None:
    """A wrong file first, of which nothing is taken in."""
    importing.check_file(manager, "Officials", "wrong.csv", given.wrong_register())
    manager.sees("Nothing was imported. Correct the file and send it again.")
    assert importing.problems(manager) == WRONG
    manager.go("people/officials/")
    manager.sees("No official is on the register yet.")
    importing.import_file(manager, "Officials", "officials.csv", given.register(), rows=given.HOW_MANY)
    importing.check_file(manager, "Officials", "again.csv", given.register())
    manager.sees("Everything in this file is on the register already. There is nothing to import.")


def open_accounts(manager: Visitor) -> None:
    manager.go("people/")
    manager.follow("Accounts for all officials")
    manager.press("Open the accounts")
    manager.sees("The accounts are open.")


def set_first_password(manager: Visitor, number: str) -> None:
    manager.go(f"people/official/{number}/")
    manager.follow("Set a first password")
    manager.fill({"First password": PASSWORD})
    manager.press("Set the password")
    manager.sees("The password is set.")
