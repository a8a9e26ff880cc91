"""The receipt of one place: what an official takes home to check it alone (docs/how-to/check-your-own-rank.md)."""

from __future__ import annotations

from typing import Any

from ortoo.ledger.queries import blobs, entry_that, proven
from ortoo.ledger.rules.receipts import receipt
from ortoo.ledger.rules.tree import leaf_hash
from ortoo.record.queries import sealed_line_of
from ortoo.selection.models import Place


def receipt_of(place: Place) -> bytes:
    """The same state of the ledger gives the same bytes; a later one a receipt under a later checkpoint."""
    run, seal = place.run, place.run.seal
    line = sealed_line_of(place.record)
    leaves = [bytes.fromhex(leaf) for leaf in blobs({seal.leaves_blob})[seal.leaves_blob].decode("ascii").split()]
    known = proven(
        [
            entry_that("records.sealed", seal=seal.pk),
            entry_that("list.provisional", round=run.round.code, decision_sha256=run.decision_sha256),
        ]
    )
    sealed, listed = known.entries
    return receipt(
        line=line, leaves=leaves, index=leaves.index(leaf_hash(line)), sealed=sealed, listed=listed,
        note=known.note, keys=[known.key], band=_band(run.decision),
    )  # fmt: skip


def _band(decision: dict[str, Any]) -> list[str]:
    """Whose own sum needs it: the pseudonyms of a band in which a lot decides; nobody where no rule declares one."""
    band = decision.get("borderline")
    return band["people"] if band and band["merit"] is not None else []
