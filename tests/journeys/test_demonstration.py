"""The demonstration: counts on its first page, sign-ins by one click, and checking it without believing it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.journeys import auditing
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House

READY = [
    "An official just below the cut line", "An official who was chosen", "An official who travelled",
    "Selection officer", "Exam officer", "Academy manager", "Head of the academy", "Cabinet Secretariat",
    "Sending ministry", "Appeals panel", "Panel member", "Prime Minister's office", "The host that leads a visit",
    "A further host of a visit", "The planner of a ministry that leads a measure", "Ministry planner", "Superior",
    "Data owner", "Auditor", "Operator",
]  # fmt: skip


def test_the_first_page_counts(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration)
    visitor.go()
    visitor.stands_at("VISION 2050 capacity-building programme")
    assert visitor.page.get_by_text("Example data: persons and figures are invented").is_visible()
    visitor.main.get_by_text("The relay as a table").click()
    counts = {row["Station"]: (row["Count"], row["of what"]) for row in visitor.table()}
    assert len(counts) == 11
    assert counts["People"] == ("400", "officials · on the register")
    assert counts["Record"][1].startswith("records")
    assert counts["Selection"] == ("100", "chosen · 20 in reserve")
    assert counts["Visits"] == ("12", "travelled · 1 visit, 16 stops")
    assert counts["Lessons"] == ("7", "lessons · 4 adopted, 1 rejected")
    assert counts["Actions"] == ("5", "measures · 23 of 30 commitments confirmed")


def test_each_sign_in_leads_to_its_own_first_page(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration)
    visitor.go("access/sign-in/")
    assert visitor.main.locator(".ready button").all_inner_texts() == READY
    for shows in READY:
        visitor.go("access/sign-in/")
        visitor.press(shows)
        visitor.sees("What waits for you")
        visitor.sign_out()


def test_the_two_officials_read_their_places(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration)
    for shows, state in zip(READY, ("Reserve", "Chosen"), strict=False):
        visitor.go("access/sign-in/")
        visitor.press(shows)
        visitor.go("selection/mine/")
        assert visitor.heading().startswith("Your rank is ")
        visitor.sees(state)
        visitor.sign_out()


def test_a_traveller_is_named_to_themselves_and_to_nobody_who_passes_by(demonstration: House, welcome: Welcome) -> None:
    traveller, anybody = welcome(demonstration, viewport={"width": 320, "height": 800}), welcome(demonstration)
    traveller.go("access/sign-in/")
    traveller.press("An official who travelled")
    with traveller.page.expect_navigation():
        traveller.main.locator("a[href*='/people/official/']").first.click()
    traveller.follow("Follow it through the relay")
    name = traveller.heading()
    traveller.sees("The road so far", "Permitted to travel", "What led to the visit, and what came of it", name)
    assert not traveller.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    anybody.go("journey/")
    anybody.follow("Before anybody digs, everybody looks at one map")
    anybody.sees("Sejong City", re.compile(r"Delegate \d"), "that you may not see")
    assert name not in anybody.text()


def test_anybody_checks_it(demonstration: House, welcome: Welcome, tmp_path: Path) -> None:
    """The verifier and yesterday's checkpoint from the public page, an export from an auditor."""
    anybody, auditor = welcome(demonstration), welcome(demonstration)
    anybody.go()
    anybody.follow("Check it yourself")
    verifier = anybody.download("ortoo_verify.py", tmp_path)
    checkpoint = anybody.download("Keep today's checkpoint", tmp_path)
    auditor.go("access/sign-in/")
    auditor.press("Auditor")
    export = auditing.take_export(auditor, tmp_path)
    command = ["-I", "-S", str(verifier), str(export)]
    checked = auditing.run(*command, "--against", str(checkpoint), folder=tmp_path)
    assert checked.startswith("PASS audit-2026.ortoolog\n")
    assert re.search(r"rounds: [45], sealed rows: \d{4}", checked)  # another journey may have sealed a fifth
