"""The second half of the way, as users go it: from sealed marks to the Prime Minister's permission.

One house and one story, each chapter told by the one whose work it is. Who is who: `prepared`, `given`.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.journeys import (
    appealing,
    auditing,
    calling,
    carried,
    finishing,
    given,
    papers,
    permitting,
    rounds,
    scoring,
    signing,
)
from tests.journeys.coming import Come, remembering
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.prepared import FORMER, ROUND

UPHELD, REJECTED, LATE = "J010", "J009", "J011"
"""The written exam of J010 was entered as 94 and is 98: 0.4 x 98 + 0.6 x 89 = 39.2 + 53.4 = 92.6, more than the 92 of
J008, who leaves the ten and is the first of the reserve. J009 is rank 10 from then on, J011 stays 11."""
WINDOW = timedelta(days=12)
"""Ten days on which appeals are taken, and some."""
INVOLVED = (
    "You opened an exam of this record, or entered, marked or corrected at it; other members of the panel rule on it."
)
FINAL = [*given.CHOSEN[:7], ("8", "G.Oyuun", "92.600"), *given.CHOSEN[8:]]
FINAL_RESERVE = [("9", "G.Narantuyaa", "92.000"), ("10", "G.Erdene", "91.000"), ("11", "M.Bold", "89.000")]
CHANGES = {
    "Enter the list": [
        ("G.Oyuun", "rank 10, reserve", "rank 8, chosen",
         "The mark of Written exam was corrected from 94.000 to 98.000. "
         "The merit of the record was 91.000 and is 92.600."),
    ],
    "Leave the list": [
        ("G.Narantuyaa", "rank 8, chosen", "rank 9, reserve",
         "G.Oyuun stands ahead now, because a record was corrected."),
    ],
}  # fmt: skip
PROPOSED = [
    ("G.Bold", "Proposed"), ("G.Tsetseg", "Proposed"), ("M.Bat", "Proposed"), ("G.Dorj", "Reserve"),
    ("G.Ölzii", "Reserve"), ("G.Bat", "Not proposed"), ("G.Saraa", "Not proposed"), ("G.Temüülen", "Not proposed"),
    ("G.Oyuun", "Not proposed"), ("M.Oyuun", "Not proposed"),
]  # fmt: skip
"""By `carried.WORTH`: J001, J002, and J015 as the best who is not of the Ministry of Finance, of which two may go."""


def test_from_sealed_to_permitted(sealed: House, welcome: Welcome, tmp_path: Path) -> None:
    come = remembering(sealed, welcome)
    for chapter in BEFORE:
        chapter(sealed, come, tmp_path)
    sealed.wait(WINDOW)  # whoever was signed in is no longer
    come = remembering(sealed, welcome)
    for chapter in AFTER:
        chapter(sealed, come, tmp_path)


def appeal(house: House, come: Come, to: Path) -> None:
    chooser, right, wrong = come("batbold"), come(UPHELD), come(REJECTED)
    rounds.run(chooser, ROUND)
    rows = rounds.rows_of_the_list(chooser)
    assert [rounds.standing(row) for row in rows[:10]] == given.CHOSEN
    assert [rounds.standing(row) for row in rows[10:13]] == given.IN_RESERVE
    appealing.find_own_place(right, "Your rank is 10, on the cut line, not chosen", "Reserve: place 2 of 3.")
    appealing.file_about_a_mark(right, "Written exam", "My sheet says 98; the sum of its pages was added wrongly.")
    right.sees("Your appeal was received. Two members of the appeals panel rule on it.")
    appealing.find_own_place(wrong, "Your rank is 9, on the cut line, not chosen", "Reserve: place 1 of 3.")
    appealing.file_about_procedure(wrong, "I was ill on the day of the exam and could not do my best.")
    wrong.sees("Your appeal was received.")


def rule(house: House, come: Come, to: Path) -> None:
    """Two who did not decide before; who took in the marks is kept out. The button that confirms is clicked twice."""
    drafter, confirmer, involved = come("tsend"), come("uyanga"), come(FORMER)
    appealing.open_file(drafter, ROUND, 1)
    drafter.sees("My sheet says 98; the sum of its pages was added wrongly.", "Nomin")
    appealing.uphold(drafter, "Written exam", "98", "The sheet was looked at again: its pages add up to 98.")
    drafter.sees("Your draft waits for a second member of the panel.")
    assert drafter.facts()["Merit of the record"] == "91.000 → 92.600"
    assert drafter.facts()["Rank by merit"] == "10 → 8"
    appealing.open_file(involved, ROUND, 1)
    involved.sees(INVOLVED)
    involved.go(f"selection/{ROUND}/appeals/1/confirm/")
    involved.press("Confirm")
    involved.sees(INVOLVED)
    appealing.open_file(confirmer, ROUND, 1)
    appealing.confirm(confirmer, twice=True)
    appealing.open_file(confirmer, ROUND, 2)
    appealing.reject(confirmer, "Illness on the day is no fault of the exam; a later sitting was offered.")
    appealing.open_file(drafter, ROUND, 2)
    appealing.confirm(drafter)


def finish(house: House, come: Come, to: Path) -> None:
    late, keeper, chooser, head = come(LATE), come("oyun"), come("batbold"), come("head")
    late.go("selection/mine/")
    late.sees("The window for appeals closed on")
    late.page.goto(f"{late.page.url}appeal/")
    appealing.file_about_procedure(late, "I only heard yesterday that appeals were taken at all.")
    late.sees("The window for appeals closed on", "after that only an order of the appeals panel or of a court")
    finishing.carry_out(keeper)
    finishing.run_again(chooser)
    assert finishing.changes(chooser) == CHANGES
    finishing.sign(head)
    finishing.publish(chooser)
    chooser.stands_at("The ten of 2025")
    assert [rounds.standing(row) for row in rounds.rows_of_the_list(chooser)] == FINAL
    chooser.go(f"selection/{ROUND}/list/")
    rows = rounds.rows_of_the_list(chooser)
    assert [rounds.standing(row) for row in rows[10:13]] == FINAL_RESERVE


def read_the_final_list(house: House, come: Come, to: Path) -> None:
    right, wrong = come(UPHELD), come(REJECTED)
    right.go("selection/mine/")
    right.stands_at("Your rank is 8, 0.600 above the cut line")
    right.sees("Before: rank 10, reserve. Now: rank 8, chosen.", "corrected from 94.000 to 98.000", "Upheld")
    statement = right.download("Save as a PDF", to)
    assert statement.name == f"{ROUND}-8.pdf"
    assert "Your rank is 8, 0.600 above the cut line" in papers.words(statement)
    wrong.go("selection/mine/")
    wrong.stands_at("Your rank is 10, 1.000 short of the cut line")
    wrong.sees("Before: rank 9, reserve. Now: rank 10, reserve.", "A record of somebody else was corrected", "Rejected")


def call(house: House, come: Come, to: Path) -> None:
    today = date.today() + WINDOW
    chooser, first = come("batbold"), come("J001")
    calling.open_call(chooser, today)
    calling.adopt_rubric(chooser)
    first.go("permission/")
    first.sees("0 of 8 are there")
    calling.write_texts(first, calling.DIGITAL)
    calling.give_papers(first, today + timedelta(days=2000))
    first.sees("8 of 8 are there")
    calling.hand_in(first)
    calling.consent(come("finance"), "G.Bold")


def judge(house: House, come: Come, to: Path) -> None:
    """One whole sheet and a third one by hand; one member has a conflict of interest."""
    number = pairs(house.do("tests.journeys.carried", "dossiers"))
    official = {number: official for official, number in number.items()}
    chooser, members = come("batbold"), {name: come(name) for name in ("ariun", "boldoo", "chimeg")}
    for name, member in members.items():
        scoring.declare(member, {number["J005"]: "We wrote a book together."} if name == "chimeg" else {})
    scoring.give_sheets(chooser, ROUND)
    theirs = {name: scoring.numbers_of_sheets(member, ROUND) for name, member in members.items()}
    assert sum(len(sheets) for sheets in theirs.values()) == 20
    assert number["J005"] not in theirs["chimeg"]
    one = next(number for number in theirs["ariun"] if official[number] != carried.DIVIDES)
    scoring.score(members["ariun"], ROUND, one, carried.WORTH[official[one]])
    ((third, divided),) = pairs(house.do("tests.journeys.carried", "sheets")).items()
    assert official[divided] == carried.DIVIDES
    scoring.score(members[third], ROUND, divided, carried.WORTH[carried.DIVIDES])


def propose(house: House, come: Come, to: Path) -> None:
    chooser = come("batbold")
    scoring.propose(chooser, ROUND)
    rows = scoring.rows_of_the_proposal(chooser)
    assert [scoring.standing(row) for row in rows] == PROPOSED
    divided = rows[7]
    assert (divided["Mean"], divided["Median"], divided["Lowest to highest"]) == ("72.000", "72.000", "62.000 – 82.000")
    for name, step, body in (
        ("head", "the academy", ""),
        ("finance", "your ministry", "Ministry of Finance"),
        ("omnogovi", "your ministry", "Omnogovi Aimag (Governor's Office)"),
        ("cabinet", "the Cabinet Secretariat", ""),
    ):
        signing.sign(come(name), step, body)


def permit(house: House, come: Come, to: Path) -> None:
    """One is replaced; the button that decides is clicked twice."""
    office = come("office")
    office.go(f"permission/{ROUND}/way/")
    brief = office.save("Brief for the Prime Minister (PDF)", to)
    assert brief.name == f"brief-{ROUND}.pdf"
    said = papers.words(brief)
    assert [name for name in ("Not decided, not signed", "G.Bold", "G.Tsetseg", "M.Bat") if name not in said] == []
    permitting.open_decision(office, ROUND)
    permitting.say(office, "G.Tsetseg", "Replace", "Needed at home for the budget.")
    permitting.permit_the_rest(office)
    office.sees("Followed by G.Dorj, as the rule says.")
    permitting.decide(office, "118", twice=True)
    office.stands_at("3 are permitted to travel by order 118")
    order = office.save("The order (PDF)", to)
    assert order.name == f"order-{ROUND}.pdf"
    assert [name for name in ("118", "G.Bold", "M.Bat", "G.Dorj") if name not in papers.words(order)] == []


def travel(house: House, come: Come, to: Path) -> None:
    permitting.close(come("cabinet"))
    for name, said in (("J001", "Permitted to travel"), ("J002", "Not permitted"), ("J003", "Permitted to travel")):
        official = come(name)
        official.go("permission/mine/")
        official.sees(said, "By order 118 of")
    come("J002").sees("Needed at home for the budget.")


def audit(house: House, come: Come, to: Path) -> None:
    """What was corrected, run again and decided is checked without the house."""
    auditor = come("khulan")
    auditor.go(f"permission/{ROUND}/order/")
    auditor.stands_at("3 are permitted to travel by order 118")
    assert "Bold" not in auditor.text()
    export, verifier = auditing.take_export(auditor, to), auditing.take_verifier(come(""), to)
    checked = auditing.run("-m", "ortoo.cli", "verify", str(export), folder=to)
    assert checked.startswith("PASS audit-2026.ortoolog\n")
    assert "rounds: 1, sealed rows: 60" in checked
    assert auditing.run("-m", "ortoo.cli", "verify", str(export), "--rerun", folder=to) == checked
    assert auditing.run("-I", "-S", str(verifier), str(export), folder=to) == checked


def pairs(printed: str) -> dict[str, int]:
    """Lines of a word and a number."""
    return {word: int(number) for word, number in (line.split() for line in printed.splitlines())}


BEFORE = (appeal, rule)
AFTER = (finish, read_the_final_list, call, judge, propose, permit, travel, audit)
