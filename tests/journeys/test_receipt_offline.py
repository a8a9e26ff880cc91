"""The saved page in a real browser, from a disk and without a line: it checks a receipt, and tells an altered one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from ortoo.ledger.receipt_page import saved_page
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.verifier.receipts import check_receipt
from tests.journeys.watching import Watch
from tests.ledger.story import PEOPLE, Story, honest
from tests.ledger.tampering.houses import banded, crossed, house, told
from tests.ledger.tampering.outside import edited

HOLDS = "It holds: your row was sealed as it stands here, and you are "


@dataclass
class Checking:
    """A page that was saved, in a browser that reaches nobody."""

    page: Page
    folder: Path

    def given(self, receipt: bytes) -> list[str]:
        """Chooses the file; the steps that it shows."""
        path = self.folder / f"receipt-{len(list(self.folder.iterdir()))}.json"
        path.write_bytes(receipt)
        self.page.locator("[data-receipt-answer]").evaluate("answer => answer.hidden = true")
        self.page.get_by_label(self.label).set_input_files(path)
        expect(self.page.locator("[data-receipt-answer]")).to_be_visible()
        return self.page.locator("[data-receipt-steps] li").all_inner_texts()

    @property
    def label(self) -> str:
        return self.page.locator("label").inner_text()

    @property
    def answer(self) -> str:
        return self.page.locator("[data-receipt-answer]").inner_text()


@pytest.fixture
def saved(browser: Browser, tmp_path: Path, watch: Watch) -> Iterator[Callable[[str], Checking]]:
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    watch.over(context)

    def opened(language: str) -> Checking:
        with override(language):
            (tmp_path / "check.html").write_text(saved_page(), "utf-8")
        page = context.new_page()
        page.goto((tmp_path / "check.html").as_uri())
        return Checking(page, tmp_path)

    yield opened
    context.close()


def test_each_step_of_a_receipt_that_holds_is_said(saved: Callable[[str], Checking]) -> None:
    checking, story = saved("en"), honest()
    steps = checking.given(story.receipt(PEOPLE[4]))
    assert steps == [
        f"The receipt is of round 2026, for the pseudonym {PEOPLE[4]}. Compare it with the one on the page of your "
        "place.",
        f"Your row is number 5 of 5 under the sealed root {story.find('records.sealed')['root']}.",
        "The entries of the ledger that hold the root (number 4) and the list (number 7) are under the checkpoint of 7 "
        "entries.",
        f"This key signed the checkpoint: {story.signer.verifier_key}. Compare it with the one that the academy "
        "published on paper.",
        "The list says: chosen.",
        "Your merit 74.000 and the adjustments of your categories 0.000 are 74.000, held against the cut line 73.000.",
        "That is 1.000 above the cut line.",
        "The prices prove this list: all sums together give its bound, so no better list exists.",
    ]
    assert checking.answer == f"{HOLDS}chosen as the rule says."
    assert "On the line itself, the quotas and the tie order of the rule decide who is chosen." in checking.given(
        story.receipt(PEOPLE[3])
    )
    checking.given(story.receipt(PEOPLE[0]))
    assert checking.answer == f"{HOLDS}not chosen, as the rule says."


def altered(story: Story, change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(story.receipt(PEOPLE[0]))
    change(said)
    return canonical(said)


def test_what_was_altered_is_told(saved: Callable[[str], Checking]) -> None:
    checking, story = saved("en"), honest()
    for change, begins in (
        (
            lambda said: said.update(row=said["row"].replace("70.000", "90.000")),
            "It does not hold: this row is not under",
        ),
        (lambda said: said["path"].pop(), "It does not hold: this row is not under"),
        (
            lambda said: said["list"].update(entry=said["list"]["entry"].replace("73000", "69000")),
            "It does not hold: entry",
        ),
        (lambda said: said["list"].update(said["sealed"]), "It does not hold: entry 4"),
        (
            lambda said: said.update(keys=[Story().signer.verifier_key.replace("test", "rest")]),
            "It does not hold: the key",
        ),
        (lambda said: _resigned(said), "It does not hold: the signature"),
        (lambda said: said.pop("row"), "This file is not a receipt"),
    ):
        checking.given(altered(story, change))
        assert checking.answer.startswith(begins)
    story.find("list.provisional")["chosen"] = [PEOPLE[4], PEOPLE[0]]
    checking.given(story.receipt(PEOPLE[0]))
    assert checking.answer.startswith("It does not hold: you are chosen, and below the cut line.")


def _resigned(said: dict[str, Any]) -> None:
    """The last letters of the signature are others."""
    for part in ("sealed", "list"):
        proof = said[part]["proof"]
        said[part]["proof"] = proof[:-20] + ("A" if proof[-20] != "A" else "B") + proof[-19:]


def test_where_prices_do_not_prove_the_list_it_points_to_the_certificate(saved: Callable[[str], Checking]) -> None:
    story = told(crossed(0))
    name = story.last("list.provisional")["chosen"][0]
    checking = saved("en")
    steps = checking.given(story.receipt(name))
    assert steps[-1].startswith(
        "Prices alone do not prove this list. What proves it is the certificate in the decision "
    )
    assert check_receipt(story.receipt(name)).standing.proof == "branching"


def test_where_a_browser_has_no_ed25519_it_says_that_the_signature_was_not_checked(
    saved: Callable[[str], Checking],
) -> None:
    checking = saved("en")
    checking.page.evaluate("() => { crypto.subtle.importKey = () => Promise.reject(new Error('unknown')); }")
    steps = checking.given(honest().receipt(PEOPLE[4]))
    assert steps[3].startswith("This browser does not know Ed25519, so the signature was not checked.")
    assert checking.answer == f"{HOLDS}chosen as the rule says."


def test_browser_and_verifier_say_the_same_of_many(saved: Callable[[str], Checking]) -> None:
    """Rules of both objectives and kinds of floors, with and without a band: a receipt as it is, and altered."""
    checking, chance = saved("en"), Random(146)
    for made in (*map(house, (*range(1, 9), 24, 26)), banded(7), banded(8)):
        name = chance.choice([name for name in made.people if name not in made.erased])
        receipt = told(made).receipt(name)
        checking.given(receipt)
        assert checking.answer.startswith("It holds: ")
        checking.given(edited(receipt, chance))
        assert not checking.answer.startswith("It holds: ")


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_it_is_said_in_the_language_of_the_page_and_fits_a_phone(
    saved: Callable[[str], Checking], language: str
) -> None:
    checking = saved(language)
    with override(language):
        from django.utils.translation import gettext

        said = gettext("It holds: your row was sealed as it stands here, and you are in reserve as the list says.")
    checking.given(honest().receipt(PEOPLE[2]))
    assert checking.answer == said
    assert checking.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
