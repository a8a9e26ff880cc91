"""From questions in three files to a record that says how far it may be off: an exam that goes by items.

One house and one story. What people do here a hundred times they do once in the browser; the mass of it is done by the
same operations.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from tests.journeys import examined as example
from tests.journeys import given, rounds
from tests.journeys.conftest import Welcome
from tests.journeys.examined import SITTING
from tests.journeys.founding import House
from tests.journeys.importing import import_checked
from tests.journeys.sittings import adopt_formula, open_sitting
from tests.journeys.visitor import Visitor

NAME = "Exam by items"
HERE = f"exams/sittings/{SITTING}/"
ITEMS = 40
"""Two goals, two levels, ten of each."""


def test_from_items_to_record(examined: House, welcome: Welcome, tmp_path: Path) -> None:
    oyun, dulam, saruul = (welcome(examined, name) for name in ("oyun", "dulam", "saruul"))
    fill_the_bank(oyun)
    review(dulam)
    make_forms(oyun, tmp_path)
    enter_twice(oyun, saruul, dulam, examined)
    score(oyun)
    take_a_key_back(oyun)
    measure(oyun, tmp_path)
    let_the_gate_look(oyun)
    release(oyun)
    official = welcome(examined, given.number(5))
    read_as_an_official(official)
    seal(welcome(examined, "manager"), welcome(examined, "batbold"), oyun)
    read_the_record(official)


def fill_the_bank(oyun: Visitor) -> None:
    oyun.go("exams/items/")
    oyun.follow("Files of items")
    for language, code in (("Mongolian", "mn"), ("English", "en"), ("Korean", "ko")):
        oyun.send_file(f"items-{code}.gift.txt", example.items_in(code), label=f"File ({language}) (optional)")
    oyun.press("Read the files")
    oyun.stands_at("What the files hold")
    oyun.sees(str(ITEMS))
    oyun.press("Take the items in")
    oyun.sees("The items are taken in. New versions wait for a second person.")


def review(dulam: Visitor) -> None:
    """A page of them at a time, each as it prints, by another person than who brought them."""
    dulam.go()
    dulam.follow("Review items")
    reviewed = 0
    while boxes := dulam.main.get_by_role("checkbox").all():
        for box in boxes:
            box.check()
        reviewed += len(boxes)
        dulam.press("Approve those that are marked")
        dulam.sees("The marked items are approved.")
    assert reviewed == ITEMS


def make_forms(oyun: Visitor, folder: Path) -> None:
    # The academy's day begins before this machine's.
    open_sitting(oyun, SITTING, NAME, (date.today() + timedelta(days=1)).isoformat(), "100")
    oyun.follow("Forms")
    oyun.follow("Plan the forms")
    for goal in example.GOALS:
        oyun.fill({f"Goal {goal}, {level}": "2" for level in ("Know", "Apply")})
    oyun.fill(
        {
            "Most that forms differ by in expected score, in items": "0.5",
            "Most that forms differ by in information, in per cent": "20",
            "Method of equating": "Linear: within the sitting",
        }
    )
    oyun.choose("The equated mark decides")
    oyun.press("Continue")
    oyun.stands_at("Check your answers")
    oyun.press("Continue")
    oyun.sees("The plan is stated. Next, the forms are assembled.")
    oyun.follow("Assemble the forms")
    oyun.press("Begin the search")
    oyun.wait_for_work()
    oyun.sees("How near the forms are")
    oyun.follow("Seal the forms")
    oyun.choose("I know that behind the seal neither forms nor plan can be changed.")
    oyun.press("Seal the forms")
    oyun.wait_for_work()
    oyun.sees("The seal")
    print_a_booklet(oyun, folder)


def print_a_booklet(oyun: Visitor, folder: Path) -> None:
    oyun.go(f"{HERE}forms/")
    oyun.follow("Print the papers")
    oyun.fill({"Form": "B", "Language": "Korean"})
    oyun.choose("Booklet")
    assert handed_out(oyun, "Print the paper", folder).read_bytes().startswith(b"%PDF")


def handed_out(oyun: Visitor, button: str, folder: Path) -> Path:
    """A secret file: it leaves by a button, for the ledger says that it did."""
    with oyun.page.expect_download() as download:
        oyun.page.get_by_role("button", name=button, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def enter_twice(oyun: Visitor, saruul: Visitor, dulam: Visitor, house: House) -> None:
    """Two hands and files; the second slipped once, and a third looks at the paper."""
    read = house.do("tests.journeys.examined", "sheets")
    lines = read.splitlines()
    cells = lines[1].split(",")
    slipped = [lines[0], ",".join([*cells[:4], "", *cells[5:]]), *lines[2:]]
    send_sheets(oyun, read.encode(), "First entry")
    send_sheets(saruul, "\n".join(slipped).encode(), "Second entry, by another hand")
    dulam.go()
    dulam.follow("Settle answer sheets that differ")
    dulam.follow(given.number(1))
    dulam.fill({"Why": "The paper shows a filled letter in the first place"})
    dulam.press("Settle the sheet")
    dulam.sees("The sheet is settled. What you read counts.")


def send_sheets(visitor: Visitor, content: bytes, entry: str) -> None:
    visitor.go(f"{HERE}sheets/")
    visitor.follow("Import answer sheets")
    visitor.fill({"Whose reading": entry})
    visitor.send_file("sheets.csv", content)
    visitor.press("Check the file")
    visitor.wait_for_work()
    import_checked(visitor, rows=given.HOW_MANY)


def score(oyun: Visitor) -> None:
    oyun.go(f"{HERE}scoring/")
    oyun.follow("Score")
    oyun.press("Score")
    oyun.wait_for_work()
    oyun.sees("Both scorers agree", "Up to date")


def take_a_key_back(oyun: Visitor) -> None:
    """What it does is shown first; then everything is scored again."""
    oyun.follow("Keys")
    item = oyun.table()[0]["Item"]
    oyun.follow(item)
    oyun.sees("Marks that rise", "Marks that fall")
    oyun.choose("Everybody has it right")
    oyun.fill({"Why": "Two options were right in the Korean booklet"})
    oyun.press("Take the key back")
    oyun.stands_at("Check your answers")
    oyun.press("Take the key back")
    oyun.sees("The key is taken back. The scoring is out of date now: score again.", "Out of date: score again")
    score(oyun)


def measure(oyun: Visitor, folder: Path) -> None:
    """Analysed and equated; and from the file of responses the same figures by `ortoo items`."""
    oyun.go(f"{HERE}analysis/")
    oyun.follow("Analyse the items")
    oyun.press("Analyse")
    oyun.wait_for_work()
    compare_with_the_command(oyun, folder)
    oyun.go(f"{HERE}equating/")
    oyun.follow("Equate the forms")
    oyun.press("Equate")
    oyun.wait_for_work()
    oyun.follow("B")
    oyun.sees("is worth")


def compare_with_the_command(oyun: Visitor, folder: Path) -> None:
    oyun.go(f"{HERE}analysis/")
    rows = oyun.table()
    assert [row["Form"] for row in rows] == ["A", "B", "C", "D"]
    oyun.follow("B")
    oyun.sees("Solved")
    oyun.go(f"{HERE}scoring/")
    responses = handed_out(oyun, "Responses on form B", folder)
    printed = subprocess.run(
        [sys.executable, "-m", "ortoo.cli", "items", str(responses), "--model", "1pl"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = json.loads(printed)
    heads = next(csv.reader(io.StringIO(responses.read_text("utf-8"))))
    assert [one["item"] for one in found["items"]] == heads[-len(found["items"]) :]
    assert found["n"] == given.HOW_MANY // 4


def let_the_gate_look(oyun: Visitor) -> None:
    oyun.go(f"{HERE}gate/")
    oyun.follow("Let the gate look")
    oyun.press("Look")
    oyun.wait_for_work()
    oyun.sees("The gate is open")


def release(oyun: Visitor) -> None:
    oyun.go(f"{HERE}release/")
    oyun.follow("Release the marks")
    oyun.press("Release the marks")
    oyun.stands_at("Check your answers")
    assert oyun.facts()["Marks"] == str(given.HOW_MANY)
    oyun.press("Release the marks")
    oyun.sees("The marks are released. Each official sees theirs.")


def read_as_an_official(official: Visitor) -> None:
    official.go("exams/mine/")
    official.follow(NAME)
    facts = official.facts()
    assert {"Raw mark", "Equated mark", "Standard error of measurement"} <= facts.keys()
    official.sees("The equated mark decides")


def seal(manager: Visitor, chooser: Visitor, oyun: Visitor) -> None:
    """The record carries the error of its marks."""
    adopt_formula(manager, {NAME: "100"}, {})
    rounds.open_round(chooser, "2026", "The ten")
    chooser.go("selection/2026/")
    chooser.follow("Adopt the rule")
    rounds.fill_rule(chooser)
    chooser.fill({"Equal merit: first by the mark of": NAME})
    chooser.press("Continue")
    chooser.press("Continue")
    rounds.seal(oyun, "2026")
    rounds.draw_lot(chooser, "2026")
    rounds.run(chooser, "2026")
    chooser.sees("the marks leave it open")


def read_the_record(official: Visitor) -> None:
    official.go("record/mine/")
    official.sees("give or take")
