"""The whole way, as users go it: an empty programme, its register and marks, a rule, a seal, a list, a verified export.

One house and one story, each chapter told by the one whose work it is.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from tests.journeys import auditing, given, registering, rounds, sittings, staffing
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor

ROUND = "2025"
OFFICIAL = "J009"
"""Rank 9 of 60 with ten seats, and not chosen: two from the Gobi come first."""


def test_from_founding_to_verified(founded: House, welcome: Welcome, tmp_path: Path) -> None:
    manager = welcome(founded, "manager")
    head = welcome(founded, "head")
    appoint(manager, head)
    come_back_with_a_code(head, founded.passwords["head"])
    register(manager)
    exams = welcome(founded, "oyun")
    mark(exams, manager)
    chooser = welcome(founded, "batbold")
    select(chooser, exams)
    read_the_list(chooser, tmp_path)
    read_as_an_official(welcome(founded, OFFICIAL))
    audit(welcome(founded, "khulan"), welcome(founded), tmp_path)


def appoint(manager: Visitor, head: Visitor) -> None:
    for username, role in staffing.STAFF.items():
        staffing.open_account(manager, username)
        staffing.propose_role(manager, username, role)
    assert staffing.approve_all(head) == len(staffing.STAFF)


def come_back_with_a_code(head: Visitor, password: str) -> None:
    """At the first sign-in the factor was set up; from the second on it is asked for."""
    assert head.phones
    assert head.phones.secrets["head"]
    head.sign_out()
    head.go("access/sign-in/")
    head.fill({"User name": "head", "Password": password})
    head.press("Sign in")
    head.stands_at("Give the code")
    head.fill({"Code": "000000"})
    head.press("Sign in")
    head.sees("This code does not fit, or it was used already.")
    head.fill({"Code": head.code()})
    head.press("Sign in")
    head.go("access/sign-ins/")
    head.stands_at("Your sign-ins")
    assert [row["Browser"] for row in head.table()] == ["Chrome, Linux This browser"]


def register(manager: Visitor) -> None:
    registering.import_places(manager)
    registering.set_up_programme(manager)
    registering.import_officials(manager)
    registering.open_accounts(manager)
    registering.set_first_password(manager, OFFICIAL)


def mark(exams: Visitor, manager: Visitor) -> None:
    for code, name, day, highest in given.SITTINGS:
        sittings.open_sitting(exams, code, name, day, str(highest))
    sittings.import_workbook(exams, "2024")
    sittings.import_gradebook(exams, "2025")
    sittings.adopt_formula(manager, {"Written exam": "40", "Joint policy": "60"}, {"Written exam": "40"})


def select(chooser: Visitor, exams: Visitor) -> None:
    rounds.open_round(chooser, ROUND, "The ten of 2025")
    rounds.try_rule(chooser, ROUND)
    rounds.adopt_rule(chooser, ROUND, tried=True)
    rounds.seal(exams, ROUND)
    assert exams.facts()["Sealed records"] == str(given.HOW_MANY)
    rounds.draw_lot(chooser, ROUND)
    rounds.run(chooser, ROUND)


def read_the_list(chooser: Visitor, to: Path) -> None:
    chooser.stands_at("The ten of 2025")
    chooser.sees("Provisional list, under rule 1 of 10 seats.", "Cut line 91.000, 10 seats filled")
    rows = rounds.rows_of_the_list(chooser)
    assert [rounds.standing(row) for row in rows[:10]] == given.CHOSEN
    assert [rounds.standing(row) for row in rows[10:13]] == given.IN_RESERVE
    assert {row["State"] for row in rows[:10]} == {"Chosen"}
    assert rows[9]["Adjusted"] == "91.000"
    whole = chooser.download("CSV", to).read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(whole)))
    assert [line["Personnel number"] for line in lines[:10]] == [given.number(rank) for rank, *_ in given.CHOSEN]
    assert Counter(line["State"] for line in lines) == {
        "Chosen": 10, "Reserve": 3, "Not chosen": 45, "Not eligible": 2,
    }  # fmt: skip
    assert lines[0]["Reason"] == "Chosen: adjusted merit 99.000 is 8.000 above the cut line 91.000."
    assert "this person would break: Region of planning: Gobi, at least 2." in lines[10]["Reason"]
    assert [line["Personnel number"] for line in lines if not line["Reason"]] == []


def read_as_an_official(official: Visitor) -> None:
    """Own marks, record, rank and reason; nobody else's."""
    official.go("exams/mine/")
    assert [(row["Sitting"], row["Mark"]) for row in official.table()] == [
        ("Joint policy", "45.500"),
        ("Written exam", "91.000"),
    ]
    official.go("record/mine/")
    official.stands_at("G.Erdene: 91.000")
    assert [(row["Sitting"], row.get("Points")) for row in official.table()] == [
        ("Written exam", "36.400"), ("Joint policy", "54.600"), ("Record", None),
    ]  # fmt: skip
    official.go("selection/mine/")
    official.stands_at("Your rank is 9, on the cut line, not chosen")
    official.sees("Reserve: place 1 of 3.", "this person would break: Region of planning: Gobi, at least 2.")
    official.go(f"selection/{ROUND}/list/")
    official.stands_at("This cannot be done")


def audit(auditor: Visitor, anybody: Visitor, to: Path) -> None:
    auditor.go(f"selection/{ROUND}/list/")
    auditor.stands_at("The ten of 2025")
    assert "Bold" not in auditor.text()
    export = auditing.take_export(auditor, to)
    verifier = auditing.take_verifier(anybody, to)
    checked = auditing.run("-m", "ortoo.cli", "verify", str(export), folder=to)
    assert checked.startswith("PASS audit-2026.ortoolog\n")
    assert "rounds: 1, sealed rows: 60" in checked
    assert auditing.run("-m", "ortoo.cli", "verify", str(export), "--rerun", folder=to) == checked
    assert auditing.run("-I", "-S", str(verifier), str(export), folder=to) == checked
