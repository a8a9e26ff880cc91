"""Where a lot decides inside a borderline band, a receipt brings the band, and the own sum is that of the last seat."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from ortoo.cli.rerun import decide_again
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed
from ortoo.ledger.rules.verifier.receipts import check_receipt
from ortoo.selection.rules.rule import rule_from
from tests.ledger.story import Story
from tests.ledger.tampering.decided import decided_again
from tests.ledger.tampering.houses import House, house, told


@pytest.fixture
def banded() -> House:
    made = house(7)
    rule = {
        "seats": 4, "reserve": 2, "id": "pseudonym", "merit": "merit", "eligible": "eligible", "then": ["exam:S25"],
        "standard_error": "se", "borderline": {"then": "lot"},
        "quota": [{"attribute": "sex", "value": "m", "at_least": 1}],
    }  # fmt: skip
    rows = tuple({**row, "se": "3.000"} for row in made.rows)
    return replace(made, rule=rule_from(rule), rows=rows, erased=frozenset(), appealed=False)


def band_of(story: Story) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(story.blobs[story.find("selection.run")["decision_blob"]])["borderline"]
    return found


def receipt(story: Story, name: str) -> bytes:
    """As the house gives it: with the pseudonyms of the band."""
    return canonical(json.loads(story.receipt(name)) | {"band": band_of(story)["people"]})


def test_everybody_has_a_receipt_that_holds_and_the_export_is_solved_again(banded: House) -> None:
    story = told(banded)
    band, result = band_of(story), story.find("list.provisional")["result"]
    assert len(band["people"]) == result["borderline"]["people"] > 1
    inside = {check_receipt(receipt(story, name)).standing.merit for name in band["people"]}
    assert inside == {result["borderline"]["merit"]}
    for name in set(banded.people) - set(band["people"]):
        check_receipt(receipt(story, name))
    assert verify(story.packed(), rerun=decide_again).notes == ()


def test_the_band_is_as_it_was_published_and_as_the_rule_gives_it(banded: House) -> None:
    story = told(banded)
    name, people = band_of(story)["people"][0], band_of(story)["people"]
    for other in ([], people[1:], [*people, banded.people[0]]):
        with pytest.raises(Failed, match="its borderline band is not the published one"):
            check_receipt(canonical(json.loads(receipt(story, name)) | {"band": other}))
    assert _reason(banded, lambda listed: listed["result"]["borderline"].update(people=1)).endswith(
        "the published borderline band is not the decision's"
    )


def _reason(made: House, change: Callable[[dict[str, Any]], object]) -> str:
    story = told(made)
    story.checkpoints_at = ()
    change(story.find("list.provisional"))
    with pytest.raises(Failed) as failed:
        verify(story.packed())
    return str(failed.value)


def test_who_is_put_into_a_band_is_found_by_solving_again(banded: House) -> None:
    story = told(banded)
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
