"""Who was named on a final list does not disappear silently: departures, and a list that an order reopened."""

from __future__ import annotations

from typing import Any

import pytest

from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed
from tests.ledger.relay import HEAD, to_the_delegation
from tests.ledger.story import PEOPLE, TUYA, Story


def departed(**changed: Any) -> Story:
    """Number 0 leaves the final list of 0 and 4, and the reserve, 3, moves up."""
    story = to_the_delegation()
    story.find("rule.adopted")["after_appeal"] = "add-seats"
    said = {"version": 1, "left": PEOPLE[0], "moved_up": PEOPLE[3], **changed}
    story.say("list.left", by=TUYA, round="2026", **said)
    return story


def published_again(story: Story, **changed: Any) -> Story:
    """The same decision, signed and published a second time, with 3 kept beside it."""
    decided = story.find("list.final")["decision_sha256"]
    said = {"chosen": [PEOPLE[0], PEOPLE[4]], "kept": [PEOPLE[3]], "reserve": [PEOPLE[3]], **changed}
    story.say("list.signed", by=HEAD, round="2026", decision_sha256=decided)
    story.say("list.final", by=TUYA, round="2026", decision_sha256=decided, **said)
    return story


def test_who_leaves_and_who_moves_up() -> None:
    story = published_again(departed())
    assert verify(story.packed()).entries == len(story.said)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"left": PEOPLE[1]}, "who was not on it"),
        ({"moved_up": PEOPLE[1]}, "who was not in reserve"),
    ],
)
def test_a_departure_that_cannot_be(changed: dict[str, Any], named: str) -> None:
    with pytest.raises(Failed, match=named):
        verify(departed(**changed).packed())


def test_nobody_moves_up_twice() -> None:
    story = departed()
    story.say("list.left", by=TUYA, round="2026", version=1, left=PEOPLE[4], moved_up=PEOPLE[3])
    with pytest.raises(Failed, match="who was on the list already"):
        verify(story.packed())


def test_who_moved_up_was_named_and_stays_where_seats_are_added() -> None:
    with pytest.raises(Failed, match="on the new list no more"):
        verify(published_again(departed(), kept=[]).packed())


def test_where_the_list_is_replaced_they_may_leave() -> None:
    story = departed()
    story.find("rule.adopted")["after_appeal"] = "replace"
    assert verify(published_again(story, kept=[]).packed()).rounds == 1


def test_nobody_is_kept_who_was_not_named() -> None:
    with pytest.raises(Failed, match="who was not named before"):
        verify(published_again(departed(), kept=[PEOPLE[1], PEOPLE[3]]).packed())
