"""What a house must have so that a forgery of some kind can be tried on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ortoo.ledger.rules.verifier.receipts import check_receipt
from tests.ledger.tampering.houses import House, told


def decision_of(house: House) -> dict[str, Any]:
    """The last one of its story."""
    story = told(house)
    found: dict[str, Any] = json.loads(story.blobs[story.last("selection.run")["decision_blob"]])
    return found


def listed(house: House) -> bool:
    return decision_of(house)["status"] == "decided"


def with_rows(house: House) -> bool:
    return not house.erased and listed(house)


def with_reserve(house: House) -> bool:
    return with_rows(house) and bool(decision_of(house)["reserve"])


def with_quotas(house: House) -> bool:
    return with_rows(house) and bool(house.rule.quotas)


def with_a_price(house: House) -> bool:
    return listed(house) and bool(decision_of(house)["adjustments"])


def with_prices(house: House) -> bool:
    return with_rows(house) and decision_of(house)["proof"] == "prices"


def with_a_favourite(house: House) -> bool:
    """The first of the chosen stands above the line, and somebody who may be put there is not listed."""
    if not with_prices(house) or house.appealed:
        return False
    decision, rows = decision_of(house), {row["pseudonym"]: row for row in house.rows}
    left = set(house.people) - {*decision["chosen"], *decision["reserve"]}
    first = told(house).receipt(decision["chosen"][0])
    return any(rows[name]["eligible"] == "yes" for name in left) and (check_receipt(first).standing.margin or 0) > 0


NEEDS: dict[str, Callable[[House], bool]] = {
    "a published count": with_quotas,
    "a price": with_a_price,
    "a cut line made to fit": with_prices,
    "a favourite chosen": with_a_favourite,
    "a favourite chosen, and no rows shown": with_a_favourite,
    "a reserve": with_reserve,
    "a row erased without an entry": with_rows,
    "a cell of the table": with_rows,
}
"""What a house must have for a kind; every other kind needs a list."""
