"""What is sent twice is done once: two clicks, back and again."""

from __future__ import annotations

import pytest

from tests.journeys import importing
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor

REGION = "code,name_mn,name_en,name_ko,kind\nXN-2,Туршилт,Trial,시험,aimag\n"
AGAIN = "This form had been sent already. It was not done a second time."


def fill_sitting(officer: Visitor, code: str) -> None:
    officer.go("exams/open/")
    officer.fill(
        {
            "Code": code, "Name in Mongolian": f"Шалгалт {code}", "Name in English": f"Exam {code}",
            "Name in Korean": f"시험 {code}", "Held on": "2023-06-16", "Who marks": "The exam board",
        }
    )  # fmt: skip


def how_many(officer: Visitor, code: str) -> int:
    """Sittings with this code."""
    officer.go("exams/")
    return [row["Sitting"].split()[-1] for row in officer.table()].count(code)


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks(demonstration: House, welcome: Welcome, scripts: bool) -> None:
    officer = welcome(demonstration, "exams", java_script_enabled=scripts)
    code = f"two-clicks-{scripts}".lower()
    fill_sitting(officer, code)
    officer.page.get_by_role("button", name="Open the sitting").dblclick()
    officer.stands_at(f"Exam {code}")
    assert how_many(officer, code) == 1


def test_back_and_again(demonstration: House, welcome: Welcome) -> None:
    officer = welcome(demonstration, "exams")
    fill_sitting(officer, "back")
    officer.press("Open the sitting")
    officer.stands_at("Exam back")
    officer.page.go_back()
    assert officer.labelled("Code").input_value() == "back"
    officer.press("Open the sitting")
    officer.sees(AGAIN)
    officer.stands_at("Exam back")
    assert how_many(officer, "back") == 1


def test_an_import_is_applied_once(demonstration: House, welcome: Welcome) -> None:
    """Two tabs with the same report: the second button leads to the first's work."""
    manager = welcome(demonstration, "manager")
    importing.check_file(manager, "Regions", "one.csv", REGION.encode())
    other = Visitor(manager.context, demonstration.address)
    other.page.goto(manager.page.url)
    for tab in (manager, other):
        tab.press("Import one row")
    assert manager.path == other.path
    for tab in (manager, other):
        tab.wait_for_work()
        tab.sees("The file is imported. The ledger has an entry for it.")
