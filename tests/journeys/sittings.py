"""Sittings opened, their marks taken in from a workbook and from a gradebook, and the formula over both."""

from __future__ import annotations

from tests.journeys import given
from tests.journeys.importing import import_checked
from tests.journeys.visitor import Visitor


def open_sitting(officer: Visitor, code: str, name: str, held_on: str, highest: str) -> None:
    officer.go("exams/")
    officer.follow("Open a sitting")
    officer.fill(
        {
            "Code": code, "Name in Mongolian": f"{name} мн", "Name in English": name, "Name in Korean": f"{name} 한",
            "Held on": held_on, "Highest mark": highest, "Who marks": "The exam board",
        }
    )  # fmt: skip
    officer.press("Open the sitting")
    officer.sees("The sitting is open. Next, its marks are imported.")
    officer.stands_at(name)


def import_workbook(officer: Visitor, code: str) -> None:
    officer.go(f"exams/sittings/{code}/")
    officer.follow("Import marks")
    officer.send_file("marks.xlsx", given.workbook())
    officer.press("Check the file")
    officer.wait_for_work()
    import_checked(officer, rows=given.HOW_MANY)


def import_gradebook(officer: Visitor, code: str) -> None:
    officer.go(f"exams/sittings/{code}/")
    officer.follow("Import from a gradebook")
    officer.send_file("gradebook.csv", given.gradebook(), label="The export of the gradebook")
    officer.press("Read the file")
    officer.sees("Quiz: Joint policy (Feedback)", "Course total (Real)")
    assert officer.chosen("Column of the marks") == "E · Quiz: Joint policy (Real)"
    assert officer.chosen("Column that tells people apart") == "C · ID number"
    officer.press("Import the marks")
    officer.stands_at("Check your answers")
    facts = officer.facts()
    assert (facts["New marks"], facts["Rows without a mark"]) == (str(given.HOW_MANY - 1), "1")
    officer.press("Import the marks")
    officer.sees("The marks are imported.")


def adopt_formula(manager: Visitor, weights: dict[str, str], least: dict[str, str]) -> None:
    """`weights` and `least` by the name of the sitting, as they are typed."""
    manager.go("record/")
    manager.follow("Formulas")
    manager.follow("Adopt a formula")
    manager.fill(
        {
            "Code": "academic", "Name in Mongolian": "Сургалтын амжилт", "Name in English": "Academic record",
            "Name in Korean": "학업 성적", "Legal basis": "Order 7 of the academy",
            **{f"Weight of “{name}” in per cent": weight for name, weight in weights.items()},
            **{f"Least mark at “{name}”": mark for name, mark in least.items()},
        }
    )  # fmt: skip
    manager.press("Adopt the formula")
    manager.stands_at("Check your answers")
    facts = manager.facts()
    assert {name: facts[name] for name in weights} == {name: f"{weight} %" for name, weight in weights.items()}
    assert facts["All weights together"] == "100 %"
    manager.press("Adopt the formula")
    manager.sees("The formula is adopted.")
