"""What is handed to a checker who suspects something, and what should tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ortoo.cli.rerun import decide_again
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed, Malformed
from ortoo.ledger.rules.verifier.receipts import check_receipt
from tests.ledger.tampering.houses import House

ARCHIVE, ROOT, SIGNATURE, MEANING = "the archive", "the signed root", "a signature", "what the entries say"
CERTIFICATE, ROWS, PATHS = "the certificate", "the sealed rows", "the paths of a receipt"
COUNTS = "the quotas of the rule, or the sealed rows"
KEPT, RECEIPT, RERUN = "a checkpoint that was kept", "a receipt in a candidate's hand", "the re-run"
FROM_OUTSIDE = (KEPT, RECEIPT, RERUN)
"""Without these the forgery holds in itself: whoever holds database and key can make it."""

SAYS = {
    ARCHIVE: "the archive was|.*: cut off, comp|.* is missing|not an .ortoolog|.* has no place|the blob .* is not what",
    ROOT: "entries .* do not give the signed root|.* entries are there",
    SIGNATURE: "checkpoint: (the signature of|none of the keys)",
    MEANING: "entry ",
    CERTIFICATE: r"entry \d+ \(selection.run\): (the .*(bound|adjustment)|it claims a proof|its prices leave)",
    ROWS: "sealed/2026: ",
    COUNTS: r"entry \d+ \(list.provisional\)|sealed/2026: the counts",
    PATHS: "the row is not under|(list|sealed): its entry|(not a receipt)",
    KEPT: "forked: |rolled back: |the kept checkpoint: ",
    RECEIPT: "forked: |rolled back: |it is not chosen, and .* above the cut line",
    RERUN: "sealed/2026: the re-run gives another",
}
"""How the reason begins where this tells: so that what is named is what told."""


@dataclass(frozen=True)
class Forged:
    """`data` is an export, or a receipt where `alone`; `told_by` what it is caught by, which stands in `with_it`."""

    data: bytes
    told_by: str
    against: bytes | None = None
    alone: bool = False


Kind = Callable[[House, Random], Forged]


def holds(data: bytes, against: bytes | None = None, *, rerun: bool = False) -> str:
    """ "" where an export holds, else why not."""
    try:
        verify(data, against=against, rerun=decide_again if rerun else None)
    except (Failed, Malformed) as wrong:
        return str(wrong) or "found"
    return ""


def receipt_holds(data: bytes) -> str:
    try:
        check_receipt(data)
    except (Failed, Malformed) as wrong:
        return str(wrong) or "found"
    return ""


def found(forged: Forged) -> bool:
    """Whether it is rejected, by what should tell.

    What needs something from outside must hold in itself, else it would prove nothing about that.
    """
    if forged.alone:
        reason = receipt_holds(forged.data)
    else:
        alone = forged.told_by in FROM_OUTSIDE and holds(forged.data)
        assert not alone, f"it does not need {forged.told_by}: {alone}"
        reason = holds(forged.data, forged.against, rerun=forged.told_by == RERUN)
    assert not reason or re.match(SAYS[forged.told_by], reason), f"{forged.told_by} should tell: {reason}"
    return bool(reason)
