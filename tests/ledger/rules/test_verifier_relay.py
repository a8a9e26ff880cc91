"""From an appeal to a delegation: the honest story holds, and each lie about it is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed
from tests.ledger.relay import DORJ, HEAD, KEEPER, PANEL, SECRETARY, to_the_delegation
from tests.ledger.story import BOLD, PEOPLE, TUYA, Story

Lie = Callable[[Story], None]


def _set(kind: str, **changed: object) -> Lie:
    return lambda story: _last(story, kind).update(changed)


def _drop(kind: str) -> Lie:
    return lambda story: story.said.remove(_last(story, kind))


def _last(story: Story, kind: str) -> dict[str, object]:
    return next(entry for entry in reversed(story.said) if entry["kind"] == kind)


def _again(kind: str) -> Lie:
    def repeat(story: Story) -> None:
        entry = _last(story, kind)
        story.said.insert(story.said.index(entry) + 1, dict(entry))

    return repeat


def _signed_backwards(story: Story) -> None:
    signed = [entry for entry in story.said if entry["kind"] == "proposal.signed"]
    signed[0]["step"], signed[1]["step"] = "ministries", "academy"


LIES: list[tuple[Lie, str]] = [
    (_set("appeal.filed", at="2026-03-01T00:00:00.000000Z"), "after its window"),
    (_set("appeal.filed", origin="order"), "was not final"),
    (_again("appeal.filed"), "filed twice"),
    (_drop("appeal.filed"), "nobody filed"),
    (_again("appeal.ruled"), "ruled on twice"),
    (_set("appeal.ruled", by=PANEL), "the one who drafted it"),
    (_set("appeal.ruled", by=TUYA), "decided before in this round"),
    (_set("appeal.ruled", drafted_by=BOLD), "decided before in this round"),
    (_set("appeal.ruled", by=DORJ), "the one who filed it"),
    (_set("appeal.ruled", outcome="rejected"), "which was rejected"),
    (_set("appeal.ruled", remedy="none"), "without an upheld appeal"),
    (_drop("appeal.ruled"), "nobody ruled"),
    (_set("list.signed", by=TUYA), "sealed its records or ran"),
    (_set("list.signed", by=KEEPER), "sealed its records or ran"),
    (_set("list.signed", decision_sha256="ab"), "another decision than the last run"),
    (_drop("list.signed"), "not signed"),
    (_set("list.final", by=HEAD), "the one who signed it"),
    (_set("list.final", chosen=[PEOPLE[4], PEOPLE[0]]), "the chosen of the list"),
    (_drop("list.final"), "before the list was final"),
    (_set("panel.proposed", chosen=[PEOPLE[1], PEOPLE[0]]), "not on the final list"),
    (_set("panel.proposed", seats=1), "for 1 seats"),
    (_set("panel.proposed", reserve=[PEOPLE[0]]), "both proposed and in reserve"),
    (_signed_backwards, "the academy signs first"),
    (_set("proposal.signed", by=HEAD), "signed another step"),
    (_set("proposal.signed", proposal=2), "another version of the proposal"),
    (_drop("proposal.signed"), "before every step had signed"),
    (_set("permission.decided", by=SECRETARY), "proposed it or signed it"),
    (_set("permission.decided", permitted=[PEOPLE[0], PEOPLE[0]]), "permitted twice"),
    (_set("permission.decided", permitted=[PEOPLE[0], PEOPLE[3], PEOPLE[4]]), "for 2 seats"),
    (_set("permission.decided", permitted=[PEOPLE[1]]), "was not proposed"),
    (_set("permission.decided", permitted=[PEOPLE[4]]), "both permitted and refused"),
    (_set("permission.decided", version=2), "1 was due"),
    (_drop("permission.decided"), "before anybody was permitted"),
    (_set("delegation.closed", delegates=[PEOPLE[0], PEOPLE[4]]), "was not permitted"),
    (_set("delegation.closed", delegates=[PEOPLE[0], PEOPLE[0]]), "travels twice"),
    (_set("delegation.closed", version=2), "another version of the order"),
]


def test_the_honest_story_holds() -> None:
    story = to_the_delegation()
    assert verify(story.packed()).entries == len(story.said)


@pytest.mark.parametrize(("lie", "named"), LIES, ids=[f"{place}-{named}" for place, (_, named) in enumerate(LIES)])
def test_a_lie_is_named(lie: Lie, named: str) -> None:
    story = to_the_delegation()
    lie(story)
    with pytest.raises(Failed, match=named):
        verify(story.packed())
