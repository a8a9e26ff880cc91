"""Where a lot decides inside a borderline band, a receipt brings the band, and the own sum is that of the last seat."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from ortoo.cli.rerun import decide_again
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed
from ortoo.ledger.rules.verifier.receipts import check_receipt
from tests.ledger.story import Story
from tests.ledger.tampering.decided import decided_again
from tests.ledger.tampering.houses import House, banded, told


@pytest.fixture
def made() -> House:
    return banded(7)


def band_of(story: Story) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(story.blobs[story.find("selection.run")["decision_blob"]])["borderline"]
    return found


def test_everybody_has_a_receipt_that_holds_and_the_export_is_solved_again(made: House) -> None:
    story = told(made)
    band, result = band_of(story), story.find("list.provisional")["result"]
    assert len(band["people"]) == result["borderline"]["people"] > 1
    inside = {check_receipt(story.receipt(name)).standing.merit for name in band["people"]}
    assert inside == {result["borderline"]["merit"]}
    for name in set(made.people) - set(band["people"]):
        check_receipt(story.receipt(name))
    assert verify(story.packed(), rerun=decide_again).notes == ()


def test_the_band_is_as_it_was_published_and_as_the_rule_gives_it(made: House) -> None:
    story = told(made)
    name, people = band_of(story)["people"][0], band_of(story)["people"]
    for other in ([], people[1:], [*people, made.people[0]]):
        with pytest.raises(Failed, match="its borderline band is not the published one"):
            check_receipt(canonical(json.loads(story.receipt(name)) | {"band": other}))
    assert _reason(made, lambda listed: listed["result"]["borderline"].update(people=1)).endswith(
        "the published borderline band is not the decision's"
    )


def _reason(made: House, change: Callable[[dict[str, Any]], object]) -> str:
    story = told(made)
    story.checkpoints_at = ()
    change(story.find("list.provisional"))
    with pytest.raises(Failed) as failed:
        verify(story.packed())
    return str(failed.value)


def test_who_is_put_into_a_band_is_found_by_solving_again(made: House) -> None:
    story = told(made)
    story.checkpoints_at = ()
    people = band_of(story)["people"]

    def shorten(decision: dict[str, Any]) -> None:
        decision["borderline"]["people"] = [*people[1:], people[0]]

    decided_again(story, shorten)
    said = story.find("list.provisional")["result"]["borderline"]
    said["people_sha256"] = sha256("\n".join([*people[1:], people[0]]).encode()).hexdigest()
    assert verify(story.packed()).rounds == 1
    with pytest.raises(Failed, match="the re-run gives another borderline than the decision"):
        verify(story.packed(), rerun=decide_again)
