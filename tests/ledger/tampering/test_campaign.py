"""Forgeries of every kind at many places are found, and honest exports raise no alarm; the whole is a campaign."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from ortoo.cli.rerun import decide_again
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.ledger.rules.verifier.receipts import check_receipt
from tests.ledger.tampering import decided, inside, needs, outside
from tests.ledger.tampering.houses import CROSSED, House, banded, crossed, house, told
from tests.ledger.tampering.kinds import Kind, found

KINDS: dict[str, Kind] = outside.KINDS | inside.KINDS | decided.KINDS
PLACES, HONEST = 40, 1_000


def house_for(kind: str, place: int) -> tuple[House, Random]:
    chance, fits = Random(f"{kind}, {place}"), needs.NEEDS.get(kind, needs.listed)
    while True:
        made = house(chance.randrange(10**9))
        if fits(made):
            return made, chance


def unnoticed(kind: str, places: range) -> list[int]:
    """The places at which a forgery of `kind` passed."""
    return [place for place in places if not found(KINDS[kind](*house_for(kind, place)))]


def alarm(number: int) -> str:
    """Why an honest export of the house `number`, or the receipt of somebody in it, is not believed; "" where it is."""
    made = {0: crossed, 5: banded}.get(number % 20, house)(number)
    story = told(made)
    rerun = decide_again if number % 10 == 0 and not made.erased else None
    kept = story.checkpoint(1 + number % len(story.said))
    if number % 3 == 0:
        story.sealed = {name: content for name, content in story.sealed.items() if rerun or made.erased}
    try:
        verify(story.packed(), against=kept, rerun=rerun)
        if needs.listed(made):
            full = told(made)
            name = Random(number).choice([name for name in made.people if name not in made.erased])
            verify(story.packed(), against=(receipt := full.receipt(name)))
            check_receipt(receipt)
    except (Failed, Malformed) as wrong:
        return f"{number}: {wrong!r}"
    return ""


def test_there_are_at_least_twenty_five_kinds_and_somebody_tells_of_each() -> None:
    told_by = {name: KINDS[name](*house_for(name, 0)).told_by for name in KINDS}
    assert len(KINDS) >= 25
    assert set(told_by.values()) == {
        "the archive", "the signed root", "a signature", "what the entries say", "the certificate", "the sealed rows",
        "the paths of a receipt", "the quotas of the rule, or the sealed rows",
        "a checkpoint that was kept", "a receipt in a candidate's hand", "the re-run",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_forgery_is_found(kind: str) -> None:
    assert unnoticed(kind, range(2)) == []


def test_honest_exports_and_receipts_raise_no_alarm() -> None:
    assert [said for number in range(0, 1_000, 25) if (said := alarm(number))] == []


def test_certificates_of_houses_whose_quotas_cross_have_a_tree() -> None:
    proofs = Counter(needs.decision_of(crossed(number))["proof"] for number in range(len(CROSSED)))
    assert proofs == {"branching": len(CROSSED)}


@pytest.mark.campaign
@pytest.mark.parametrize("kind", KINDS)
def test_a_forgery_is_found_at_every_place(kind: str) -> None:
    assert unnoticed(kind, range(PLACES)) == []


@pytest.mark.campaign
@pytest.mark.parametrize("hundred", range(HONEST // 100))
def test_a_thousand_honest_exports_raise_no_alarm(hundred: int) -> None:
    assert [said for number in range(100 * hundred, 100 * hundred + 100) if (said := alarm(number))] == []
