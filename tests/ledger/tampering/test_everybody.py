"""Twelve thousand, each with a row and a path of their own: their own sums together are the bound of the list."""

from __future__ import annotations

from hashlib import sha256
from random import Random

import pytest

from ortoo.ledger.rules.sealing import sealed_line
from ortoo.ledger.rules.tree import inclusion_proof, leaf_hash, levels
from ortoo.ledger.rules.verifier.certificates import prices_of, thousandths
from ortoo.ledger.rules.verifier.receipts import check_receipt
from ortoo.ledger.rules.verifier.roots import root_above
from ortoo.selection.rules.rule import rule_from
from tests.ledger.story import Row, Story
from tests.ledger.tampering.houses import House, salt_of, told

MANY, SEATS = 12_000, 100
ATTRIBUTES = {"region": 22, "ministry": 16, "level": 5, "sex": 2}


def rows() -> tuple[Row, ...]:
    chance = Random(12_000)
    names = sorted(sha256(f"official {number}".encode()).hexdigest() for number in range(MANY))
    return tuple(
        {
            "pseudonym": name,
            "merit": f"{min(100_000, max(0, round(chance.gauss(65_000, 12_000)))) / 1000:.3f}",
            "eligible": "no" if chance.random() < 0.02 else "yes",
            **{attribute: f"{attribute[0]}{chance.randrange(values)}" for attribute, values in ATTRIBUTES.items()},
        }
        for name in names
    )


@pytest.fixture(scope="module")
def house() -> House:
    rule = {
        "seats": SEATS, "reserve": 20, "id": "pseudonym", "merit": "merit", "eligible": "eligible",
        "quota": [
            {"attribute": "region", "value": "r3", "at_least": 9},
            {"attribute": "sex", "value": "s1", "at_least": 55},
            {"attribute": "ministry", "each_at_most": 8},
            {"attribute": "level", "value": "l0", "at_most": 12},
        ],
    }  # fmt: skip
    return House(rule_from(rule), rows())


@pytest.fixture(scope="module")
def story(house: House) -> Story:
    return told(house)


def test_everybodys_own_sum_together_is_the_bound_that_was_published(house: House, story: Story) -> None:
    result = story.find("list.provisional")["result"]
    prices, chosen = prices_of(result), set(story.find("list.provisional")["chosen"])
    margins = {
        row["pseudonym"]: thousandths(row["merit"]) + prices.added(row) - result["cut"]
        for row in house.rows
        if row["eligible"] == "yes"
    }
    assert (len(house.rows), result["proof"], len(result["adjustments"]) > 1) == (MANY, "prices", True)
    assert all(margin >= 0 if name in chosen else margin <= 0 for name, margin in margins.items())
    base = sum(price["adjustment"] * price["count"] for price in result["adjustments"])
    bound = SEATS * result["cut"] + sum(margin for margin in margins.values() if margin > 0) - base
    total = sum(thousandths(row["merit"]) for row in house.rows if row["pseudonym"] in chosen)
    assert bound == result["bound"] == total


def test_each_of_them_has_a_path_to_the_root_that_was_sealed(house: House, story: Story) -> None:
    sealed = story.find("records.sealed")
    leaves = [leaf_hash(sealed_line(salt=salt_of(row["pseudonym"], 7), row=row)) for row in house.rows]
    tree = levels(leaves)
    for index, leaf in enumerate(leaves):
        found = root_above(leaf, index, sealed["count"], inclusion_proof(tree, index))
        assert found is not None
        assert found.hex() == sealed["root"]


def test_whole_receipts_of_some_say_the_same(house: House, story: Story) -> None:
    listed = story.find("list.provisional")
    for name, status in (
        *((name, "chosen") for name in listed["chosen"][::33]), (listed["reserve"][0], "reserve"),
        (next(row["pseudonym"] for row in house.rows if row["eligible"] == "no"), "not eligible"),
    ):  # fmt: skip
        receipt = story.receipt(name)
        assert check_receipt(receipt).standing.status == status
        assert len(receipt) < 30_000
