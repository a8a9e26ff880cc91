"""A receipt: checked alone, it says where the own row stands; and each part of it that is altered is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.ledger.rules.verifier.receipts import check_receipt
from tests.ledger.story import PEOPLE, Story, honest


def altered(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    said = json.loads(data)
    change(said)
    return canonical(said)


def reason(data: bytes) -> str:
    with pytest.raises((Failed, Malformed)) as found:
        check_receipt(data)
    return str(found.value)


def test_everybody_of_a_list_has_one_and_it_says_where_they_stand() -> None:
    story = honest()
    assert [check_receipt(story.receipt(name)).standing.status for name in PEOPLE] == [
        "not chosen", "not chosen", "reserve", "chosen", "chosen",
    ]  # fmt: skip
    assert str(check_receipt(story.receipt(PEOPLE[3]))).splitlines() == [
        f"  pseudonym {PEOPLE[3]}",
        f"  row 4 of 5 under the sealed root {story.find('records.sealed')['root']}",
        "  entries 4 (records.sealed) and 7 (list.provisional) under the signed checkpoint of 7 entries",
        f"  signed by {story.signer.verifier_key}",
        "  merit 73.000 + adjustments 0.000 against the cut line 73.000: on the line, chosen",
        "  on the line itself, quotas and the tie order of the rule decide who is chosen",
        "  the prices prove the list: everybody's own sum together gives its bound",
    ]


def test_an_export_is_held_against_a_receipt_that_somebody_kept() -> None:
    story = honest()
    kept = story.receipt(PEOPLE[0])
    assert verify(story.packed(), against=kept).notes == ("consistent with the checkpoint that was kept at entry 7",)
    forged = honest()
    forged.checkpoints_at = ()
    forged.find("rule.adopted")["lot_source"] = "another"
    verify(forged.packed())
    with pytest.raises(Failed, match="forked: the first 7 entries are not those signed before"):
        verify(forged.packed(), against=kept)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda said: said.update(row=said["row"].replace("70.000", "90.000")), "the row is not under the root that"),
        (lambda said: said.update(index=1), "the row is not under the root that was sealed"),
        (lambda said: said["path"].pop(), "the row is not under the root that was sealed"),
        (lambda said: said.update(path=said["path"][::-1]), "the row is not under the root that was sealed"),
        (lambda said: said["list"].update(entry=said["list"]["entry"].replace("73000", "69000")), "list: its entry is"),
        (lambda said: said["list"].update(said["sealed"]), "list: its entry is records.sealed, and list.provisional"),
        (lambda said: said["list"].update(proof=""), "list: not a proof of inclusion"),
        (lambda said: said.update(keys=[]), "sealed: none of the keys in keys.txt signed it"),
        (lambda said: said.update(format="ortoo-receipt/2"), "it is of the format ortoo-receipt/2"),
        (lambda said: said.pop("row"), "not a receipt"),
    ],
)
def test_an_altered_part_is_named(change: Callable[[dict[str, Any]], object], found: str) -> None:
    assert reason(altered(honest().receipt(PEOPLE[0]), change)).startswith(found)


def _favourite(story: Story) -> None:
    listed = story.find("list.provisional")
    listed["chosen"] = [PEOPLE[4], PEOPLE[0]]


def _lower_line(story: Story) -> None:
    story.find("list.provisional")["result"]["cut"] = 71_000


@pytest.mark.parametrize(
    ("lie", "name", "found"),
    [
        (_favourite, PEOPLE[0], "it is chosen, and 3.000 short of the cut line"),
        (_lower_line, PEOPLE[2], "it is not chosen, and 1.000 above the cut line"),
        (lambda story: story.find("list.provisional").update(seal=8), PEOPLE[0], "its list was made on another seal"),
        (lambda story: story.find("list.provisional").update(round="1"), PEOPLE[0], "its two entries are of different"),
    ],
)
def test_what_the_academy_signs_against_somebody_is_in_their_receipt(
    lie: Callable[[Story], None], name: str, found: str
) -> None:
    story = honest()
    lie(story)
    assert reason(story.receipt(name)).startswith(found)


@pytest.mark.parametrize(
    "data", [b"{", b"{}", b'{"format":"ortoo-receipt/1"}', b'{"format":"ortoo-receipt/1","row":7}']
)
def test_what_is_no_receipt_is_malformed(data: bytes) -> None:
    assert reason(data).startswith("not a receipt")
